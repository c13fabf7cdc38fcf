import Payload
package import Promotion
package import Store
package import Vocabulary

/// Redeems, validates and reverses for tills and for the command line.
///
/// It holds the one queue that joins waiting redemptions into a transaction, so a process has one of it.
package final class RedemptionService: Sendable {
    private let context: ServiceContext
    private let queue: CommitQueue
    private let reader: CodeReader

    package init(_ context: ServiceContext) {
        self.context = context
        queue = CommitQueue(store: context.store) { Redemption.decide($0, $1) }
        reader = CodeReader(context.keys)
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
        let reading = reader.read(call.code)
        let attempt = try await attempt(call, reading, key: key, terminal: terminal)
        let language = language ?? ownLanguage
        switch try await stored(await queue.redeem(attempt)) {
        case .keyReused: return .keyReused(language)
        case .decided(let record):
            context.eventBell.ring()
            return RedemptionReply(answer: try answer(record, reading, language), isReplayed: false)
        case .replayed(let record):
            return RedemptionReply(answer: try answer(record, reading, language), isReplayed: true)
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
        let reading = reader.read(call.code)
        let attempt = try await attempt(call, reading, key: "validation", terminal: terminal)
        let record = try await stored(
            await context.store.preview(attempt) { Redemption.decide($0, $1) })
        return validation(record, reading, language ?? ownLanguage)
    }

    /// Undoes a redemption, whole or in part, and returns once the answer is on disk.
    ///
    /// - Parameters:
    ///   - call: What comes back and why.
    ///   - redemption: The redemption to undo.
    ///   - key: As for `redeem`; redemptions and reversals of a till share their keys.
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
        let answer = try await stored(
            await context.store.reverse(attempt) { Reversal.decide($0, $1) })
        switch answer {
        case .keyReused:
            return ReversalReply(answer: .refused(.keyReused(language: language)), isReplayed: false)
        case .decided(let record):
            context.eventBell.ring()
            return ReversalReply(answer: .init(record, language: language), isReplayed: false)
        case .replayed(let record):
            return ReversalReply(answer: .init(record, language: language), isReplayed: true)
        }
    }

    private func moment(in store: StoreID) throws(ServiceError) -> LocalMoment {
        guard let moment = context.clock.moment(in: store, at: context.surroundings.now()) else {
            throw .notFound(kind: "store", name: store.text)
        }
        return moment
    }

    private var ownLanguage: SpokenLanguage {
        SpokenLanguage(nearest: context.configuration.issuer.language)
    }
}

extension RedemptionService {
    private func attempt(
        _ call: RedemptionCall, _ reading: CodeReader.Reading, key: String, terminal: TerminalRecord
    ) async throws(ServiceError) -> RedemptionAttempt {
        let amount = try call.purchaseAmount()
        let member = try await context.member(call.member)
        let name = TimeOrderedName.make("r", context.surroundings)
        return RedemptionAttempt(
            home: context.home(bucket: reading.bucket),
            idempotency: IdempotencyKey(terminal: terminal.id, key: key),
            requestDigest: call.digest(of: reading.code), coupon: reading.key,
            redemption: RedemptionID(unchecked: name),
            request: Redemption.Request(
                store: terminal.store, moment: try moment(in: terminal.store), amount: amount,
                member: member),
            cashier: call.cashier, purchase: call.purchase)
    }

    private func reversalAttempt(
        _ call: ReversalCall, redemption: RedemptionID, key: String, terminal: TerminalRecord
    ) throws(ServiceError) -> ReversalAttempt {
        let name = TimeOrderedName.make("v", context.surroundings)
        return ReversalAttempt(
            home: context.home(), idempotency: IdempotencyKey(terminal: terminal.id, key: key),
            requestDigest: call.digest(of: redemption), redemption: redemption,
            reversal: ReversalID(unchecked: name),
            request: Reversal.Request(
                kind: call.kind, amount: call.amount, moment: try moment(in: terminal.store)),
            store: terminal.store, cashier: call.cashier, reason: call.reason)
    }

    private func answer(
        _ record: RedemptionRecord, _ reading: CodeReader.Reading, _ language: SpokenLanguage
    ) throws(ServiceError) -> RedemptionReply.Answer {
        switch record.outcome {
        case .refused(let refusal): return .refused(Problem(refusal, language: language))
        case .accepted(let acceptance):
            guard let code = reading.code, let offer = record.offer else {
                throw .storage(.corrupt("redemption \(record.redemption) has no coupon or no offer"))
            }
            return .redeemed(
                RedemptionDocument(
                    redemption: record.redemption, outcome: .redeemed, coupon: code.text,
                    offer: OfferDocument(offer, language: language),
                    benefit: BenefitDocument(offer.benefit, discount: acceptance.discount),
                    use: acceptance.use, usesLeft: acceptance.usesLeft,
                    receipt: try receipt(record, code, offer, acceptance),
                    redeemedAt: record.request.moment.rfc3339))
        }
    }

    private func validation(
        _ record: RedemptionRecord, _ reading: CodeReader.Reading, _ language: SpokenLanguage
    ) -> ValidationReply {
        switch record.outcome {
        case .refused(let refusal): return .refused(Problem(refusal, language: language))
        case .accepted(let acceptance):
            // A coupon that was found has a code and an offer; without them it was not found.
            guard let code = reading.code, let offer = record.offer else {
                return .refused(Problem(Refusal.unknownCode, language: language))
            }
            return .redeemable(
                ValidationDocument(
                    outcome: .redeemable, coupon: code.text, offer: OfferDocument(offer, language: language),
                    benefit: BenefitDocument(offer.benefit, discount: acceptance.discount),
                    use: acceptance.use, usesLeft: acceptance.usesLeft))
        }
    }

    private func receipt(
        _ record: RedemptionRecord, _ code: CouponCode, _ offer: Offer, _ acceptance: Redemption.Acceptance
    ) throws(ServiceError) -> String {
        let receipt = Receipt(
            key: context.keys.signing.keyID, issuer: context.configuration.issuer.id.text,
            redemption: record.redemption.text, coupon: code.text, offer: offer.id.text,
            store: record.request.store.text, redeemedAt: record.request.moment.rfc3339,
            discount: acceptance.discount.description, ledger: Hex.encode(record.ledgerHash ?? []))
        return try receipt.signed(with: context.keys.signing)
    }
}
