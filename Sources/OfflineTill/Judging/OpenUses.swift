import Payload
import Vocabulary

/// What a till gave of one campaign by allowance and the server has not answered, counted as it comes and goes.
///
/// A till that was offline for a day has thousands of them, and a scan must not wait for a count.
struct OpenUses: Sendable {
    /// An offer on one day of the store's calendar.
    private struct OfferDay: Hashable {
        var offer: OfferID
        var day: CalendarDate
    }

    private var uses = Tally<OfferID>()
    private var given = Tally<String>()
    private var byCoupon = Tally<CouponCode>()
    private var byDay = Tally<OfferDay>()

    /// Counts a use, or takes it back with a sign of -1.
    mutating func count(_ given: OfflineUses.Given, sign: Int64) {
        let use = given.use
        uses.add(sign, to: use.offer)
        self.given.add(sign * use.discount.minorUnits, to: use.discount.currency.code)
        byDay.add(sign, to: OfferDay(offer: use.offer, day: given.moment.date))
        if let coupon = given.coupon { byCoupon.add(sign, to: coupon) }
    }

    func tally(of coupon: CouponCode) -> AllowanceTally {
        AllowanceTally(
            uses: UInt32(clamping: uses.counts.values.reduce(0, +)),
            usesOfCoupon: UInt32(clamping: byCoupon[coupon]), given: given.counts)
    }

    func uses(of offer: OfferID) -> Int64 { uses[offer] }

    func uses(of offer: OfferID, on day: CalendarDate) -> Int64 { byDay[OfferDay(offer: offer, day: day)] }

    /// Counts by name; what comes to nothing is forgotten.
    private struct Tally<Name: Hashable & Sendable>: Sendable {
        private(set) var counts: [Name: Int64] = [:]

        subscript(name: Name) -> Int64 { counts[name] ?? 0 }

        mutating func add(_ number: Int64, to name: Name) {
            let sum = self[name] + number
            counts[name] = sum == 0 ? nil : sum
        }
    }
}
