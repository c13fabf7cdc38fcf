import Vocabulary

/// When and where else a coupon works, for refusals that send the customer there.
extension Redemption {
    /// The next day on which a coupon could be used, if its window has one.
    ///
    /// - Complexity: O(1): a week has all days of the week.
    static func nextDay(
        after today: CalendarDate, _ weekdays: [Weekday], until last: CalendarDate
    ) -> CalendarDate? {
        (1...7).lazy.map { today.advanced(byDays: $0) }.first { $0 <= last && weekdays.contains($0.weekday) }
    }

    /// The other stores that were given some of an offer and where it is good, as its stock lists them.
    ///
    /// How many they still have is not asked: it would touch, and lock, the rows of every store.
    static func stocked(_ offer: Offer, besides here: StoreID) -> [StoreID] {
        (offer.limits.stock ?? []).filter {
            $0.count > 0 && $0.store != here && offer.conditions.stores.includes($0.store)
        }.map(\.store)
    }

    /// Whether another store may give an offer.
    static func isGoodElsewhere(_ offer: Offer, besides here: StoreID) -> Bool {
        if offer.limits.stock != nil { return !stocked(offer, besides: here).isEmpty }
        switch offer.conditions.stores {
        case .every: return true
        case .only(let stores): return stores.contains { $0 != here }
        }
    }

    /// The earliest of the campaign's, the coupon's and the member's own last day.
    static func lastDay(_ facts: Facts) -> CalendarDate {
        var lastDay = facts.validity.lastDay
        if let own = facts.coupon.lastDay { lastDay = min(lastDay, own) }
        if let days = facts.offer.conditions.daysFromJoining, let member = facts.member {
            lastDay = min(lastDay, member.joinedOn.advanced(byDays: days))
        }
        return lastDay
    }
}
