import Membership
import Store
import StoreSQLite
import Support
import Testing
import Vocabulary

/// What a segment selects, the same from the rule's own answer, from memory and from both databases.
@Suite struct SegmentTests {
    private static let memberCount = 300
    /// 500 expressions, row for row.
    private static let expressionCount = 500

    private func selection(_ expression: String) throws -> MemberSelection {
        let rule = try SegmentRule(parsing: expression, in: RandomSegments.vocabulary)
        return MemberSelection(rule, today: RandomSegments.today, home: Fixture.home)
    }

    /// Members, what they allow, uses on two days, one of them reversed, and a snapshot.
    private func fill(_ store: any ContractStore, from seed: inout RandomSegments) async throws {
        let members = seed.members(Self.memberCount)
        try await store.write(
            members, consents: seed.consents(of: members), audit: Fixture.audit, home: Fixture.home)
        for serial in 1...UInt32(8) {
            let offer = serial.isMultiple(of: 2) ? "members" : "daily"
            let member = "q.\(serial / 2)"
            _ = try await store.redeem(
                Fixture.attempt(
                    offer, serial, key: "k\(serial)", member: member, secondsLater: Int64(serial / 4) * 86_400
                ))
        }
        _ = try await store.reverse(Fixture.reversal(of: "k8", key: "v"))
        let snapshot = SnapshotRecord(
            id: SnapshotID(unchecked: "some"), expression: "gender = female", day: RandomSegments.today,
            takenAt: Fixture.now)
        let taken = try await store.take(
            snapshot, of: try selection("gender = female"), audit: Fixture.audit)
        #expect(taken?.members ?? 0 > 0)
    }

    @Test("Every engine selects the same members as the rule itself, for 500 random rules")
    func sameAnswers() async throws {
        let random = SplitMix64.forTests()
        var answers: [Engine: [String: [String]]] = [:]
        for engine in Engine.allCases {
            try await engine.withStore { store in
                var seed = RandomSegments(random: random)
                try await fill(store, from: &seed)
                for _ in 0..<Self.expressionCount {
                    let expression = seed.expression()
                    let selection = try selection(expression)
                    let members = try await store.members(of: selection, after: nil, limit: 1_000)
                    let tally = try await store.tally(of: selection)
                    #expect(tally.members == members.count, "\(engine): \(expression)")
                    #expect(members.allSatisfy { selection.states.contains($0.state) })
                    answers[engine, default: [:]][expression] =
                        members.map(\.id.text) + ["\(tally.agreed)"]
                        + tally.reachable.map { "\($0.key) \($0.value)" }.sorted()
                }
            }
        }
        let expected = try #require(answers[.memory])
        #expect(expected.values.contains { $0.count > 2 } && Set(expected.values).count > 100)
        for (engine, found) in answers where engine != .memory {
            for (expression, members) in found {
                #expect(members == expected[expression], "\(engine): \(expression)")
            }
        }
    }

    @Test("A page of a segment begins after the last member of the page before", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withStore { store in
            var seed = RandomSegments(random: SplitMix64.forTests())
            try await fill(store, from: &seed)
            for expression in ["everyone", "within(40 km, store SH01)", "tier >= silver"] {
                let selection = try selection(expression)
                let all = try await store.members(of: selection, after: nil, limit: 1_000)
                var paged: [StoredMember] = []
                while true {
                    let page = try await store.members(of: selection, after: paged.last?.id, limit: 7)
                    guard !page.isEmpty else { break }
                    paged += page
                }
                #expect(paged == all && all.count > 7)
            }
        }
    }

    @Test("A saved rule counts its revisions, and a late writer is told", arguments: Engine.allCases)
    func saving(engine: Engine) async throws {
        try await engine.withStore { store in
            var segment = SegmentRecord(
                id: SegmentID(unchecked: "vip"), title: "VIP", expression: "tier >= gold", revision: 1,
                createdAt: Fixture.now, updatedAt: Fixture.now)
            #expect(try await store.save(segment, audit: Fixture.audit))
            #expect(try await store.save(segment, audit: Fixture.audit) == false)
            segment.revision = 3
            #expect(try await store.save(segment, audit: Fixture.audit) == false)
            segment.revision = 2
            segment.expression = "tier >= silver"
            let audits = try await store.audit(limit: 100).count
            #expect(try await store.save(segment, audit: Fixture.audit))
            #expect(try await store.audit(limit: 100).count == audits + 1)
            #expect(try await store.segments() == [segment])
            #expect(try await store.removeSegment(segment.id, audit: Fixture.audit))
            #expect(try await store.removeSegment(segment.id, audit: Fixture.audit) == false)
            #expect(try await store.segments() == [])
        }
    }

    @Test("A snapshot keeps who was selected when it was taken", arguments: Engine.allCases)
    func snapshots(engine: Engine) async throws {
        try await engine.withStore { store in
            var seed = RandomSegments(random: SplitMix64.forTests())
            try await fill(store, from: &seed)
            let before = try await store.members(of: selection("snapshot(some)"), after: nil, limit: 1_000)
            for var member in before {
                member.gender = "male"
                try await store.write([member], consents: [], audit: Fixture.audit, home: Fixture.home)
            }
            let after = try await store.members(of: selection("snapshot(some)"), after: nil, limit: 1_000)
            #expect(after.map(\.id) == before.map(\.id) && !after.isEmpty)
            let known = try #require(try await store.snapshots().first)
            #expect(known.members == before.count && known.expression == "gender = female")
            #expect(try await store.take(known, of: selection("everyone"), audit: Fixture.audit) == nil)
            #expect(try await store.removeSnapshot(known.id, audit: Fixture.audit))
            #expect(try await store.snapshots() == [])
            #expect(try await store.members(of: selection("snapshot(some)"), after: nil, limit: 1_000) == [])
        }
    }
}
