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

    /// Calls until the chosen one.
    var callsLeft: Int { left.withLock { $0 } }

    /// Whether the chosen call was reached.
    var hasFailed: Bool { left.withLock { $0 <= 0 } }
}

/// What an engine reads, one of whose calls fails.
final class FaultyReader<Base: RowReader>: RowReader {
    let base: Base
    let countdown: Countdown

    init(base: Base, countdown: Countdown) {
        self.base = base
        self.countdown = countdown
    }

    private func ticked<Value>(_ read: (Base) throws(StoreError) -> Value) throws(StoreError) -> Value {
        try countdown.tick()
        return try read(base)
    }

    func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        try ticked { base throws(StoreError) in try base.answer(to: key, home: home) }
    }

    func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        try ticked { base throws(StoreError) in try base.coupon(key, home: home) }
    }

    func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        try ticked { base throws(StoreError) in try base.offer(id) }
    }

    func offer(_ id: OfferID, of campaign: CampaignID, revision: Int64) throws(StoreError) -> Offer? {
        try ticked { base throws(StoreError) in try base.offer(id, of: campaign, revision: revision) }
    }

    func member(_ id: MemberID, home: Home) throws(StoreError) -> ProgramMember? {
        try ticked { base throws(StoreError) in try base.member(id, home: home) }
    }

    func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64 {
        try ticked { base throws(StoreError) in try base.count(counter, limit: limit, home: home) }
    }

    func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        try ticked { base throws(StoreError) in try base.earlierUses(of: coupon, home: home, limit: limit) }
    }

    func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        try ticked { base throws(StoreError) in try base.combinations(on: purchase, store: store, home: home)
        }
    }

    func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        try ticked { base throws(StoreError) in try base.entry(of: redemption, home: home) }
    }

    func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        try ticked { base throws(StoreError) in try base.reversals(of: redemption, home: home) }
    }

    func entries(
        of writer: String, _ sequences: ClosedRange<Int64>, home: Home
    ) throws(StoreError) -> [LedgerEntry] {
        try ticked { base throws(StoreError) in try base.entries(of: writer, sequences, home: home) }
    }

    func checkpoint(
        of writer: String, covering sequence: Int64, home: Home
    ) throws(StoreError) -> Checkpoint? {
        try ticked { base throws(StoreError) in
            try base.checkpoint(of: writer, covering: sequence, home: home)
        }
    }

    func reservation(_ id: ReservationID, home: Home) throws(StoreError) -> ReservationRecord? {
        try ticked { base throws(StoreError) in try base.reservation(id, home: home) }
    }

    func holds(on coupon: CouponKey, home: Home) throws(StoreError) -> [ReservationRecord] {
        try ticked { base throws(StoreError) in try base.holds(on: coupon, home: home) }
    }

    func expiredHolds(
        before instant: Instant, home: Home, limit: Int
    ) throws(StoreError) -> [ReservationRecord] {
        try ticked { base throws(StoreError) in
            try base.expiredHolds(before: instant, home: home, limit: limit)
        }
    }

    func lease(_ id: LeaseID, home: Home) throws(StoreError) -> LeaseRecord? {
        try ticked { base throws(StoreError) in try base.lease(id, home: home) }
    }

    func holds(of lease: LeaseID, home: Home) throws(StoreError) -> [ReservationRecord] {
        try ticked { base throws(StoreError) in try base.holds(of: lease, home: home) }
    }

    func latestUse(of coupon: CouponKey, home: Home) throws(StoreError) -> LedgerEntry? {
        try ticked { base throws(StoreError) in try base.latestUse(of: coupon, home: home) }
    }

    func head(of home: Home) throws(StoreError) -> ChainHead {
        try ticked { base throws(StoreError) in try base.head(of: home) }
    }
}
