import OfflineTill
import Vocabulary

extension StoreClock {
    /// A quarter of an hour: clocks are set, and days begin, at no other times in any zone of today.
    private static let quarterMilliseconds: Int64 = 900_000

    /// Returns the days of a store's calendar between two moments; the first begins with the first moment.
    ///
    /// - Complexity: O(*h*) in the hours between them.
    func days(in store: StoreID, from start: Instant, until end: Instant) -> [LeaseSheet.Day]? {
        guard var first = moment(in: store, at: start) else { return nil }
        var days: [LeaseSheet.Day] = []
        while first.instant < end {
            guard let next = nextDay(in: store, after: first) else { return nil }
            days.append(LeaseSheet.Day(from: first, until: next.instant))
            first = next
        }
        return days
    }

    /// The moment at which the next day begins.
    private func nextDay(in store: StoreID, after moment: LocalMoment) -> LocalMoment? {
        let quarter = Self.quarterMilliseconds
        var next = moment
        while next.date == moment.date {
            let begun = next.instant.millisecondsSince1970 / quarter
            let instant = Instant(millisecondsSince1970: (begun + 1) * quarter)
            guard let later = self.moment(in: store, at: instant) else { return nil }
            next = later
        }
        return next
    }
}
