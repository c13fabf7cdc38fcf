import Measurement
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct VisitServiceTests {
    private let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"

    private func trace(_ address: String, agent: String? = nil) -> VisitTrace {
        VisitTrace(
            method: .get, address: address, userAgent: agent ?? phone, language: "zh-CN", purposes: [])
    }

    @Test(
        "Neighbours in a network with one device type are one visitor, others are not, and previews are no people"
    )
    func countsVisitors() async throws {
        let fixture = try await ServiceFixture.make()
        let id = PlacementID(unchecked: "p1")
        _ = try await fixture.context.store.add(
            PlacementRecord(
                id: id, title: "t", store: nil, fixture: "till", creative: "a", campaign: nil, target: nil,
                createdAt: ServiceFixture.noon))
        let visits = VisitService(fixture.context)
        for visit in [
            trace("203.0.113.7"), trace("203.0.113.8"), trace("198.51.100.1"),
            trace("203.0.113.7", agent: "WhatsApp/2.24"),
        ] {
            try await visits.record(.scan, of: id, trace: visit)
        }
        let span = ServiceFixture.noon..<ServiceFixture.noon.advanced(bySeconds: 1)
        let counts = try await fixture.context.store.counts(in: span, netClasses: ["human"])
        let counted = try #require(counts.first { $0.placement == id })
        #expect(counted.scansGross == 4 && counted.scansNet == 3 && counted.scansUnique == 2)
    }

    @Test("No more of an address is kept than its network")
    func shortens() {
        #expect(trace("203.0.113.7") == trace("203.0.113.200"))
        #expect(trace("2001:db8:1::1") == trace("2001:db8:1:ffff::2"))
        #expect(trace("203.0.113.7") != trace("203.0.114.7"))
    }
}
