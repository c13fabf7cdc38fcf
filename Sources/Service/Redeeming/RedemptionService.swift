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
    let reader: CodeReader
    let answers: RedemptionAnswers
    let names: CouponNames
    /// The issuer's own language.
    let ownLanguage: SpokenLanguage

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
        ownLanguage = SpokenLanguage(nearest: context.configuration.issuer.language)
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
        let prepared = PreparedRedemption(
            attempt: attempt, presented: presented, language: language ?? ownLanguage)
        let answer = try await stored(await queue.carryOut(.redeem(attempt)))
        guard let reply = try reply(to: prepared, answer) else { throw Self.accessChanged }
        return reply
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
        case .accessChanged: throw Self.accessChanged
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

    /// Only who is let in from memory can meet it, and looks again instead.
    static let accessChanged = ServiceError.storage(.busy("access changed while the request was carried out"))
}

extension RedemptionService {
    /// What a call comes to as an attempt, and what of it the answer says again.
    func attempt(
        _ call: RedemptionCall, key: String, terminal: TerminalRecord
    ) async throws(ServiceError) -> (RedemptionAttempt, PresentedCodes) {
        let understood = try understood(call)
        let member = try await context.member(call.member)
        return (
            try attempt(call, understood, member: member, key: key, terminal: terminal), understood.presented
        )
    }

    /// What can be said of a call without looking anything up.
    struct Understood {
        let amount: Money?
        let readings: [CodeReader.Reading]
        let presented: PresentedCodes
    }

    func understood(_ call: RedemptionCall) throws(ServiceError) -> Understood {
        let purchase = try call.checkedPurchase()
        let readings = call.codes.map(reader.read)
        return Understood(
            amount: purchase.amount, readings: readings,
            presented: try PresentedCodes(readings, basket: purchase.basket))
    }

    func attempt(
        _ call: RedemptionCall, _ understood: Understood, member: MemberID?, key: String,
        terminal: TerminalRecord, accessVersion: Int64? = nil
    ) throws(ServiceError) -> RedemptionAttempt {
        let readings = understood.readings
        let name = TimeOrderedName.make("r", context.surroundings)
        let head = AttemptHead(
            home: context.home(bucket: readings[0].bucket),
            idempotency: IdempotencyKey(terminal: terminal.id, key: key),
            requestDigest: call.digest(of: understood.presented.codes), accessVersion: accessVersion)
        let request = Redemption.Request(
            store: terminal.store, moment: try moment(in: terminal.store), amount: understood.amount,
            basket: understood.presented.basket, member: member)
        return RedemptionAttempt(
            head: head, coupons: readings.map(\.key),
            objections: context.clock.objections(
                to: readings, in: terminal.store, at: request.moment.instant),
            redemption: RedemptionID(unchecked: name), request: request, cashier: call.cashier,
            purchase: call.purchase)
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
