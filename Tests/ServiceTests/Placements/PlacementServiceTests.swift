import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct PlacementServiceTests {
    private func draft(_ id: String, target: String? = nil) -> PlacementRecord {
        PlacementRecord(
            id: PlacementID(unchecked: id), title: "Tent card", store: StoreID(unchecked: "SH01"),
            fixture: "till", creative: "a", campaign: nil, target: target, createdAt: ServiceFixture.noon)
    }

    @Test("A placement is added once and can be led elsewhere")
    func adds() async throws {
        let service = PlacementService(try await ServiceFixture.make().context)
        _ = try await service.add(draft("p1"))
        await #expect(throws: ServiceError.exists(kind: "placement", name: "p1")) {
            try await service.add(draft("p1"))
        }
        try await service.retarget(PlacementID(unchecked: "p1"), to: "https://example.com/")
        let found = try await service.find(PlacementID(unchecked: "p1"))
        #expect(found?.target == "https://example.com/")
        await #expect(throws: ServiceError.notFound(kind: "placement", name: "p2")) {
            try await service.retarget(PlacementID(unchecked: "p2"), to: nil)
        }
    }

    @Test(
        "A scan is only ever sent to a web address",
        arguments: [
            ("https://example.com", true), ("HTTP://example.com/a?b=c#d", true), ("https://例子.cn", false),
            ("javascript:alert(1)", false), ("//example.com", false), ("/path", false),
            ("ftp://example.com", false),
            ("https://user:pass@example.com", false), ("https://example.com/a b", false),
            ("https://example.com/\r\nSet-Cookie: a", false), ("https://", false), ("", false),
            ("https://example.com/" + String(repeating: "a", count: 2_048), false),
        ])
    func targets(text: String, isTarget: Bool) {
        #expect(PlacementService.isTarget(text) == isTarget)
    }
}
