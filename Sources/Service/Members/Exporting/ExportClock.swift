import Foundation
import Synchronization
import Vocabulary

/// Tells how far a member's clock is ahead of UTC, often and fast.
final class ExportClock: Sendable {
    private let zone: ExportZone
    private let stores: [StoreID: Wall]
    /// The clock of members without a store; `nil` for UTC.
    private let usual: Wall?

    init(_ zone: ExportZone, stores settings: [StoreSettings]) {
        self.zone = zone
        var walls: [String: Wall] = [:]
        var stores: [StoreID: Wall] = [:]
        for store in settings {
            let wall = walls[store.timeZone] ?? TimeZone(identifier: store.timeZone).map(Wall.init)
            walls[store.timeZone] = wall
            stores[store.id] = wall
        }
        self.stores = stores
        usual =
            switch zone {
            case .utc: nil
            case .named(let zone): Wall(zone)
            case .store: settings.first.flatMap { stores[$0.id] }
            }
    }

    /// Returns local time minus UTC in seconds, or `nil` for UTC.
    func utcOffsetSeconds(at instant: Instant, in store: StoreID?) -> Int? {
        guard zone == .store, let wall = store.flatMap({ stores[$0] }) else {
            return usual?.utcOffsetSeconds(at: instant)
        }
        return wall.utcOffsetSeconds(at: instant)
    }

    /// A zone that remembers what it found: looking it up costs more than the rest of a row.
    private final class Wall: Sendable {
        /// Zones have changed their offsets at whole quarters of an hour since 1972; before, each is looked up.
        private static let quarter: Int64 = 900_000
        private static let oldest: Int64 = 63_072_000_000
        /// 30 years of quarters: more than that is no list of members, and starts again.
        private static let mostKnown = 1_000_000

        private let zone: TimeZone
        private let known = Mutex<[Int64: Int]>([:])

        init(_ zone: TimeZone) {
            self.zone = zone
        }

        func utcOffsetSeconds(at instant: Instant) -> Int {
            let milliseconds = instant.millisecondsSince1970
            guard milliseconds >= Self.oldest else { return zone.secondsFromGMT(for: instant.date) }
            let quarter = milliseconds / Self.quarter
            if let offset = known.withLock({ $0[quarter] }) { return offset }
            let offset = zone.secondsFromGMT(for: instant.date)
            known.withLock { known in
                if known.count >= Self.mostKnown { known.removeAll() }
                known[quarter] = offset
            }
            return offset
        }
    }
}
