import Membership
import Service
import Store
import Testing
import Vocabulary

@Suite struct SegmentServiceTests {
    /// The sample brand with its 5,000 members.
    private func filled() async throws -> ListsFixture {
        let fixture = try ListsFixture(.sqlite)
        _ = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(fixture.sampleList), actor: "tester")
        return fixture
    }

    @Test("A preview counts as the list does, says how members are found, and names examples")
    func preview() async throws {
        let fixture = try await filled()
        let service = SegmentService(fixture.context)
        let stored = try await fixture.storedMembers()
        let women = stored.filter { $0.gender == "female" && $0.homeStore?.text == "SH01" }
        let preview = try await service.preview("gender = female and store = SH01", sampleCount: 3)
        #expect(preview.members == women.count && women.count > 50)
        #expect(preview.sample.map(\.member) == women.prefix(3).map(\.id))
        #expect(preview.reach.agreed == women.count { $0.marketingConsent == "granted" })
        #expect(preview.cost.access == "stores")
        #expect(preview.text.hasPrefix("members              \(women.count), found by the index of stores\n"))
        let near = try await service.preview("within(3 km, store SH01) and tier = member")
        #expect(near.cost.access == "cells" && near.members > 0 && near.members < 600)
        #expect(try await service.preview("not has(phone)").cost.access == "scan")
        #expect(try await service.preview("joined(30 days)").cost.access == "joining")
        #expect(try await service.preview("joined_on < 30 days ago").cost.access == "scan")
        let region = try await service.preview("region = 上海市")
        #expect(region.members == stored.count { ["SH01", "SH02"].contains($0.homeStore?.text ?? "") })
    }

    @Test("A wrong expression is bad input with the place marked")
    func fault() async throws {
        let fixture = try ListsFixture()
        let error = await #expect(throws: ServiceError.self) {
            _ = try await SegmentService(fixture.context).preview("tier >= gold")
        }
        guard case .invalidInput(let faults) = error else {
            Issue.record("not bad input: \(String(describing: error))")
            return
        }
        #expect(
            faults.map(\.detail) == ["Character 9: There is no tier \"gold\".\ntier >= gold\n        ^^^^"])
    }

    @Test("Saved segments stand for their rule, count revisions, and are not removed from under another")
    func saving() async throws {
        let fixture = try ListsFixture()
        let service = SegmentService(fixture.context)
        let vip = SegmentID(unchecked: "vip"), near = SegmentID(unchecked: "near")
        _ = try await service.save(vip, title: "VIP", expression: "tier = vip", actor: "tester")
        _ = try await service.save(
            near, title: nil, expression: "segment(vip) and store = SH01", actor: "tester")
        let second = try await service.save(vip, title: nil, expression: "tier >= vip", actor: "tester")
        #expect(second.revision == 2 && second.title == "VIP")
        await #expect(throws: ServiceError.self) {
            _ = try await service.save(vip, title: nil, expression: "segment(near)", actor: "tester")
        }
        await #expect(throws: ServiceError.self) { try await service.remove(vip, actor: "tester") }
        try await service.remove(near, actor: "tester")
        try await service.remove(vip, actor: "tester")
        await #expect(throws: ServiceError.notFound(kind: "segment", name: "vip")) {
            try await service.remove(vip, actor: "tester")
        }
        let actions = try await fixture.context.store.audit(limit: 10).map(\.action)
        #expect(actions.filter { $0.hasPrefix("segment") }.count == 5)
    }

    @Test("A snapshot is taken once under a name, and can be asked for")
    func freezing() async throws {
        let fixture = try await filled()
        let service = SegmentService(fixture.context)
        let id = SnapshotID(unchecked: "november")
        let snapshot = try await service.freeze("store = SY01", as: id, actor: "tester")
        #expect(try await service.preview("snapshot(november)").members == snapshot.members)
        #expect(snapshot.members > 100)
        await #expect(throws: ServiceError.exists(kind: "snapshot", name: "november")) {
            _ = try await service.freeze("everyone", as: id, actor: "tester")
        }
        try await service.thaw(id, actor: "tester")
        #expect(try await service.snapshots() == [])
    }
}
