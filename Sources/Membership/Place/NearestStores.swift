/// Which stores are near, for a page that shows the way and for rules that count distance.
package enum NearestStores {
    /// Returns stores by distance, ties by id.
    ///
    /// - Parameters:
    ///   - place: From where.
    ///   - stores: In any order; the answer does not depend on it.
    ///   - radius: How far a store may be, in metres; one at that distance still counts, and `nil` is without limit.
    ///   - count: How many at most; `nil` for all.
    /// - Returns: The nearest first.
    /// - Complexity: O(*n* log *n*): a brand has thousands of stores, not millions.
    package static func sorted(
        from place: Coordinate, _ stores: some Sequence<PlacedStore>, within radius: Double? = nil,
        atMost count: Int? = nil
    ) -> [StoreDistance] {
        let distances = stores.lazy.map {
            StoreDistance(store: $0.id, metres: place.distanceMetres(to: $0.place))
        }
        let near = distances.filter { $0.metres <= radius ?? .infinity }
            .sorted { ($0.metres, $0.store) < ($1.metres, $1.store) }
        return count.map { Array(near.prefix(max(0, $0))) } ?? near
    }

    /// Returns the nearest store; `nil` if there is none at all.
    ///
    /// - Complexity: O(*n*).
    package static func nearest(to place: Coordinate, _ stores: some Sequence<PlacedStore>) -> StoreDistance?
    {
        stores.lazy.map { StoreDistance(store: $0.id, metres: place.distanceMetres(to: $0.place)) }
            .min { ($0.metres, $0.store) < ($1.metres, $1.store) }
    }
}
