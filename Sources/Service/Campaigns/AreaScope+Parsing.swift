import Membership
import Promotion
import Vocabulary

extension DocumentValue {
    /// Ten areas: a promotion is for a few parts of a city or country.
    private static let maximumAreaCount = 10

    /// Returns the stores in one of the areas that are named.
    ///
    /// A store is where the settings say, which is evidence of the highest grade: its till is enrolled there.
    ///
    /// - Parameters:
    ///   - scope: The stores that the offer is good at otherwise.
    ///   - surroundings: Stores and areas of the workspace.
    /// - Returns: The stores, never none, and what tells a till why another is not among them; `nil` after a fault.
    func areaScope(
        among scope: Conditions.StoreScope, _ surroundings: CampaignSurroundings
    ) -> (stores: [StoreID], areas: AreaScope)? {
        guard let areas = areas(of: surroundings.areas) else { return nil }
        let stores = surroundings.stores.filter { scope.includes($0.id) }
        let inside = stores.filter { store in
            store.place.map { place in areas.contains { $0.area.contains(place) } } ?? false
        }
        guard !inside.isEmpty else {
            fault("None of the \(stores.count) stores that the offer is good at is in it.")
            return nil
        }
        let names = Set(inside.map(\.id))
        let outside = stores.map(\.id).filter { !names.contains($0) }.sorted()
        return (
            names.sorted(), AreaScope(areas: areas.map(\.id).sorted(), among: scope, outside: outside)
        )
    }

    /// Returns the areas that a list names, each once.
    ///
    /// - Parameter library: The workspace's areas; `nil` where there are none.
    /// - Returns: The areas, or `nil` after a fault.
    func areas(of library: AreaLibrary?) -> [NamedArea]? {
        guard let values = list(of: 1...Self.maximumAreaCount, "areas") else { return nil }
        var areas: [NamedArea] = []
        for value in values {
            guard let named = value.area(of: library) else { continue }
            if areas.contains(where: { $0.id == named.id }) {
                value.fault("The area \(named.id) is listed twice.")
            } else {
                areas.append(named)
            }
        }
        return areas.count == values.count ? areas : nil
    }

    private func area(of library: AreaLibrary?) -> NamedArea? {
        guard let id = identifier(AreaID.self) else { return nil }
        guard let library else {
            fault("There is no area \(id): there are none here.")
            return nil
        }
        do throws(ServiceError) {
            return try library.area(id)
        } catch {
            switch error {
            case .notFound(_, let name): fault("There is no area \(name)")
            case .invalidInput(let faults):
                let first = faults.first
                let place = [first?.file, first?.pointer].compactMap(\.self).filter { !$0.isEmpty }
                fault(
                    "The area \(id) cannot be read: \(place.joined(separator: " ")): \(first?.detail ?? "")")
            default: fault("The area \(id) cannot be read: \(error)")
            }
            return nil
        }
    }
}
