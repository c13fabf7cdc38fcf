import Promotion
import Vocabulary

extension DocumentValue {
    /// Returns where an offer is good: `all`, a list, `{except: […]}` or `{region: […]}`.
    ///
    /// Everything but `all` becomes the list of stores that there are now; a store that opens later is
    /// added by applying the campaign again.
    func storeScope(_ surroundings: CampaignSurroundings) -> Conditions.StoreScope? {
        if isWord("all") { return .every }
        guard let stores = storeSelection(surroundings) else { return nil }
        return .only(stores.map(\.id).sorted())
    }

    /// Returns the stores that are meant, in the order of the settings; never none.
    func storeSelection(_ surroundings: CampaignSurroundings) -> [StoreSettings]? {
        if isWord("all") { return surroundings.stores }
        guard !isScalar else {
            fault("It must be all, a list of stores, {except: [a list]} or {region: [a list]}.")
            return nil
        }
        guard isMapping else {
            return storeNames(surroundings).map { names in
                surroundings.stores.filter { names.contains($0.id) }
            }
        }
        return selectionByRule(surroundings)
    }

    private func selectionByRule(_ surroundings: CampaignSurroundings) -> [StoreSettings]? {
        guard let fields = fields(["except", "region"]) else { return nil }
        let selected: [StoreSettings]
        switch (fields.optional("except"), fields.optional("region")) {
        case (let except?, nil):
            guard let names = except.storeNames(surroundings) else { return nil }
            selected = surroundings.stores.filter { !names.contains($0.id) }
        case (nil, let region?):
            guard let regions = region.regions(surroundings) else { return nil }
            selected = surroundings.stores.filter { regions.contains($0.region) }
        default:
            fault("It must have either except or region.")
            return nil
        }
        guard !selected.isEmpty else {
            fault("No store is left of the \(surroundings.stores.count) in the settings.")
            return nil
        }
        return selected
    }

    private func storeNames(_ surroundings: CampaignSurroundings) -> Set<StoreID>? {
        guard let values = list(of: 1...StoreSettings.maximumCount, "stores") else { return nil }
        var names: Set<StoreID> = []
        for value in values {
            guard let name = value.store(of: surroundings) else { continue }
            if !names.insert(name).inserted { value.fault("The store \(name) is listed twice.") }
        }
        return names
    }

    /// Returns the store that is named, if there is one.
    func store(of surroundings: CampaignSurroundings) -> StoreID? {
        guard let name = identifier(StoreID.self) else { return nil }
        guard surroundings.storeIDs.contains(name) else {
            let known = surroundings.storeIDs.sorted().map(\.text)
            fault("There is no store \(name); " + Spelling.advice(for: name.text, among: known))
            return nil
        }
        return name
    }

    private func regions(_ surroundings: CampaignSurroundings) -> Set<String>? {
        guard let values = list(of: 1...StoreSettings.maximumCount, "regions") else { return nil }
        let known = Set(surroundings.stores.map(\.region))
        var regions: Set<String> = []
        for value in values {
            guard let region = value.text() else { continue }
            guard known.contains(region) else {
                let advice = Spelling.advice(for: region, among: known.sorted())
                value.fault("No store is in the region \(region); " + advice)
                continue
            }
            regions.insert(region)
        }
        return regions
    }
}
