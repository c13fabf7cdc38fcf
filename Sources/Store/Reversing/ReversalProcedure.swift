package import Promotion
package import Vocabulary

/// The pure rule of a reversal.
package typealias ReversalRule = @Sendable (Reversal.Facts, Reversal.Request) -> Reversal.Outcome

/// The rows that one reversal reads and writes beyond those of a redemption.
package protocol ReversalRows: RedemptionRows {
    /// The ledger entry of a redemption.
    func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry?
    /// The ledger entries that reverse it, oldest first.
    func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry]
}

/// The steps of a reversal, the same for every engine.
package enum ReversalProcedure {
    /// Carries out one reversal on the rows of an open transaction; the caller commits.
    ///
    /// - Parameters:
    ///   - attempt: The till's wish.
    ///   - rows: The rows of the engine's transaction.
    ///   - decide: The pure rule.
    /// - Returns: The answer, which may be given out only after the commit.
    /// - Throws: What the engine throws; the transaction must then be rolled back.
    package static func run(
        _ attempt: ReversalAttempt, on rows: inout some ReversalRows, decide: ReversalRule
    ) throws(StoreError) -> ReversalAnswer {
        if let kept = try rows.answer(to: attempt.idempotency, home: attempt.home) {
            guard kept.requestDigest == attempt.requestDigest, case .reversal(let record) = kept.record else {
                return .keyReused
            }
            return .replayed(record)
        }
        let record = try decideAndWrite(attempt, on: &rows, decide: decide)
        let kept = KeptAnswer(
            requestDigest: attempt.requestDigest, record: .reversal(record),
            at: attempt.request.moment.instant)
        try rows.keep(kept, under: attempt.idempotency, home: attempt.home)
        return .decided(record)
    }

    private static func decideAndWrite(
        _ attempt: ReversalAttempt, on rows: inout some ReversalRows, decide: ReversalRule
    ) throws(StoreError) -> ReversalRecord {
        guard let redeemed = try rows.entry(of: attempt.redemption, home: attempt.home) else {
            return record(attempt, .refused(.unknownRedemption), ledgerHash: nil)
        }
        let outcome = decide(try facts(redeemed, attempt, on: rows), attempt.request)
        guard case .accepted(let acceptance) = outcome else {
            return record(attempt, outcome, ledgerHash: nil)
        }
        let entry = try rows.append(draft(attempt, undoing: redeemed.draft, acceptance))
        if acceptance.isUseRestored { try restoreUse(of: redeemed.draft, on: &rows) }
        return record(attempt, outcome, ledgerHash: entry.hash)
    }

    private static func facts(
        _ redeemed: LedgerEntry, _ attempt: ReversalAttempt, on rows: some ReversalRows
    ) throws(StoreError) -> Reversal.Facts {
        let earlier = try rows.reversals(of: attempt.redemption, home: attempt.home).map(\.draft)
        let discount = redeemed.draft.discount
        let returnedUnits = earlier.reduce(0) { $0 + ($1.amount?.minorUnits ?? 0) }
        let discountUnits = earlier.reduce(0) { $0 + $1.discount.minorUnits }
        let currency = redeemed.draft.amount?.currency ?? discount.currency
        return Reversal.Facts(
            purchase: redeemed.draft.amount, discount: discount, redeemedOn: redeemed.draft.moment.date,
            returned: Money(minorUnits: returnedUnits, currency: currency),
            discountReversed: Money(minorUnits: discountUnits, currency: discount.currency),
            isWhollyReversed: earlier.contains(where: \.restoresUse))
    }

    private static func restoreUse(
        of redeemed: LedgerDraft, on rows: inout some ReversalRows
    ) throws(StoreError) {
        guard let coupon = try rows.coupon(redeemed.coupon.key, home: redeemed.home), coupon.usesTaken > 0
        else {
            throw .corrupt("coupon of redemption \(redeemed.redemption) has no use to give back")
        }
        try rows.setUsesTaken(coupon.usesTaken - 1, of: redeemed.coupon.key, home: redeemed.home)
        var counters = [UseCounter.offer(redeemed.offer)]
        if let member = redeemed.member { counters.append(.member(redeemed.offer, member)) }
        for counter in counters {
            let uses = try rows.uses(counter, home: redeemed.home)
            guard uses > 0 else { throw .corrupt("counter \(counter) would fall below zero") }
            try rows.setUses(uses - 1, of: counter, home: redeemed.home)
        }
    }

    private static func draft(
        _ attempt: ReversalAttempt, undoing redeemed: LedgerDraft, _ acceptance: Reversal.Acceptance
    ) -> LedgerDraft {
        var draft = redeemed
        draft.kind = attempt.request.kind == .void ? .void : .return
        draft.reversal = attempt.reversal
        draft.store = attempt.store
        draft.terminal = attempt.idempotency.terminal
        draft.cashier = attempt.cashier
        draft.key = attempt.idempotency.key
        draft.amount = redeemed.amount == nil ? nil : acceptance.returned
        draft.discount = acceptance.discount
        draft.moment = attempt.request.moment
        draft.reason = attempt.reason
        draft.restoresUse = acceptance.isUseRestored
        return draft
    }

    private static func record(
        _ attempt: ReversalAttempt, _ outcome: Reversal.Outcome, ledgerHash: [UInt8]?
    ) -> ReversalRecord {
        ReversalRecord(
            reversal: attempt.reversal, redemption: attempt.redemption, outcome: outcome,
            request: attempt.request, ledgerHash: ledgerHash)
    }
}
