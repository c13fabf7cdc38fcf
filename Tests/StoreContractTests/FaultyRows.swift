import Promotion
import Store
import Synchronization
import Vocabulary

/// Counts calls and says when to fail.
final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(failAt call: Int) {
        left = Mutex(call)
    }

    /// Throws at the chosen call, and lets all others pass.
    func tick() throws(StoreError) {
        let isDue = left.withLock { left in
            left -= 1
            return left == 0
        }
        if isDue { throw .full("injected") }
    }

    /// Whether the chosen call was reached.
    var hasFailed: Bool { left.withLock { $0 <= 0 } }
}

/// Rows of an engine, one of whose calls fails: before a read, and after a write was made.
struct FaultyRows<Base: ReversalRows>: ReversalRows {
    var base: Base
    let countdown: Countdown

    func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        try countdown.tick()
        return try base.answer(to: key, home: home)
    }

    func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        try countdown.tick()
        return try base.coupon(key, home: home)
    }

    func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        try countdown.tick()
        return try base.offer(id)
    }

    func joiningDay(of member: MemberID, home: Home) throws(StoreError) -> CalendarDate? {
        try countdown.tick()
        return try base.joiningDay(of: member, home: home)
    }

    func uses(_ counter: UseCounter, home: Home) throws(StoreError) -> UInt32 {
        try countdown.tick()
        return try base.uses(counter, home: home)
    }

    func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        try countdown.tick()
        return try base.earlierUses(of: coupon, home: home, limit: limit)
    }

    func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        try countdown.tick()
        return try base.combinations(on: purchase, store: store, home: home)
    }

    func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        try countdown.tick()
        return try base.entry(of: redemption, home: home)
    }

    func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        try countdown.tick()
        return try base.reversals(of: redemption, home: home)
    }

    mutating func setUsesTaken(_ uses: UInt32, of coupon: CouponKey, home: Home) throws(StoreError) {
        try base.setUsesTaken(uses, of: coupon, home: home)
        try countdown.tick()
    }

    mutating func setUses(_ uses: UInt32, of counter: UseCounter, home: Home) throws(StoreError) {
        try base.setUses(uses, of: counter, home: home)
        try countdown.tick()
    }

    mutating func append(_ draft: LedgerDraft) throws(StoreError) -> LedgerEntry {
        let entry = try base.append(draft)
        try countdown.tick()
        return entry
    }

    mutating func keep(_ answer: KeptAnswer, under key: IdempotencyKey, home: Home) throws(StoreError) {
        try base.keep(answer, under: key, home: home)
        try countdown.tick()
    }
}
