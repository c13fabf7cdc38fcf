package import Membership
package import Promotion

/// A store with how far it is, as lists and answers show it.
package struct NearbyStoreDocument: Sendable, Hashable, Encodable {
    package let store: StoreDocument
    /// Over the ground, in whole metres: a store's coordinates are no more exact.
    package let distanceMetres: Int

    private enum Key: String, CodingKey {
        case distance = "distance_m"
    }

    package func encode(to encoder: any Encoder) throws {
        try store.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(distanceMetres, forKey: .distance)
    }

    /// Returns the nearest stores, the nearest first, ties by id.
    ///
    /// - Parameters:
    ///   - place: From where.
    ///   - configuration: The settings with the stores.
    ///   - count: How many at most.
    ///   - language: The language of their names.
    /// - Returns: At most `count` stores.
    package static func nearest(
        to place: Coordinate, _ configuration: Configuration, atMost count: Int, language: SpokenLanguage
    ) -> [NearbyStoreDocument] {
        let settings = Dictionary(configuration.stores.map { ($0.id, $0) }) { first, _ in first }
        return NearestStores.sorted(from: place, configuration.placedStores, atMost: count).compactMap {
            guard let store = settings[$0.store] else { return nil }
            return NearbyStoreDocument(
                store: StoreDocument(store, language: language),
                distanceMetres: Int($0.metres.rounded()))
        }
    }
}
