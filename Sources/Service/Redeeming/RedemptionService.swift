import Payload
package import Promotion
package import Store
package import Vocabulary

/// Redeems, validates, reserves and reverses for tills and for the command line.
///
/// It holds the one queue that joins waiting attempts into a transaction, so a process has one of it.
package final class RedemptionService: Sendable {
    let context: ServiceContext
    let queue: CommitQueue
    let rules: GroupRules
    private let reader: CodeReader
    let answers: RedemptionAnswers
    let names: CouponNames

    /// Makes the queue.
    ///
    /// - Parameters:
    ///   - context: Settings, keys, storage and clock.
    ///   - watch: Who is told of every group that the queue commits; `nil` for nobody.
    package init(_ context: ServiceContext, watch: CommitWatch? = nil) {
        self.context = context
        let issuer = ReceiptIssuer(context)
        rules = GroupRules(seal: { statement throws(StoreError) in try issuer.seal(statement) })
        let bell = context.eventBell
        queue = CommitQueue(store: context.store, rules: rules, watch: watch) { bell.ring() }
        reader = CodeReader(context.keys)
        answers = RedemptionAnswers(issuer: issuer)
        names = CouponNames(context)
    }

    /// Redeems, and returns once the answer is on disk.
    ///
    /// - Parameters:
    ///   - call: What the till asks for.
    ///   - key: 1 to 128 characters; the same key with the same call gives the same answer.
    ///   - terminal: The till; its store sets the clock and the place.
    ///   - language: The language of titles and sentences; `nil` for the issuer's own.
    /// - Returns: The answer, a refusal too.
    /// - Throws: `ServiceError`; then nothing was redeemed, or the same call with the same key tells.
    package func redeem(
        _ call: RedemptionCall, key: String, terminal: TerminalRecord, language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> RedemptionReply {
        try InputChecks.key(key)
        let (attempt, presented) = try await attempt(call, key: key, terminal: terminal)
        let language = language ?? ownLanguage
        switch try await stored(await queue.redeem(attempt)) {
        case .keyReused: return .keyReused(language)
        case .decided(let record):
            return RedemptionReply(answer: try answers.answer(record, presented, language), isReplayed: false)
        case .replayed(let record):
            return RedemptionReply(answer: try answers.answer(record, presented, language), isReplayed: true)
        }
    }

    /// Says what a redemption would come to, and changes nothing.
    ///
    /// - Parameters:
    ///   - call: What the till asks for.
    ///   - terminal: The till.
    ///   - language: As for `redeem`.
    /// - Returns: The answer.
    /// - Throws: `ServiceError`.
    package func validate(
        _ call: RedemptionCall, terminal: TerminalRecord, language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> ValidationReply {
        let (attempt, presented) = try await attempt(call, key: "validation", terminal: terminal)
        let preview = try await stored(await context.store.preview(attempt, by: rules))
        return answers.validation(preview, presented, language ?? ownLanguage)
    }

    /// Undoes a redemption, whole or in part, and returns once the answer is on disk.
    ///
    /// - Parameters:
    ///   - call: What comes back and why.
    ///   - redemption: The redemption to undo.
    ///   - key: As for `redeem`; all requests of a till share their keys.
    ///   - terminal: The till.
    ///   - language: As for `redeem`.
    /// - Returns: The answer, a refusal too.
    /// - Throws: `ServiceError`, as for `redeem`.
    package func reverse(
        _ call: ReversalCall, redemption: RedemptionID, key: String, terminal: TerminalRecord,
        language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> ReversalReply {
        try InputChecks.key(key)
        try call.check()
        let attempt = try reversalAttempt(call, redemption: redemption, key: key, terminal: terminal)
        let language = language ?? ownLanguage
        switch try await stored(await queue.reverse(attempt)) {
        case .keyReused:
            return ReversalReply(answer: .refused(.keyReused(language: language)), isReplayed: false)
        case .decided(let record):
            return ReversalReply(answer: .init(record, language: language), isReplayed: false)
        case .replayed(let record):
            return ReversalReply(answer: .init(record, language: language), isReplayed: true)
        }
    }

    func moment(in store: StoreID) throws(ServiceError) -> LocalMoment {
        guard let moment = context.clock.moment(in: store, at: context.surroundings.now()) else {
            throw .notFound(kind: "store", name: store.text)
        }
        return moment
    }

    var ownLanguage: SpokenLanguage {
        SpokenLanguage(nearest: context.configuration.issuer.language)
    }
}

extension RedemptionService {
    /// What a call comes to as an attempt, and what of it the answer says again.
    func attempt(
        _ call: RedemptionCall, key: String, terminal: TerminalRecord
    ) async throws(ServiceError) -> (RedemptionAttempt, PresentedCodes) {
        let purchase = try call.checkedPurchase()
        let readings = call.codes.map(reader.read)
        let presented = try PresentedCodes(readings, basket: purchase.basket)
        let member = try await context.member(call.member)
        let name = TimeOrderedName.make("r", context.surroundings)
        let head = AttemptHead(
            home: context.home(bucket: readings[0].bucket),
            idempotency: IdempotencyKey(terminal: terminal.id, key: key),
            requestDigest: call.digest(of: readings.map(\.code)))
        let request = Redemption.Request(
            store: terminal.store, moment: try moment(in: terminal.store), amount: purchase.amount,
            basket: purchase.basket, member: member)
        let attempt = RedemptionAttempt(
            head: head, coupons: readings.map(\.key), redemption: RedemptionID(unchecked: name),
            request: request, cashier: call.cashier, purchase: call.purchase)
        return (attempt, presented)
    }

    private func reversalAttempt(
        _ call: ReversalCall, redemption: RedemptionID, key: String, terminal: TerminalRecord
    ) throws(ServiceError) -> ReversalAttempt {
        let name = TimeOrderedName.make("v", context.surroundings)
        return ReversalAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: IdempotencyKey(terminal: terminal.id, key: key),
                requestDigest: call.digest(of: redemption)),
            redemption: redemption, reversal: ReversalID(unchecked: name),
            request: Reversal.Request(
                kind: call.kind, amount: call.amount, moment: try moment(in: terminal.store)),
            store: terminal.store, cashier: call.cashier, reason: call.reason)
    }
}
