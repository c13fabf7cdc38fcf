import Promotion
import Vocabulary

/// The steps of a reversal, the same for every engine.
enum ReversalProcedure {
    static func run(
        _ attempt: ReversalAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        let home = attempt.head.home
        guard let redeemed = try rows.entry(of: attempt.redemption, home: home) else {
            return refused(.unknownRedemption)
        }
        switch rules.reverse(try facts(redeemed, attempt, on: rows), attempt.request) {
        case .refused(let refusal): return refused(refusal)
        case .accepted(let acceptance):
            let entry = try rows.append(draft(attempt, undoing: redeemed.draft, acceptance))
            try takeBack(acceptance, of: redeemed.draft, on: &rows)
            let kept = KeptReversal(redemption: attempt.redemption, reversal: attempt.reversal)
            return (.reversed(kept), .reversal(.reversed(entry)))
        }
    }

    private static func refused(_ refusal: Reversal.Refusal) -> (KeptAnswer.Content, GroupRecord) {
        (.reversalRefused(refusal), .reversal(.refused(refusal)))
    }

    private static func facts(
        _ redeemed: LedgerEntry, _ attempt: ReversalAttempt, on rows: GroupRows<some RowReader>
    ) throws(StoreError) -> Reversal.Facts {
        let earlier = try rows.reversals(of: attempt.redemption, home: attempt.head.home).map(\.draft)
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

    /// The discount's part goes back to the budget at once; the use goes back once nothing of it is left.
    private static func takeBack(
        _ acceptance: Reversal.Acceptance, of redeemed: LedgerDraft, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) {
        let use = CountedUse(redeemed)
        rows.change(
            [CounterChange(use.spendCounter, by: -acceptance.discount.minorUnits)], home: redeemed.home)
        guard acceptance.isUseRestored else { return }
        guard var uses = try rows.coupon(redeemed.coupon.key, home: redeemed.home)?.uses, uses.taken > 0
        else {
            throw .corrupt("coupon of redemption \(redeemed.redemption) has no use to give back")
        }
        uses.taken -= 1
        rows.set(uses, of: redeemed.coupon.key, home: redeemed.home)
        rows.change(use.useCounters.map { CounterChange($0, by: -1) }, home: redeemed.home)
    }

    private static func draft(
        _ attempt: ReversalAttempt, undoing redeemed: LedgerDraft, _ acceptance: Reversal.Acceptance
    ) -> LedgerDraft {
        var draft = redeemed
        draft.kind = attempt.request.kind == .void ? .void : .return
        draft.reversal = attempt.reversal
        draft.store = attempt.store
        draft.terminal = attempt.head.idempotency.terminal
        draft.cashier = attempt.cashier
        draft.key = attempt.head.idempotency.key
        draft.amount = redeemed.amount == nil ? nil : acceptance.returned
        draft.discount = acceptance.discount
        draft.moment = attempt.request.moment
        draft.reason = attempt.reason
        draft.restoresUse = acceptance.isUseRestored
        return draft
    }
}
