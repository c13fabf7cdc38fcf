package import Vocabulary

/// How far a store is over the ground.
package struct StoreDistance: Sendable, Hashable {
    package let store: StoreID
    package let metres: Double

    package init(store: StoreID, metres: Double) {
        self.store = store
        self.metres = metres
    }
}
