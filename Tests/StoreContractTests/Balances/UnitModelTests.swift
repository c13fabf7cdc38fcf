import GRDB
import Membership
import Promotion
import Store
import StorePostgres
import StoreSQLite
import Support
import Testing
import Vocabulary

/// Random requests on an engine and in memory, and what the doctor says of a hand in the tables.
@Suite struct UnitModelTests {
    private static func action(
        _ known: [UnitEntryID], using generator: inout SplitMix64
    ) -> UnitOrder.Action {
        let amount = Int64.random(in: 1...200, using: &generator)
        let money = Fixture.money(amount)
        let lifetime = UnitLifetime(months: [nil, 1, 2].randomElement(using: &generator) ?? nil)
        let entry = known.randomElement(using: &generator) ?? UnitEntryID(unchecked: "none")
        let part = Bool.random(using: &generator) ? amount : nil
        switch Int.random(in: 0..<9, using: &generator) {
        case 0, 1: return .earn(amount, .points, lifetime)
        case 2: return .spend(amount, .points)
        case 3: return .stamp(UnitFixture.card, amount % 4 + 1)
        case 4: return .topUp(money, bonus: amount / 5, lifetime)
        case 5: return .spendValue(money, DrawOrder.allCases.randomElement(using: &generator) ?? .paidFirst)
        case 6: return .adjust(-amount, .points, lifetime)
        case 7: return .refund(entry, part)
        default: return .reverse(entry, part)
        }
    }

    @Test(
        "Every engine answers as the one in memory does", arguments: Engine.allCases.filter { $0 != .memory })
    func sameAnswers(engine: Engine) async throws {
        var generator = SplitMix64.forTests()
        let model = MemoryStore()
        try await Fixture.prepare(model)
        try await engine.withStore { store in
            var known: [UnitEntryID] = []
            var day = UnitFixture.today
            for step in 0..<150 {
                let action = Self.action(known, using: &generator)
                let member = MemberID(unchecked: Bool.random(using: &generator) ? "m-1" : "m-2")
                let outcome = try await store.run("k\(step)", action, of: member, on: day)
                let expected = try await model.run("k\(step)", action, of: member, on: day)
                #expect(outcome == expected, "seed \(generator.seed), step \(step): \(action)")
                known += outcome.entries.map(\.id)
                if step % 10 == 9 {
                    try await toggleMerge(on: [store, model], "seed \(generator.seed), step \(step)")
                }
                day = day.advanced(byDays: Int.random(in: 0...4, using: &generator))
            }
            #expect(try await model.findFaults() == [])
        }
    }

    /// Makes `m-2` part of `m-1`, or its own again, on every store; undoing a merge at once restores what both had.
    private func toggleMerge(on stores: [any ContractStore], _ place: String) async throws {
        for store in stores {
            let record = try #require(try await store.member(MemberID(unchecked: "m-2"), home: Fixture.home))
            var other = record
            (other.state, other.mergedInto) =
                record.mergedInto == nil ? (.merged, MemberID(unchecked: "m-1")) : (.member, nil)
            let before = try await holdings(store)
            for (old, new) in [(record, other), (other, record), (record, other)] {
                if old == record, new == other { #expect(try await holdings(store) == before, "\(place)") }
                let change = MemberChange(members: [new], expected: [old])
                #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            }
        }
    }

    private func holdings(_ store: any ContractStore) async throws -> [UnitHoldings?] {
        var all: [UnitHoldings?] = []
        for id in ["m-1", "m-2"] {
            all.append(try await store.units(of: MemberID(unchecked: id), home: Fixture.home))
        }
        return all
    }

    private static let tamperings = [
        ("UPDATE unit_lot SET remaining = remaining + 1", "Lot u-a-1 of points differs from its postings."),
        ("UPDATE unit_debt SET amount = 7", "The debt of m-1 in points differs from its postings."),
    ]

    private func prepare(_ store: any ContractStore) async throws {
        try await Fixture.prepare(store)
        _ = try await store.run("a", .earn(100, .points, UnitFixture.year))
        _ = try await store.run("b", .spend(80, .points))
        _ = try await store.run("c", .reverse(UnitFixture.entry("a"), 30))
    }

    @Test("The doctor finds a lot and a debt that somebody changed", arguments: tamperings)
    func tampering(sql: String, sentence: String) async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await prepare(store)
            #expect(try await store.findFaults() == [])
            let queue = try DatabaseQueue(path: folder + "/tessera.db")
            try await queue.write { try $0.execute(sql: sql) }
            try queue.close()
            #expect(try await store.findFaults().contains(sentence))
            try store.close()
        }
    }

    @Test(
        "The doctor finds it on PostgreSQL too",
        .enabled("PostgreSQL is there") { PostgresCluster.isExpected },
        arguments: tamperings)
    func tamperingOnPostgres(sql: String, sentence: String) async throws {
        try await withPostgres { address in
            let store = try PostgresStore(try PostgresAddress(parsing: address))
            defer { store.close() }
            try await prepare(store)
            let statement = "SET search_path = tessera; " + sql
            try PostgresCluster.shared.get().sql(statement, in: address)
            #expect(try await store.findFaults().contains(sentence))
        }
    }
}
