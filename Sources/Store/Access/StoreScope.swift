package import Vocabulary

/// The stores that a token opens.
package enum StoreScope: Sendable, Hashable {
    /// Every store, those too that open later.
    case every
    /// These and no others; never empty.
    case only(Set<StoreID>)

    /// Whether a store is one of them.
    package func includes(_ store: StoreID) -> Bool {
        switch self {
        case .every: true
        case .only(let stores): stores.contains(store)
        }
    }

    /// Whether something that happened at a store, or at none, is within: what belongs to no store is for those
    /// alone who may see every one.
    package func includes(_ store: StoreID?) -> Bool {
        switch (self, store) {
        case (.every, _): true
        case (.only, nil): false
        case (.only(let stores), .some(let store)): stores.contains(store)
        }
    }

    /// The stores by id, or `nil` for every one.
    package var stores: [StoreID]? {
        switch self {
        case .every: nil
        case .only(let stores): stores.sorted()
        }
    }

    /// The store, if it is one.
    package var onlyStore: StoreID? {
        guard case .only(let stores) = self, stores.count == 1 else { return nil }
        return stores.first
    }

    /// Makes the scope of a list of stores; without a list it is every store.
    package init(_ stores: [StoreID]?) {
        self = stores.map { .only(Set($0)) } ?? .every
    }
}
