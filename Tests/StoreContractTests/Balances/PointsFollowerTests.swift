import Membership
import Promotion
import Store
import Support
import Testing
import Vocabulary

@testable import StorePostgres

/// Points that come by themselves with redemptions.
@Suite struct PointsFollowerTests {
    /// A point for each full yuan that was paid.
    private static func rules(from day: CalendarDate = UnitFixture.today) -> PointsAtRedemption {
        PointsAtRedemption(
            earn: EarnRule(per: Fixture.money(100), points: 1), lifetime: UnitFixture.year, from: day)
    }

    /// Reads on until there is nothing more, and returns what was booked for the first time.
    @discardableResult
    private func follow(
        _ store: any ContractStore, by rules: PointsAtRedemption = rules()
    ) async throws -> [UnitOutcome] {
        let follower = PointsFollower(store, home: Fixture.home)
        var outcomes: [UnitOutcome] = []
        while true {
            let turn = try await follower.turn(by: rules, at: Fixture.now)
            outcomes += turn.outcomes
            if !turn.hasMore { return outcomes }
        }
    }

    /// Lets the reader begin anew.
    private func forget(_ store: any ContractStore) async throws {
        let here = try await store.position(of: .points)
        let step = FollowStep(reader: .points, start: here, end: .start, requests: [], at: Fixture.now)
        #expect(try await store.follow(step, home: Fixture.home) == [])
    }

