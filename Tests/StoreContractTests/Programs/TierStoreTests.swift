import GRDB
import Membership
import Promotion
import Store
import StoreSQLite
import Support
import Testing
import Vocabulary

/// What engines say of members' tiers and of what members did, and what they write.
@Suite struct TierStoreTests {
    private let first = MemberID(unchecked: "m-1"), second = MemberID(unchecked: "m-2")
    private let today = Fixture.moment().date
    private var ever: ClosedRange<CalendarDate> { today.advanced(byDays: -900)...today.advanced(byDays: 900) }

    private func update(
        _ member: MemberID, from former: TierStanding, to standing: TierStanding, reason: String? = "{}"
    ) -> TierUpdate {
        TierUpdate(member: member, expected: former, standing: standing, at: Fixture.now, reason: reason)
    }

    private func activity(
        _ store: any ContractStore, on days: ClosedRange<CalendarDate>? = nil, _ code: String = "CNY"
    ) async throws -> [MemberID: [DayActivity]] {
        let currency = try #require(Currency(parsing: code))
        return try await store.activity(
            from: first, through: second, on: days ?? ever, currency: currency, home: Fixture.home)
    }

    @Test("A tier is written with its days and its line of history", arguments: Engine.allCases)
    func writing(engine: Engine) async throws {
        try await engine.withStore { store in
            let base = TierStanding(tier: "base")
            let gold = TierStanding(
                tier: "gold", since: today, keptUntil: today.advanced(byDays: 3),
                pinnedUntil: today.advanced(byDays: 9))
            #expect(
                try await store.memberTiers(after: nil, limit: 9, home: Fixture.home)
                    == [first, second].map {
                        MemberTier(member: $0, homeStore: Fixture.store, standing: base)
                    })
            let audits = try await store.audit(limit: 100).count
            let written = update(first, from: base, to: gold, reason: "{\"a\":1}")
            #expect(try await store.write([written], audit: Fixture.audit, home: Fixture.home) == [])
            #expect(try await store.memberTier(first, home: Fixture.home)?.standing == gold)
            #expect(try await store.member(first, home: Fixture.home)?.tier == "gold")
            #expect(try await store.audit(limit: 100).count == audits + 1)
            // Days alone leave no line, and the member as it was.
            let held = update(first, from: gold, to: TierStanding(tier: "gold", since: today), reason: nil)
            #expect(try await store.write([held], audit: nil, home: Fixture.home) == [])
            let down = update(first, from: held.standing, to: TierStanding(tier: "base", since: today))
            #expect(try await store.write([down], audit: nil, home: Fixture.home) == [])
            let change = try #require(written.change)
            let last = try #require(down.change)
            #expect(try await store.tierChanges(of: first, home: Fixture.home) == [change, last])
            #expect(try await store.tierChanges(of: second, home: Fixture.home) == [])
        }
    }

    private func points(
        _ store: any ContractStore, _ days: ClosedRange<CalendarDate>
    ) async throws -> [MemberID: [CalendarDate: Int64]] {
        try await store.pointsEarned(from: first, through: second, on: days, home: Fixture.home)
    }

    @Test(
        "Points count on the day they were earned, for who stays, until their earning is taken back",
        arguments: Engine.allCases)
    func points(engine: Engine) async throws {
        try await engine.withStore { store in
            let (day, next) = (UnitFixture.today, UnitFixture.today.advanced(byDays: 1))
            _ = try await store.run("a", .earn(10, .points, UnitFixture.year), of: first)
            _ = try await store.run("b", .earn(5, .points, UnitFixture.year), of: first, on: next)
            _ = try await store.run("c", .earn(7, .points, UnitFixture.year), of: second)
            _ = try await store.run("d", .stamp(UnitFixture.card, 2), of: second)
            _ = try await store.run("e", .spend(8, .points), of: first, on: next)
            _ = try await store.run("f", .reverse(UnitFixture.entry("b"), 2), of: first, on: next)
            let all = try await points(store, day...next)
            #expect(all == [first: [day: 10, next: 3], second: [day: 7]])
            let later = try await points(store, next...next)
            #expect(later == [first: [next: 3]])
            var (winner, loser) = (Fixture.member("m-1"), Fixture.member("m-2"))
            var change = MemberChange(members: [], expected: [winner, loser])
            (loser.state, loser.mergedInto) = (.merged, winner.id)
            winner.updatedAt = Fixture.now
            change.members = [winner, loser]
            let isMerged = try await store.change(change, audit: Fixture.audit, home: Fixture.home)
            #expect(isMerged)
            let family = try await points(store, day...next)
            #expect(family[first] == [day: 17, next: 3])
        }
    }

    @Test("Pages go by id and have members in the program alone", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withStore { store in
            var more = ["m-3", "m-4", "m-5"].map { Fixture.member($0) }
            more[1].state = .left
            try await store.write(more, consents: [], audit: Fixture.audit, home: Fixture.home)
            var found: [String] = []
            while true {
                let page = try await store.memberTiers(
                    after: found.last.map(MemberID.init(unchecked:)), limit: 2, home: Fixture.home)
                guard !page.isEmpty else { break }
                #expect(page.count <= 2)
                found += page.map(\.member.text)
            }
            #expect(found == ["m-1", "m-2", "m-3", "m-5"])
            #expect(try await store.memberTier(MemberID(unchecked: "m-4"), home: Fixture.home) == nil)
            let other = Home(issuer: 2, bucket: 0)
            #expect(try await store.memberTiers(after: nil, limit: 9, home: other) == [])
        }
    }

    @Test("What is not as it was read is left alone, and the rest is written", arguments: Engine.allCases)
    func stale(engine: Engine) async throws {
        try await engine.withStore { store in
            let base = TierStanding(tier: "base")
            let pinned = TierStanding(tier: "base", since: today, pinnedUntil: today)
            _ = try await store.write([update(first, from: base, to: pinned)], audit: nil, home: Fixture.home)
            let updates = [first, second, MemberID(unchecked: "nobody")].map {
                update($0, from: base, to: TierStanding(tier: "gold"))
            }
            #expect(
                try await store.write(updates, audit: nil, home: Fixture.home)
                    == [first, MemberID(unchecked: "nobody")])
            #expect(try await store.memberTier(first, home: Fixture.home)?.standing == pinned)
            #expect(try await store.memberTier(second, home: Fixture.home)?.standing.tier == "gold")
            #expect(try await store.tierChanges(of: first, home: Fixture.home).count == 1)
            // A list that sets another tier takes the days away; setting it back brings none that are wrong.
            var member = try #require(try await store.member(first, home: Fixture.home))
            member.tier = "silver"
            try await store.write([member], consents: [], audit: Fixture.audit, home: Fixture.home)
            #expect(
                try await store.memberTier(first, home: Fixture.home)?.standing
                    == TierStanding(tier: "silver"))
        }
    }

    @Test("Reversals count on the day of what they reverse, and a purchase once", arguments: Engine.allCases)
    func activity(engine: Engine) async throws {
        try await engine.withStore { store in
            let day: Int64 = 86_400
            for (key, batch, serial, later) in [
                ("a", "once", UInt32(1), Int64(0)), ("b", "once", 2, 60), ("c", "once", 3, day),
                ("d", "once", 4, day),
            ] {
                _ = try await store.redeem(
                    Fixture.attempt(
                        batch, serial, key: key, amount: 5_000, member: "m-1", secondsLater: later))
            }
            // Half of one comes back, and all of another, days later.
            _ = try await store.reverse(
                Fixture.reversal(of: "a", key: "r", amount: 2_000, secondsLater: 3 * day))
            _ = try await store.reverse(Fixture.reversal(of: "c", key: "s", secondsLater: 5 * day))
            _ = try await store.carryOut(
                .redeem(
                    Fixture.stack([("thrice", 1), ("percent", 1)], key: "e", amount: 9_000, member: "m-2")))
            _ = try await store.redeem(Fixture.attempt("once", 9, key: "z", amount: 7_000))
            let found = try await activity(store)
            #expect(
                found == [
                    first: [
                        DayActivity(day: today, redemptions: 2, spent: 8_000),
                        DayActivity(day: today.advanced(byDays: 1), redemptions: 1, spent: 5_000),
                    ], second: [DayActivity(day: today, redemptions: 2, spent: 9_000)],
                ])
            let later = today.advanced(byDays: 1)...today.advanced(byDays: 1)
            #expect(
                try await activity(store, on: later)
                    == [first: [DayActivity(day: later.lowerBound, redemptions: 1, spent: 5_000)]])
            #expect(
                try await activity(store, "USD")[second] == [
                    DayActivity(day: today, redemptions: 2, spent: 0)
                ])
        }
    }

    @Test("What a merged member did counts for the one who stays", arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await engine.withStore { store in
            for (key, serial, member) in [("a", UInt32(1), "m-1"), ("b", 2, "m-2"), ("c", 3, "m-2")] {
                _ = try await store.redeem(
                    Fixture.attempt("once", serial, key: key, amount: 1_000, member: member))
            }
            let winner = try #require(try await store.member(first, home: Fixture.home))
            let loser = try #require(try await store.member(second, home: Fixture.home))
            var ended = loser
            (ended.state, ended.mergedInto) = (.merged, first)
            #expect(
                try await store.change(
                    MemberChange(members: [winner, ended], expected: [winner, loser]), audit: Fixture.audit,
                    home: Fixture.home))
            #expect(
                try await activity(store)[first] == [DayActivity(day: today, redemptions: 3, spent: 3_000)])
            let base = TierStanding(tier: "base")
            #expect(
                try await store.write(
                    [update(second, from: base, to: TierStanding(tier: "gold"))], audit: nil,
                    home: Fixture.home)
                    == [second])
        }
    }

    @Test("Every engine says the same of random redemptions and returns")
    func sameAnswers() async throws {
        let random = SplitMix64.forTests()
        var answers: [Engine: [MemberID: [DayActivity]]] = [:]
        for engine in Engine.allCases {
            try await engine.withStore { store in
                var random = random
                for serial in 1...Fixture.couponCount {
                    for batch in ["once", "thrice", "percent"] {
                        let key = "\(batch)\(serial)"
                        let later = Int64.random(in: 0...40, using: &random) * 43_200
                        _ = try await store.redeem(
                            Fixture.attempt(
                                batch, serial, key: key,
                                amount: Int64.random(in: 2_000...9_000, using: &random),
                                member: ["m-1", "m-2", nil].randomElement(using: &random) ?? nil,
                                secondsLater: later))
                        guard Int.random(in: 0...2, using: &random) == 0 else { continue }
                        _ = try await store.reverse(
                            Fixture.reversal(
                                of: key, key: "v" + key, amount: Bool.random(using: &random) ? 1_000 : nil,
                                secondsLater: later + 86_400))
                    }
                }
                answers[engine] = try await activity(store)
            }
        }
        let expected = try #require(answers[.memory])
        #expect(expected.count == 2 && expected.values.allSatisfy { $0.count > 3 }, "seed \(random.seed)")
        for (engine, found) in answers { #expect(found == expected, "\(engine), seed \(random.seed)") }
    }

    @Test("What members did is found by indexes, however long the ledger")
    func plan() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            let queue = try DatabaseQueue(path: folder + "/tessera.db")
            let plan = try await queue.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN " + TierSQL.activity(mark: "?"),
                    arguments: [1, "", "z", 1, 2, "CNY"]
                ).map { $0["detail"] as String }
            }
            #expect(!plan.contains { $0.hasPrefix("SCAN used") || $0.hasPrefix("SCAN back") }, "\(plan)")
            #expect(plan.contains { $0.contains("SEARCH used USING INDEX ledger_member") }, "\(plan)")
            try queue.close()
            try store.close()
        }
    }

    @Test("An erased member has no days of a tier left, and the history is never changed")
    func erased() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            let gold = TierStanding(tier: "gold", since: today)
            _ = try await store.write(
                [update(first, from: TierStanding(tier: "base"), to: gold)], audit: nil, home: Fixture.home)
            let member = try #require(try await store.member(first, home: Fixture.home))
            var change = MemberChange(members: [member], expected: [member])
            change.erased = [first]
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            #expect(
                try await store.memberTier(first, home: Fixture.home)?.standing == TierStanding(tier: "gold"))
            try store.close()
            let hand = try DatabaseQueue(path: folder + "/tessera.db")
            for sql in ["DELETE FROM tier_change", "UPDATE tier_change SET tier = 'x'"] {
                await #expect(throws: DatabaseError.self) {
                    try await hand.write { db in try db.execute(sql: sql) }
                }
            }
            try hand.close()
        }
    }
}
