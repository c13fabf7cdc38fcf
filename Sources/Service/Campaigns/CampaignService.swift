package import Foundation
import Promotion
package import Store
package import Vocabulary

/// Applies, shows, pauses and resumes campaigns.
package struct CampaignService: Sendable {
    private let context: ServiceContext

    package init(context: ServiceContext) {
        self.context = context
    }

    /// A thousand files in one call: a mistyped folder, not a brand's season, has more.
    package static let maximumFileCount = 1_000

    /// What applying one file did.
    package struct Applied: Sendable, Hashable, Encodable {
        package let campaign: CampaignID
        package let change: CampaignChange
        /// How many placements did not exist before.
        package let placementsAdded: Int
        /// What the file asks for and does not get.
        package let warnings: [String]

        private enum CodingKeys: String, CodingKey {
            case campaign, change, warnings
            case placementsAdded = "placements_added"
        }
    }

    /// Applies campaigns from files: all of them, or none if anything in any of them is wrong.
    ///
    /// Placements that exist already stay as they are, since they hang in stores.
    ///
    /// - Parameter files: YAML files, one campaign each.
    /// - Returns: What each file did, in their order.
    /// - Throws: `ServiceError.invalidInput` with the faults of all files, `.notFound` for a missing file,
    ///   `.storage` for trouble with the database, where applying again finishes what was begun.
    package func apply(files: [URL]) async throws(ServiceError) -> [Applied] {
        let documents = try Self.read(
            files, configuration: context.configuration, areas: AreaLibrary(context.workspace))
        try await checkOffersAreFree(documents)
        var applied: [Applied] = []
        for document in documents {
            applied.append(try await apply(document))
        }
        return applied
    }

    /// Returns all campaigns by id.
    ///
    /// - Throws: `ServiceError.storage`.
    package func list() async throws(ServiceError) -> [CampaignRecord] {
        try await stored { () throws(StoreError) in try await context.store.campaigns() }
    }

    /// Returns one campaign.
    ///
    /// - Throws: `ServiceError.notFound`, or `.storage`.
    package func show(_ id: CampaignID) async throws(ServiceError) -> CampaignRecord {
        let record = try await stored { () throws(StoreError) in try await context.store.campaign(id) }
        guard let record else { throw .notFound(kind: "campaign", name: id.text) }
        return record
    }

    /// Makes tills refuse a campaign's coupons until it is resumed.
    ///
    /// - Throws: `ServiceError.notFound`, or `.storage`.
    package func pause(_ id: CampaignID) async throws(ServiceError) { try await set(.paused, id) }

    /// Makes tills accept a paused campaign's coupons again.
    ///
    /// - Throws: `ServiceError.notFound`, or `.storage`.
    package func resume(_ id: CampaignID) async throws(ServiceError) { try await set(.active, id) }

    private func set(_ state: Campaign.State, _ id: CampaignID) async throws(ServiceError) {
        let now = context.surroundings.now()
        // Existence first, so that the audit log names only campaigns that there are.
        _ = try await show(id)
        try await context.audit(state == .paused ? .campaignPause : .campaignResume, id.text)
        let isKnown = try await stored { () throws(StoreError) in
            try await context.store.setState(state, of: id, at: now)
        }
        guard isKnown else { throw .notFound(kind: "campaign", name: id.text) }
    }
}

extension CampaignService {
    /// Reads and checks all files before anything is applied.
    ///
    /// - Throws: `ServiceError.invalidInput` with the faults of all of them, or `.notFound`.
    package static func read(
        _ files: [URL], configuration: Configuration, areas: AreaLibrary? = nil
    ) throws(ServiceError) -> [CampaignDocument] {
        guard files.count <= maximumFileCount else {
            let detail = "At most \(maximumFileCount) files are applied at once, not \(files.count)."
            throw .invalidInput([InputFault(pointer: "", detail: detail)])
        }
        var documents: [CampaignDocument] = []
        var faults: [InputFault] = []
        for file in files {
            do throws(ServiceError) {
                let data = try file.read(atMost: DocumentReader.maximumByteCount)
                documents.append(
                    try CampaignDocument(
                        parsing: data, file: file.relativePath, stores: configuration.stores,
                        currency: configuration.issuer.currency, areas: areas))
            } catch .invalidInput(let found) {
                faults += found
            }
        }
        faults += clashes(among: documents)
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return documents
    }

