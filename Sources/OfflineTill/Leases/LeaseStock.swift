package import Vocabulary

/// What is left of the leases of a till.
package struct LeaseStock: Sendable, Hashable {
    /// Which leases, by id.
    package let leases: [LeaseID]
    /// Uses that were leased and not given.
    package let uses: Int
    /// When the first of those that have a use left ends; `nil` if there is none.
    package let firstEnd: Instant?
    /// When the last of them does.
    package let lastEnd: Instant?

    /// Counts what is left.
    ///
    /// - Parameters:
    ///   - book: The leases that are held.
    ///   - uses: What the till gave.
    ///   - now: Leases that have ended by then are left out; `nil` counts them too, for the server still holds them.
    package init(_ book: LeaseBook, _ uses: OfflineUses, at now: Instant? = nil) {
        let leases = book.heldLeases.filter { lease in now.map { $0 < lease.usableUntil } ?? true }
        let left = leases.map { max(0, $0.uses - uses.useCount(by: $0)) }
        let ends = zip(leases, left).filter { $0.1 > 0 }.map(\.0.usableUntil)
        self.leases = leases.map(\.id)
        self.uses = left.reduce(0, +)
        (firstEnd, lastEnd) = (ends.min(), ends.max())
    }
}
