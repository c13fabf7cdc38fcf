import Foundation
package import Vocabulary

/// Tells what the clock and calendar on a store's wall show.
///
/// Each store's zone is looked up once, since finding one by its name reads files.
package struct StoreClock: Sendable {
    private let zones: [StoreID: TimeZone]

    /// Makes the clocks of all stores of a configuration, whose zones were checked when it was read.
    package init(stores: [StoreSettings]) {
        let zones = stores.compactMap { store in
            TimeZone(identifier: store.timeZone).map { (store.id, $0) }
        }
        self.zones = Dictionary(zones) { first, _ in first }
    }

    /// Returns the local date and time of a store, or `nil` if there is no such store.
    package func moment(in store: StoreID, at instant: Instant) -> LocalMoment? {
        zones[store].map { zone in
            LocalMoment(instant: instant, utcOffsetSeconds: zone.secondsFromGMT(for: instant.date))
        }
    }
}
