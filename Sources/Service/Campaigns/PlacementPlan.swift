package import Vocabulary

/// A placement that a campaign's file asks for.
package struct PlacementPlan: Sendable, Hashable {
    /// The written id, with the store and the creative where those are written: `join-SH01-a`.
    package let id: PlacementID
    package let title: String
    package let store: StoreID?
    package let fixture: String
    package let creative: String
    /// Where a scan leads; `nil` lands on our own page.
    package let target: String?

    /// Ten thousand placements of a campaign: two creatives in every store of the largest list.
    static let maximumCount = 10_000

    /// The design variants `a` to `z`.
    private static let maximumCreativeCount = 26

    /// What a placement without creatives has.
    private static let onlyCreative = "a"

    static func list(_ document: DocumentValue, _ surroundings: CampaignSurroundings) -> [PlacementPlan] {
        let values = document.list(of: 1...100, "placements") ?? []
        var seen: Set<PlacementID> = []
        var plans: [PlacementPlan] = []
        for value in values {
            for plan in expand(value, surroundings) ?? [] {
                if !seen.insert(plan.id).inserted { value.fault("The placement \(plan.id) is made twice.") }
                plans.append(plan)
            }
        }
        if plans.count > maximumCount {
            document.fault("It must make at most \(maximumCount) placements, not \(plans.count).")
        }
        return plans
    }

    private static func expand(
        _ document: DocumentValue, _ surroundings: CampaignSurroundings
    ) -> [PlacementPlan]? {
        let keys = ["id", "title", "fixture", "stores", "creatives", "target"]
        guard let fields = document.fields(keys) else { return nil }
        let id = fields.required("id")?.identifier(PlacementID.self)
        let title = fields.required("title")?.text()
        let fixture = fields.required("fixture")?.text()
        let stores = fields.optional("stores").map { $0.storeSelection(surroundings) }
        let creatives = fields.optional("creatives").map(creatives)
        let target = fields.optional("target")?.webAddress()
        guard let id, let title, let fixture else { return nil }
        var plans: [PlacementPlan] = []
        for store in stores.map({ $0?.map(Optional.some) ?? [] }) ?? [nil] {
            for creative in creatives.map({ $0?.map(Optional.some) ?? [] }) ?? [nil] {
                let parts = [id.text, store?.id.text, creative].compactMap(\.self)
                guard let full = try? PlacementID(parsing: parts.joined(separator: "-")) else {
                    document.fault("\"\(parts.joined(separator: "-"))\" is longer than 64 characters.")
                    return nil
                }
                plans.append(
                    PlacementPlan(
                        id: full, title: title, store: store?.id, fixture: fixture,
                        creative: creative ?? onlyCreative, target: target))
            }
        }
        return plans
    }

    private static func creatives(_ value: DocumentValue) -> [String]? {
        guard let values = value.list(of: 1...maximumCreativeCount, "creatives") else { return nil }
        var seen: [String] = []
        for value in values {
            // A creative becomes part of the placement's id, so it is written like one.
            guard let creative = value.identifier(PlacementID.self)?.text else { continue }
            guard !seen.contains(creative) else {
                value.fault("The creative \(creative) is listed twice.")
                continue
            }
            seen.append(creative)
        }
        return seen
    }
}

extension DocumentValue {
    /// Returns an address to which a browser can be sent; other schemes could run a script.
    fileprivate func webAddress() -> String? {
        // 2,000 characters: what every browser and messenger takes.
        parsed("an address of at most 2000 characters that begins with https:// or http://") { text in
            let isWeb = ["https://", "http://"].contains { text.lowercased().hasPrefix($0) }
            let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            return isWeb && isPlain && text.count <= 2_000 ? text : nil
        }
    }
}
