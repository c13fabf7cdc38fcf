package import Membership

extension StoreSettings {
    /// Where the store is; `nil` only for numbers that no settings file can have.
    package var place: Coordinate? { Coordinate(latitude: latitude, longitude: longitude) }
}

extension Configuration {
    /// The stores with where they are.
    package var placedStores: [PlacedStore] {
        stores.compactMap { store in store.place.map { PlacedStore(id: store.id, place: $0) } }
    }
}
