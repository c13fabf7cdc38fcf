import Foundation
import Synchronization
package import Vocabulary

/// Tells what the clock and calendar on a store's wall show.
///
/// Each store's zone is looked up once, since finding one by its name reads files.
package struct StoreClock: Sendable {
    private let walls: [StoreID: Wall]

    /// Makes the clocks of all stores of a configuration, whose zones were checked when it was read.
    package init(stores: [StoreSettings]) {
        let walls = stores.compactMap { store in
            TimeZone(identifier: store.timeZone).map { (store.id, Wall($0)) }
        }
        self.walls = Dictionary(walls) { first, _ in first }
    }

    /// Returns the local date and time of a store, or `nil` if there is no such store.
    package func moment(in store: StoreID, at instant: Instant) -> LocalMoment? {
        walls[store].map { LocalMoment(instant: instant, utcOffsetSeconds: $0.utcOffsetSeconds(at: instant)) }
    }

    /// Returns the moment when a day begins in the store where it begins first.
    package func beginning(of day: CalendarDate) -> Instant {
        let midnight = Instant(millisecondsSince1970: 0).advanced(
            bySeconds: Int64(day.daysSince1970) * 86_400)
        let beginnings = walls.values.map { wall in
            // The offset at that very moment, which differs from the first guess's where clocks were changed between.
            let guess = midnight.advanced(bySeconds: -Int64(wall.utcOffsetSeconds(at: midnight)))
            return midnight.advanced(bySeconds: -Int64(wall.utcOffsetSeconds(at: guess)))
        }
        return beginnings.min() ?? midnight
    }

    /// A zone with the offset that was asked for last: a busy till asks for the same second many times, and zones change
    /// their offset at whole seconds.
    private final class Wall: Sendable {
        private let zone: TimeZone
        private let last = Mutex<(second: Int64, offset: Int)?>(nil)

        init(_ zone: TimeZone) {
            self.zone = zone
        }

        func utcOffsetSeconds(at instant: Instant) -> Int {
            let second = instant.millisecondsSince1970 >= 0 ? instant.millisecondsSince1970 / 1_000 : nil
            if let second, let last = last.withLock({ $0 }), last.second == second { return last.offset }
            let offset = zone.secondsFromGMT(for: instant.date)
            if let second { last.withLock { $0 = (second, offset) } }
            return offset
        }
    }
}
