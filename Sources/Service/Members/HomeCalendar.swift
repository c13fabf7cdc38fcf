import Foundation
import Membership
import Vocabulary

/// The calendars by which members' days count, and the regions to which their phones belong.
struct HomeCalendar: Sendable {
    private let stores: [StoreSettings]
    private let clock: StoreClock
    private let currency: String

    init(_ context: ServiceContext) {
        stores = context.configuration.stores
        clock = context.clock
        currency = context.configuration.issuer.currency.code
    }

    /// Returns the date of an instant by the calendar of a store.
    ///
    /// The first store of the settings stands in for a member without one, UTC where there is no store at all.
    func date(at instant: Instant, in store: StoreID?) -> CalendarDate {
        moment(at: instant, in: store).date
    }

    /// Returns the instant that clocks of a zone show so, `nil` meaning the first store's; where they are put back and
    /// show it twice, the first of the two.
    func instant(of time: LocalTime, in zone: TimeZone?) -> Instant {
        let offset = { (instant: Instant) in
            zone.map { $0.secondsFromGMT(for: instant.date) } ?? usualOffsetSeconds(at: instant)
        }
        // As many days as no zone is away from UTC before the time itself: a change in between shows.
        let asUTC = Instant(millisecondsSince1970: time.milliseconds)
        let before = offset(asUTC.advanced(bySeconds: -86_400))
        let first = asUTC.advanced(bySeconds: -Int64(before))
        let actual = offset(first)
        return actual == before ? first : asUTC.advanced(bySeconds: -Int64(actual))
    }

    /// Returns local time minus UTC in seconds, by the first store's zone.
    func usualOffsetSeconds(at instant: Instant) -> Int {
        let local = moment(at: instant, in: nil)
        let utc = LocalMoment(instant: instant, utcOffsetSeconds: 0)
        let days = Int(local.date.daysSince1970) - Int(utc.date.daysSince1970)
        return days * 86_400 + local.secondOfDay - utc.secondOfDay
    }

    /// Returns every store with the region to which phone numbers without country code belong.
    var phoneRegions: [StoreID: PhoneRegion] {
        let pairs = stores.map { ($0.id, PhoneRegion(timeZone: $0.timeZone) ?? usualPhoneRegion) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The region of members without a store: the one whose money the brand takes.
    var usualPhoneRegion: PhoneRegion {
        switch currency {
        case "HKD": .hongKong
        case "AUD": .australia
        default: .mainlandChina
        }
    }

    private func moment(at instant: Instant, in store: StoreID?) -> LocalMoment {
        let known = [store, stores.first?.id].compactMap(\.self).lazy.compactMap { store in
            clock.moment(in: store, at: instant)
        }.first
        return known ?? LocalMoment(instant: instant, utcOffsetSeconds: 0)
    }
}

extension PhoneRegion {
    /// Finds the region of an IANA zone, or `nil` for one whose numbers we cannot tell from others.
    fileprivate init?(timeZone: String) {
        switch timeZone {
        case "Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "Asia/Kashgar", "PRC":
            self = .mainlandChina
        case "Asia/Hong_Kong", "Hongkong": self = .hongKong
        case _ where timeZone.hasPrefix("Australia/"): self = .australia
        default: return nil
        }
    }
}
