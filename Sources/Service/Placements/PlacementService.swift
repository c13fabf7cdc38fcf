import Foundation
package import Store
package import Vocabulary

/// Keeps the spots that carry a code, and where their scans lead.
package struct PlacementService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// 2,048 characters: what browsers and proxies take for sure.
    package static let maximumTargetLength = 2_048
    /// 200 characters: a line in a list.
    package static let maximumTitleLength = 200

    /// Adds a placement.
    ///
    /// - Parameter draft: The placement; its `createdAt` is not read.
    /// - Returns: The placement as stored.
    /// - Throws: `ServiceError.exists`, `.notFound` for its store or campaign, `.invalidInput` for a wrong target.
    package func add(_ draft: PlacementRecord) async throws(ServiceError) -> PlacementRecord {
        try check(draft)
        if let store = draft.store, context.configuration.store(store) == nil {
            throw .notFound(kind: "store", name: store.text)
        }
        if let campaign = draft.campaign {
            let found = try await stored(await context.store.campaign(campaign))
            guard found != nil else { throw .notFound(kind: "campaign", name: campaign.text) }
        }
        var placement = draft
        placement.createdAt = context.surroundings.now()
        guard try await find(draft.id) == nil else { throw .exists(kind: "placement", name: draft.id.text) }
        try await context.audit(.placementAdd, draft.id.text, store: draft.store)
        let isNew = try await stored(await context.store.add(placement))
        guard isNew else { throw .exists(kind: "placement", name: draft.id.text) }
        return placement
    }

    /// All placements by id.
    package func list() async throws(ServiceError) -> [PlacementRecord] {
        try await stored(await context.store.placements())
    }

    /// The placement of this id, or `nil`.
    package func find(_ id: PlacementID) async throws(ServiceError) -> PlacementRecord? {
        try await stored(await context.store.placement(id))
    }

    /// Leads the scans of a placement elsewhere; what is printed stays as it is.
    ///
    /// - Parameters:
    ///   - id: The placement.
    ///   - target: An address with `http` or `https`; `nil` for our own page.
    /// - Throws: `ServiceError.notFound`, or `.invalidInput` for a wrong target.
    package func retarget(_ id: PlacementID, to target: String?) async throws(ServiceError) {
        if let target, !Self.isTarget(target) { throw .invalidInput([Self.fault(target)]) }
        guard let known = try await find(id) else { throw .notFound(kind: "placement", name: id.text) }
        try await context.audit(
            .placementRetarget, id.text, store: known.store,
            detail: ["target": target.map { .text($0) } ?? .nothing])
        let isKnown = try await stored(await context.store.retarget(id, to: target))
        guard isKnown else { throw .notFound(kind: "placement", name: id.text) }
    }

    /// Whether a scan may be sent to an address: `http` or `https`, a host, no name or password in front of it.
    package static func isTarget(_ text: String) -> Bool {
        guard text.count <= maximumTargetLength, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil
        else { return false }
        return ["http", "https"].contains(parts.scheme?.lowercased())
    }

    private static func fault(_ target: String) -> InputFault {
        InputFault(
            pointer: "/target",
            detail:
                "A target is an http or https address of at most \(maximumTargetLength) ASCII characters: "
                + String(target.prefix(60)))
    }

    private func check(_ draft: PlacementRecord) throws(ServiceError) {
        let words = 1...RedemptionCall.maximumWordLength
        var faults = InputChecks.text(draft.title, length: 1...Self.maximumTitleLength, at: "/title")
        faults += InputChecks.text(draft.fixture, length: words, at: "/fixture")
        faults += InputChecks.text(draft.creative, length: words, at: "/creative")
        if let target = draft.target, !Self.isTarget(target) { faults.append(Self.fault(target)) }
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }
}
