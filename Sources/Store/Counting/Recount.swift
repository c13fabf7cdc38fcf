import Vocabulary

/// What coupons and counters must say, counted anew from the ledger and from what reservations hold.
///
/// Entries of one chain in their order, a redemption before its reversals.
struct Recount {
    private(set) var coupons: [Homed<CouponKey>: CouponUses] = [:]
    private(set) var counters: [Homed<Counter>: Int64] = [:]
    /// What each redemption counted; its reversals, on other days and in other stores, undo just that.
    private var uses: [Homed<RedemptionID>: CountedUse] = [:]

    mutating func add(_ draft: LedgerDraft) {
        let name = Homed(draft.redemption, draft.home)
        guard draft.kind != .redemption else {
            let use = CountedUse(draft)
            uses[name] = use
            count(use.changes, draft.home, sign: 1)
            coupons[Homed(draft.coupon.key, draft.home), default: CouponUses(taken: 0, held: 0)].taken += 1
            return
        }
        guard let use = uses[name] else { return }
        count([CounterChange(use.spendCounter, by: draft.discount.minorUnits)], draft.home, sign: -1)
        guard draft.restoresUse else { return }
        count(use.useCounters.map { CounterChange($0, by: 1) }, draft.home, sign: -1)
        coupons[Homed(draft.coupon.key, draft.home)]?.taken -= 1
    }

    mutating func add(_ reservation: ReservationRecord) {
        guard reservation.state == .held else { return }
        for part in reservation.parts {
            count(reservation.countedUse(part).changes, reservation.home, sign: 1)
            let key = Homed(part.coupon.key, reservation.home)
            coupons[key, default: CouponUses(taken: 0, held: 0)].held += 1
        }
    }

    private mutating func count(_ changes: [CounterChange], _ home: Home, sign: Int64) {
        for change in changes { counters[Homed(change.counter, home), default: 0] += sign * change.by }
    }
}
