import Foundation
import Promotion
import Service
import Store
import Testing
import Vocabulary

@Suite struct FunnelReportTests {
    private static let day =
        ListsFixture.now.advanced(
            bySeconds: -3_600)..<ListsFixture.now.advanced(
            bySeconds: 3_600)

    private func add(_ id: String, creative: String, to fixture: ListsFixture) async throws {
        _ = try await fixture.context.store.add(
            PlacementRecord(
                id: PlacementID(unchecked: id), title: "Till 收银台", store: StoreID(unchecked: "SH01"),
                fixture: "till", creative: creative, campaign: CampaignID(unchecked: "till-card"),
                target: nil, createdAt: ListsFixture.now))
    }

    /// People who scan `net` times and land, machines that scan, and members who join.
    private func visit(
        _ id: String, people: Int, machines: Int, landings: Int, joins: Int, in fixture: ListsFixture
    ) async throws {
        let placement = PlacementID(unchecked: id)
        func visits(_ kind: VisitRecord.Kind, _ scanClass: String, _ count: Int) -> [VisitRecord] {
            (0..<count).map {
                VisitRecord(
                    kind: kind, at: ListsFixture.now, placement: placement, scanClass: scanClass,
                    visitor: UInt64($0))
            }
        }
        // Everybody scans twice: net counts both, unique one.
        let scans = visits(.scan, "human", people) + visits(.scan, "human", people)
        try await fixture.context.store.record(
            scans + visits(.scan, "preview", machines) + visits(.landing, "human", landings))
        for _ in 0..<joins {
            var draft = MemberDraft()
            draft.placement = id
            _ = try await MemberService(fixture.context).add(draft, actor: "page")
        }
    }

    private func seeded(_ engine: ListsFixture.Engine = .memory) async throws -> ListsFixture {
        let fixture = try ListsFixture(engine)
        try await add("till-SH01-a", creative: "a", to: fixture)
        try await add("till-SH01-b", creative: "b", to: fixture)
        try await add("till-SH02-a", creative: "a", to: fixture)
        try await visit("till-SH01-a", people: 100, machines: 20, landings: 80, joins: 20, in: fixture)
        try await visit("till-SH01-b", people: 50, machines: 0, landings: 40, joins: 12, in: fixture)
        return fixture
    }

    private func document(_ report: FunnelReport) throws -> [String: Any] {
        let bytes = try JSONText.document(report)
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("Each placement has its counts, and each rate what it is a part of, with an interval")
    func numbers() async throws {
        let fixture = try await seeded(.sqlite)
        let report = try await FunnelReport.make(in: Self.day, context: fixture.context)
        let document = try document(report)
        let placements = try #require(document["placements"] as? [[String: Any]])
        #expect(
            placements.map { $0["placement"] as? String } == ["till-SH01-a", "till-SH01-b", "till-SH02-a"])
        let counts = try #require(placements[0]["counts"] as? [String: Int])
        #expect(
            counts == [
                "scans_gross": 220, "scans_net": 200, "scans_unique": 100, "landings": 80, "joins": 20,
                "redemptions": 0, "reversals": 0,
            ])
        let rates = try #require(placements[0]["rates"] as? [String: [String: Any]])
        #expect(
            Set(rates.keys) == [
                "invalid_share", "repeat_factor", "landing_rate", "join_rate", "funnel_yield",
            ])
        let join = try #require(rates["join_rate"])
        #expect(join["part"] as? Int == 20)
        #expect(join["whole"] as? Int == 80)
        #expect(join["part_of"] as? String == "landings")
        #expect(join["value"] as? Double == 0.25)
        // Where the score test of 20 in 80 turns at z = 1.959964, found by bisection with another program.
        let interval = try #require(join["interval"] as? [String: Double])
        #expect(abs((interval["lower"] ?? 0) - 0.168_062) < 0.000_01)
        #expect(abs((interval["upper"] ?? 0) - 0.354_847) < 0.000_01)
    }

    @Test("Nothing to divide by is null, not zero")
    func nothing() async throws {
        let document = try document(
            try await FunnelReport.make(in: Self.day, context: try await seeded().context))
        let placements = try #require(document["placements"] as? [[String: Any]])
        let rates = try #require(placements[2]["rates"] as? [String: [String: Any]])
        #expect(rates["join_rate"]?["value"] is NSNull)
        #expect(rates["join_rate"]?["interval"] is NSNull)
    }

    @Test("Creatives are summed over their stores and compared, and close ones are not told apart")
    func creatives() async throws {
        let report = try await FunnelReport.make(in: Self.day, context: try await seeded().context)
        #expect(report.creatives.map(\.creative) == ["a", "b"])
        #expect(report.comparisons.count == 2)
        let document = try document(report)
        let comparisons = try #require(document["comparisons"] as? [[String: Any]])
        #expect(comparisons[0]["rate"] as? String == "join_rate")
        #expect(comparisons[0]["verdict"] as? String == "not_distinguishable")
        #expect(
            report.comparisons[0].sentence
                == "till: by join rate, a and b are not distinguishable: 25.0 % against 30.0 %, "
                + "difference -22.5 to +10.9 points")
        let total = try #require(document["total"] as? [String: Any])
        #expect((total["counts"] as? [String: Int])?["joins"] == 32)
    }

    @Test("A creative that is clearly better is said to be")
    func better() async throws {
        let fixture = try ListsFixture()
        try await add("a", creative: "a", to: fixture)
        try await add("b", creative: "b", to: fixture)
        try await visit("a", people: 100, machines: 0, landings: 100, joins: 40, in: fixture)
        try await visit("b", people: 100, machines: 0, landings: 100, joins: 10, in: fixture)
        let report = try await FunnelReport.make(in: Self.day, context: fixture.context)
        #expect(report.comparisons[0].sentence.hasPrefix("till: by join rate, a is better than b: 40.0 %"))
    }

    @Test("The text stands in columns and names what each rate is a part of")
    func text() async throws {
        let report = try await FunnelReport.make(in: Self.day, context: try await seeded().context)
        let lines = report.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "Funnel from 2026-11-21T11:00:00Z to 2026-11-21T13:00:00Z")
        let heading = try #require(lines[2].firstRange(of: "joined"))
        let row = lines[3]
        let end = lines[2].distance(from: lines[2].startIndex, to: heading.upperBound)
        #expect(row.prefix(end).hasSuffix(" 20"))
        #expect(row.contains("25.0 % (16.8-35.5)"))
        #expect(report.text.contains("joined of landed"))
    }

    @Test("A spreadsheet gets a row for every placement")
    func csv() async throws {
        let report = try await FunnelReport.make(in: Self.day, context: try await seeded().context)
        let rows = String(decoding: report.csv(), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(rows.count == 5)
        #expect(rows[0].hasPrefix("placement,title,store,campaign,fixture,creative,scans_gross,"))
        #expect(rows[1].hasPrefix("till-SH01-a,Till 收银台,SH01,till-card,till,a,220,200,100,80,20,0,0,,,0.8,"))
    }

    @Test("Without placements there is nothing to count")
    func empty() async throws {
        let report = try await FunnelReport.make(in: Self.day, context: try ListsFixture().context)
        #expect(report.text.hasSuffix("No placements yet.\n"))
    }
}