    /// Ids that are unique in the issuer must not come twice in one call either.
    private static func clashes(among documents: [CampaignDocument]) -> [InputFault] {
        var campaigns: [CampaignID: String] = [:]
        var offers: [OfferID: String] = [:]
        var faults: [InputFault] = []
        for document in documents {
            if let other = campaigns.updateValue(document.file, forKey: document.campaign.id) {
                let detail = "The campaign \(document.campaign.id) is also in \(other)."
                faults.append(InputFault(file: document.file, line: 1, pointer: "id", detail: detail))
            }
            for offer in document.campaign.offers {
                guard let other = offers.updateValue(document.file, forKey: offer.id) else { continue }
                faults.append(document.fault(of: offer.id, "The offer \(offer.id) is also in \(other)."))
            }
        }
        return faults
    }

    private func checkOffersAreFree(_ documents: [CampaignDocument]) async throws(ServiceError) {
        var faults: [InputFault] = []
        for document in documents {
            for offer in document.campaign.offers {
                let record = try await stored { () throws(StoreError) in
                    try await context.store.offer(offer.id)
                }
                guard let record, record.campaign != document.campaign.id else { continue }
                faults.append(
                    document.fault(
                        of: offer.id, "The offer \(offer.id) belongs to the campaign \(record.campaign)."))
            }
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }

    private func apply(_ document: CampaignDocument) async throws(ServiceError) -> Applied {
        let now = context.surroundings.now()
        let campaign = document.campaign
        try await audit(campaign)
        let change = try await stored { () throws(StoreError) in
            try await context.store.apply(campaign, at: now)
        }
        var added = 0
        for plan in document.placements where change != .offerTaken {
            let record = PlacementRecord(plan, campaign: campaign.id, createdAt: now)
            let isNew = try await stored { () throws(StoreError) in try await context.store.add(record) }
            added += isNew ? 1 : 0
        }
        return Applied(
            campaign: campaign.id, change: change, placementsAdded: added,
            warnings: try await warnings(of: campaign))
    }

    /// Tells the audit log of a campaign that is new or changed; applying it again changes nothing.
    private func audit(_ campaign: Campaign) async throws(ServiceError) {
        let known = try await stored { () throws(StoreError) in try await context.store.campaign(campaign.id)
        }
        guard known?.campaign != campaign else { return }
        try await context.audit(
            .campaignApply, campaign.id.text,
            detail: [
                "revision": .number((known?.revision ?? 0) + 1),
                "offers": .number(Int64(campaign.offers.count)),
            ])
    }

    private func warnings(of campaign: Campaign) async throws(ServiceError) -> [String] {
        guard campaign.allowance != nil else { return [] }
        let batches = try await stored { () throws(StoreError) in try await context.store.batches() }
        return AllowanceAdvice.warnings(of: campaign, batches)
    }

    private func stored<Value: Sendable>(
        _ work: () async throws(StoreError) -> Value
    ) async throws(ServiceError) -> Value {
        do {
            return try await work()
        } catch {
            throw .storage(error)
        }
    }
}

extension CampaignDocument {
    fileprivate func fault(of offer: OfferID, _ detail: String) -> InputFault {
        let position = campaign.offers.firstIndex { $0.id == offer } ?? 0
        return InputFault(
            file: file, line: offerLines[offer], pointer: "offers[\(position)].id", detail: detail)
    }
}

extension PlacementRecord {
    fileprivate init(_ plan: PlacementPlan, campaign: CampaignID, createdAt: Instant) {
        self.init(
            id: plan.id, title: plan.title, store: plan.store, fixture: plan.fixture,
            creative: plan.creative, campaign: campaign, target: plan.target, createdAt: createdAt)
    }
}