    @Test("A purchase earns what was paid after the discount, once", arguments: Engine.allCases)
    func earns(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a", amount: 5_099, member: "m-1"))
            let outcomes = try await follow(store)
            #expect(outcomes.flatMap(\.entries).map(\.amount) == [40])
            let entry = try #require(outcomes.first?.entries.first)
            #expect(entry.actor == "till" && entry.note == "r-till-a" && entry.day == UnitFixture.today)
            #expect(try await follow(store) == [])
            #expect(try await store.available() == 40)
        }
    }

    @Test("What was booked before a crash, and is read again, is booked once", arguments: Engine.allCases)
    func crash(engine: Engine) async throws {
        try await engine.withStore { store in
            let answer = try await store.redeem(Fixture.attempt("once", key: "a", member: "m-1"))
            let draft = try #require(answer.parts.first?.entry.draft)
            // Booked, and not noted: as if somebody had pulled the plug in between.
            let request = try #require(
                Self.rules().earning(draft, after: [draft.discount], at: Fixture.now))
            _ = try await store.carryOut(request, home: Fixture.home)
            #expect(try await follow(store) == [])
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v", amount: 2_500))
            try await follow(store)
            for _ in 1...2 {
                try await forget(store)
                #expect(try await follow(store) == [])
            }
            #expect(try await store.available() == 20)
        }
    }

    @Test(
        "A reader whom another has moved on writes nothing, and where it was is kept",
        arguments: Engine.allCases)
    func moved(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a", member: "m-1"))
            let start = try await store.position(of: .points)
            #expect(start == .start)
            try await follow(store)
            let end = try await store.position(of: .points)
            #expect(end != start)
            let late = FollowStep(
                reader: .points, start: start, end: LedgerPosition(sequences: ["main": 99]),
                requests: [UnitFixture.request("late", .earn(7, .points, UnitFixture.year))], at: Fixture.now)
            #expect(try await store.follow(late, home: Fixture.home) == nil)
            #expect(try await store.position(of: .points) == end)
            #expect(try await store.available() == 40)
        }
    }

    @Test("Returns take points back in proportion, and all parts take back all", arguments: Engine.allCases)
    func parts(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("percent", key: "a", amount: 9_999, member: "m-1"))
            try await follow(store)
            #expect(try await store.available() == 84)
            var left: [Int64] = []
            for number in 1...3 {
                let part = Fixture.reversal(
                    of: "a", key: "p\(number)", amount: 3_333, secondsLater: Int64(60 * number))
                _ = try await store.reverse(part)
                try await follow(store)
                left.append(try await store.available())
            }
            #expect(left == [56, 28, 0])
        }
    }

    @Test("A whole reversal takes all back, also points that were spent", arguments: Engine.allCases)
    func whole(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a", member: "m-1"))
            try await follow(store)
            _ = try await store.run("s", .spend(15, .points))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v", kind: .void))
            try await follow(store)
            let held = try #require(try await store.units(of: UnitFixture.member, home: Fixture.home))
            #expect(held.lots.isEmpty && held.debts.map(\.amount) == [15])
        }
    }

    @Test(
        "Nobody reads a redemption and its reversals but at once: nothing is left", arguments: Engine.allCases
    )
    func atOnce(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", key: "a", member: "m-1"))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "p", amount: 1_001))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "q"))
            let amounts = try await follow(store).flatMap(\.entries).map(\.amount)
            #expect(amounts.first == 40 && amounts.dropFirst().reduce(0, +) == 40)
            #expect(try await store.available() == 0)
        }
    }

    @Test(
        "Coupons redeemed together earn once, for what is paid after all of them", arguments: Engine.allCases)
    func stacks(engine: Engine) async throws {
        try await engine.withStore { store in
            // 15 % and 10 yuan off 100 yuan.
            let stack = Fixture.stack(
                [("once", 1), ("percent", 1)], key: "s", amount: 10_000, member: "m-1", purchase: "4711")
            _ = try await store.redeem(stack)
            let outcomes = try await follow(store)
            #expect(outcomes.flatMap(\.entries).map(\.amount) == [75])
            // Goods of 20 yuan come back of both coupons, as the till is told to do.
            for (number, redemption) in ["s", "s-2"].enumerated() {
                _ = try await store.reverse(
                    Fixture.reversal(of: redemption, key: "v\(number)", amount: 2_000))
            }
            try await follow(store)
            #expect(try await store.available() == 60)
        }
    }

    @Test(
        "Redemptions on one receipt earn once; after the first was undone the next one does",
        arguments: Engine.allCases)
    func receipts(engine: Engine) async throws {
        try await engine.withStore { store in
            func redeem(_ serial: UInt32, _ key: String, _ later: Int64) async throws {
                _ = try await store.redeem(
                    Fixture.attempt(
                        "once", serial, key: key, member: "m-1", purchase: "4711", secondsLater: later))
            }
            try await redeem(1, "a", 0)
            try await redeem(2, "b", 10)
            #expect(try await follow(store).count == 1)
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v", kind: .void, secondsLater: 20))
            try await follow(store)
            #expect(try await store.available() == 0)
            try await redeem(3, "c", 30)
            #expect(try await follow(store).count == 1)
            // Another day has other purchases, whatever their numbers are.
            try await redeem(4, "d", 86_400)
            try await forget(store)
            #expect(try await follow(store).count == 1)
            #expect(try await store.available(on: UnitFixture.today.advanced(byDays: 1)) == 80)
        }
    }

    @Test(
        "Without a member, an amount or anything to pay, and before the first day, nothing comes",
        arguments: Engine.allCases)
    func nothing(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "a"))
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "b", member: "nobody"))
            _ = try await store.redeem(Fixture.attempt("once", 3, key: "c", amount: nil, member: "m-1"))
            _ = try await store.redeem(Fixture.attempt("once", 4, key: "d", amount: 1_000, member: "m-1"))
            _ = try await store.reverse(Fixture.reversal(of: "d", key: "e"))
            #expect(try await follow(store) == [])
            try await forget(store)
            _ = try await store.redeem(Fixture.attempt("once", 5, key: "f", member: "m-1"))
            let tomorrow = Self.rules(from: UnitFixture.today.advanced(byDays: 1))
            #expect(try await follow(store, by: tomorrow) == [])
            _ = try await store.reverse(Fixture.reversal(of: "f", key: "g"))
            #expect(try await follow(store, by: tomorrow) == [])
            #expect(try await store.available() == 0)
        }
    }

    @Test(
        "Who left earns nothing more, and a merged member's points are the other's",
        arguments: Engine.allCases)
    func members(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "a", member: "m-1"))
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "b", member: "m-2"))
            let records = [
                try #require(try await store.member(MemberID(unchecked: "m-1"), home: Fixture.home)),
                try #require(try await store.member(MemberID(unchecked: "m-2"), home: Fixture.home)),
            ]
            var merged = records[1]
            (merged.state, merged.mergedInto) = (.merged, records[0].id)
            let change = MemberChange(members: [merged], expected: [records[1]])
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            try await follow(store)
            #expect(try await store.available() == 80)
            _ = try await store.redeem(Fixture.attempt("once", 3, key: "c", member: "m-1"))
            var left = records[0]
            left.state = .left
            let leaving = MemberChange(members: [left], expected: [records[0]])
            #expect(try await store.change(leaving, audit: Fixture.audit, home: Fixture.home))
            #expect(try await follow(store).map(\.refusal) == [.inactiveMember])
            _ = try await store.reverse(Fixture.reversal(of: "b", key: "v"))
            try await follow(store)
            #expect(try await store.available() == 40)
        }
    }

    @Test(
        "Several who follow at once, while tills redeem and return, book everything once",
        arguments: Engine.allCases)
    func together(engine: Engine) async throws {
        try await engine.withStore { store in
            try await race([store, store, store])
        }
    }

    @Test(
        "Verifiers with chains of their own follow each other's redemptions and returns",
        .enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
    func verifiers() async throws {
        try await withPostgres { address in
            let stores = try (1...3).map { _ in try PostgresStore(try PostgresAddress(parsing: address)) }
            defer { for store in stores { store.close() } }
            try await Fixture.prepare(stores[0])
            try await race(stores)
            #expect(try await stores[0].findFaults() == [])
        }
    }

    /// Ten purchases of 50 yuan each: four come back whole, three by half.
    private func race(_ stores: [any ContractStore]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...10 {
                let (first, second) = (stores[number % stores.count], stores[(number + 1) % stores.count])
                group.addTask {
                    _ = try await first.redeem(
                        Fixture.attempt("once", UInt32(number), key: "k\(number)", member: "m-1"))
                    if number <= 7 {
                        _ = try await second.reverse(
                            Fixture.reversal(of: "k\(number)", key: "v\(number)", amount: 2_500))
                    }
                    if number <= 4 {
                        _ = try await first.reverse(Fixture.reversal(of: "k\(number)", key: "w\(number)"))
                    }
                }
            }
            for store in stores {
                group.addTask {
                    for _ in 1...10 { try await follow(store) }
                }
            }
            try await group.waitForAll()
        }
        for store in stores { try await follow(store) }
        #expect(try await stores[0].available() == 3 * 40 + 3 * 20)
        let entries = try await stores[0].unitEntries(
            of: UnitFixture.member, before: nil, limit: UnitPage.maximumCount, home: Fixture.home)
        #expect(entries.count { $0.entry.kind == .earn } == 10)
    }
}
