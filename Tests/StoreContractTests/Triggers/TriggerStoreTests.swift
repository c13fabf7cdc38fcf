import Membership
import Store
import Support
import Testing
import Vocabulary

/// Whom triggers find, the same on every engine.
@Suite struct TriggerStoreTests {
    private let today = Fixture.moment().date

    private func member(_ id: String, birthDay: Int? = nil, joinedDaysAgo: Int = 400) -> Store.MemberRecord {
        var member = Fixture.member(id)
        member.birthDay = birthDay
        member.joinedOn = today.advanced(byDays: -joinedDaysAgo)
        return member
    }

    private func write(_ members: [Store.MemberRecord], _ store: any ContractStore) async throws {
        try await store.write(members, consents: [], audit: Fixture.audit, home: Fixture.home)
    }

    @Test(
        "Those born on a day are found page by page, and who is in the program no more is not",
        arguments: Engine.allCases)
    func born(engine: Engine) async throws {
        try await engine.withStore { store in
            var left = member("d", birthDay: 229)
            left.state = .left
            try await write(
                [
                    member("a", birthDay: 229), member("b", birthDay: 229), member("c", birthDay: 228), left,
                    member("e", birthDay: 229), member("f"),
                ], store)
            #expect(try await store.member(MemberID(unchecked: "a"), home: Fixture.home)?.birthDay == 229)
            #expect(try await store.member(MemberID(unchecked: "f"), home: Fixture.home)?.birthDay == nil)
            let first = try await store.members(bornOn: 229, after: nil, limit: 2, home: Fixture.home)
            #expect(first.map(\.id.text) == ["a", "b"])
            let known = member("a")
            #expect(
                first.first
                    == TriggeredMember(
                        id: known.id, homeStore: known.homeStore, joinedOn: known.joinedOn,
                        marketingConsent: known.marketingConsent))
            let rest = try await store.members(
                bornOn: 229, after: first.last?.id, limit: 2, home: Fixture.home)
            #expect(rest.map(\.id.text) == ["e"])
            let foreign = Home(issuer: 2, bucket: 0)
            #expect(try await store.members(bornOn: 229, after: nil, limit: 2, home: foreign).isEmpty)
            // Forgotten with the rest of a person.
            try await write([member("a")], store)
            #expect(
                try await store.members(bornOn: 229, after: nil, limit: 9, home: Fixture.home).map(\.id.text)
                    == ["b", "e"])
        }
    }

    @Test(
        "Those who stayed away are found by what stands, also of those who became part of them",
        arguments: Engine.allCases)
    func absent(engine: Engine) async throws {
        try await engine.withStore { store in
            // a redeemed, b took it back, c did nothing, d redeemed as a part of e, f is new.
            try await write(
                ["a", "b", "c", "d", "e"].map { member($0) } + [member("f", joinedDaysAgo: 1)], store)
            for (serial, id) in [(UInt32(1), "a"), (2, "b"), (3, "d")] {
                _ = try await store.redeem(Fixture.attempt("once", serial, key: id, member: id))
            }
            _ = try await store.reverse(Fixture.reversal(of: "b", key: "v"))
            var merged = member("d")
            (merged.state, merged.mergedInto) = (.merged, MemberID(unchecked: "e"))
            try await write([merged], store)
            let batch = BatchID(unchecked: "once-claimed")
            var record = Fixture.batch("once", count: 1)
            record.id = batch
            _ = try await store.addBatch(record)
            for occasion in ["1", "2"] {
                let claim = CouponClaim(
                    batch: batch, holder: merged.id, firstSerial: 1,
                    keys: (1...2).map { Fixture.key("once-claimed", $0) })
                let order = GrantOrder(
                    member: merged.id, reason: GrantReason(series: "lapsed.x", occasion: occasion),
                    offer: record.offer, claim: claim, at: Fixture.now)
                _ = try await store.grant(order, audit: Fixture.audit, home: Fixture.home)
            }
            func found(
                _ lastDay: CalendarDate, series: String = "lapsed.x", after id: String? = nil, limit: Int = 99
            )
                async throws -> [AbsentMember]
            {
                let all = try await store.absentMembers(
                    AbsenceQuestion(lastDay: lastDay, series: series),
                    after: id.map(MemberID.init(unchecked:)), limit: limit, home: Fixture.home)
                return all.filter { ["a", "b", "c", "d", "e", "f"].contains($0.member.id.text) }
            }
            #expect(try await found(today.advanced(byDays: -2)).map(\.member.id.text) == ["b", "c"])
            let now = try await found(today)
            #expect(now.map(\.member.id.text) == ["a", "b", "c", "e", "f"])
            #expect(now.map(\.lastRedeemedOn) == [today, nil, nil, today, nil])
            #expect(now.map(\.grantCount) == [0, 0, 0, 2, 0])
            #expect(now.map(\.lastGrantedAt) == [nil, nil, nil, Fixture.now, nil])
            #expect(try await found(today, series: "lapsed.y").allSatisfy { $0.grantCount == 0 })
            #expect(try await found(today, after: "b", limit: 2).map(\.member.id.text) == ["c", "e"])
        }
    }
}
