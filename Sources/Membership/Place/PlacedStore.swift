package import Vocabulary

/// A store and where it is.
package struct PlacedStore: Sendable, Hashable {
    package let id: StoreID
    package let place: Coordinate

    package init(id: StoreID, place: Coordinate) {
        self.id = id
        self.place = place
    }
}
