package import Foundation
package import Promotion
package import Vocabulary

/// A campaign as written in a file, checked: the promotion and the placements that belong to it.
package struct CampaignDocument: Sendable, Hashable {
    package let campaign: Campaign
    /// Every placement, one a store and creative.
    package let placements: [PlacementPlan]
    /// The file's name in messages.
    package let file: String
    /// Where each offer begins, for faults that show only beside other campaigns.
    let offerLines: [OfferID: Int]

    /// A hundred offers in a campaign: more than anyone could tell apart.
    static let maximumOfferCount = 100

    /// Reads a campaign, strictly.
    ///
    /// - Parameters:
    ///   - data: The bytes of the YAML file.
    ///   - file: Its name in messages.
    ///   - stores: The issuer's stores, which its conditions may name.
    ///   - currency: The issuer's currency, in which every amount is.
    ///   - areas: The workspace's areas, which its conditions may name.
    /// - Throws: `ServiceError.invalidInput` with every fault: file, line, field and what was given.
    package init(
        parsing data: Data, file: String, stores: [StoreSettings], currency: Currency,
        areas: AreaLibrary? = nil
    ) throws(ServiceError) {
        let surroundings = CampaignSurroundings(stores: stores, currency: currency, areas: areas)
        self = try DocumentReader.read(Array(data), file: file) { root in
            CampaignDocument(root, file: file, surroundings)
        }
    }

    private init?(_ document: DocumentValue, file: String, _ surroundings: CampaignSurroundings) {
        let keys = ["id", "title", "valid", "budget", "offline", "offers", "placements"]
        guard let fields = document.fields(keys) else { return nil }
        let id = fields.required("id")?.identifier(CampaignID.self)
        let title = fields.required("title")?.localizedText()
        let validity = fields.required("valid").flatMap(Validity.init)
        let budget = fields.optional("budget")?.money(surroundings.currency)
        let allowance = fields.optional("offline").map {
            OfflineAllowance($0, budget: budget ?? nil, surroundings.currency)
        }
        let offers = Self.offers(fields, surroundings)
        let placements = fields.optional("placements").map { PlacementPlan.list($0, surroundings) } ?? []
        if fields.optional("offers") == nil, fields.optional("placements") == nil {
            document.fault("A campaign needs at least one offer or placement.")
        } else if fields.optional("offers") == nil {
            fields.optional("budget")?.fault("A budget is for what offers take off, and there are none.")
            fields.optional("offline")?.fault("An allowance is for what offers take off, and there are none.")
        }
        guard let id, let title, let validity else { return nil }
        campaign = Campaign(
            id: id, title: title, validity: validity, offers: offers.map(\.offer), budget: budget,
            allowance: allowance ?? nil)
        self.placements = placements
        self.file = file
        let lines = offers.compactMap { offer, line in line.map { (offer.id, $0) } }
        offerLines = Dictionary(lines) { first, _ in first }
    }

    private static func offers(
        _ fields: DocumentFields, _ surroundings: CampaignSurroundings
    ) -> [(offer: Offer, line: Int?)] {
        let values = fields.optional("offers")?.list(of: 1...maximumOfferCount, "offers")
        var seen: Set<OfferID> = []
        return (values ?? []).compactMap { value in
            guard let offer = Offer(value, surroundings) else { return nil }
            if !seen.insert(offer.id).inserted { value.fault("The offer \(offer.id) is listed twice.") }
            return (offer, value.line)
        }
    }
}

/// What a campaign's file may refer to.
struct CampaignSurroundings {
    let stores: [StoreSettings]
    let storeIDs: Set<StoreID>
    let currency: Currency
    /// `nil` where there is no workspace, and so no area.
    let areas: AreaLibrary?

    init(stores: [StoreSettings], currency: Currency, areas: AreaLibrary?) {
        self.areas = areas
        self.stores = stores
        self.currency = currency
        storeIDs = Set(stores.map(\.id))
    }
}

extension Validity {
    fileprivate init?(_ document: DocumentValue) {
        guard let fields = document.fields(["from", "until"]) else { return nil }
        let first = fields.required("from")?.date()
        let until = fields.required("until")
        let last = until?.date()
        guard let first, let last else { return nil }
        guard let validity = Validity(firstDay: first, lastDay: last) else {
            until?.fault("It ends on \(last), before it starts on \(first).")
            return nil
        }
        self = validity
    }
}
