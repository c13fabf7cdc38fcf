import Foundation
import Payload
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct AuditTests {
    private let shop = StoreID(unchecked: "SH01")

    /// The actions in the log, oldest first, after those of the fixture.
    private func actions(
        of fixture: ServiceFixture, _ work: (ServiceContext) async throws -> Void
    ) async throws -> [AuditEntry] {
        let store = fixture.context.store
        let last = try await store.auditPage(after: nil, limit: 1, scope: .every).last?.number ?? 0
        try await work(fixture.context)
        return try await store.auditPage(after: last, limit: 1_000, scope: .every)
    }

    @Test("Every change of terminals, tokens, campaigns, batches and placements is in the log")
    func changes() async throws {
        let entries = try await actions(of: try await ServiceFixture.make()) { context in
            let boss = AuditActor(.owner, "owner")
            let terminal = try await TerminalService(context).enrol(store: shop, name: "counter", by: boss)
            try await TerminalService(context).revoke(terminal.terminal.id, by: boss)
            let token = try await TokenService(context).issue(
                role: .manager, name: "Li", scope: .only([shop]), by: boss)
            try await TokenService(context).revoke(token.record.id, by: boss)
            let campaigns = CampaignService(context: context)
            try await campaigns.pause(CampaignID(unchecked: "spring"))
            try await campaigns.resume(CampaignID(unchecked: "spring"))
            let order = BatchOrder(offer: OfferID(unchecked: "ten"), count: 2)
            let batch = try await BatchService(context).issue(order)
            try await BatchService(context).revoke(batch.id)
            let placement = PlacementRecord(
                id: PlacementID(unchecked: "door"), title: "Door", store: shop, fixture: "door",
                creative: "a",
                campaign: nil, target: nil, createdAt: ServiceFixture.noon)
            _ = try await PlacementService(context).add(placement)
            try await PlacementService(context).retarget(placement.id, to: "https://example.com/")
        }
        #expect(
            entries.map(\.record.action) == [
                "terminal_enrol", "terminal_revoke", "token_issue", "token_revoke", "campaign_pause",
                "campaign_resume", "batch_issue", "batch_revoke", "placement_add", "placement_retarget",
            ])
        #expect(entries.prefix(4).allSatisfy { $0.record.role == .owner && $0.record.actor == "owner" })
        #expect(entries.dropFirst(4).allSatisfy { $0.record.role == .system })
        #expect(entries.filter { $0.record.store == shop }.count == 6)
        #expect(entries[6].record.subject == "ten-1" && entries[6].record.detail.contains(#""count":2"#))
    }

    @Test("What was refused is not in the log, and what changed nothing is not either")
    func noChange() async throws {
        let entries = try await actions(of: try await ServiceFixture.make()) { context in
            try? await TerminalService(context).revoke(TerminalID(unchecked: "t-x"))
            try? await TokenService(context).revoke(TokenID(unchecked: "p-x"))
            try? await CampaignService(context: context).pause(CampaignID(unchecked: "no"))
            try? await BatchService(context).revoke(BatchID(unchecked: "no"))
            try? await PlacementService(context).retarget(PlacementID(unchecked: "no"), to: nil)
            try? await LockoutService(context).lift(LockoutID(unchecked: "l-x"))
        }
        #expect(entries.isEmpty)
    }

    @Test("Codes that leave as a file are in the log before the file is there")
    func exports() async throws {
        let fixture = try await ServiceFixture.make()
        _ = try await fixture.issue(3)
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let entries = try await actions(of: fixture) { context in
            let file = try OutputFile(folder.appending(path: "b.csv"), existing: .keep, audience: .owner)
            _ = try await BatchExport(context).write(BatchID(unchecked: "ten-1"), to: file, as: .csv)
        }
        #expect(entries.map(\.record.action) == ["batch_export"])
        #expect(entries.first?.record.detail == #"{"codes":3}"#)
    }

    @Test("A campaign is told of when it is new or changed, and not when it is applied again")
    func campaigns() async throws {
        let fixture = try ListsFixture()
        let file = fixture.folder.appending(path: "campaigns/packaging.yaml")
        for _ in 1...2 { _ = try await CampaignService(context: fixture.context).apply(files: [file]) }
        let log = try await fixture.context.store.audit(limit: 100)
        #expect(log.map(\.action) == ["campaign_apply"] && log.first?.subject == "packaging")
    }

    @Test("No token stands in the log")
    func noTokens() async throws {
        let fixture = try await ServiceFixture.make()
        let terminal = try await TerminalService(fixture.context).enrol(store: shop, name: "counter")
        let person = try await TokenService(fixture.context).issue(role: .owner, name: "Li", scope: .every)
        for entry in try await fixture.context.store.audit(limit: 100) {
            let text = "\(entry)"
            #expect(!text.contains(terminal.token.text) && !text.contains(person.token.text))
            #expect(!text.contains("tst_") && !text.contains("tsp_"))
        }
    }
}
