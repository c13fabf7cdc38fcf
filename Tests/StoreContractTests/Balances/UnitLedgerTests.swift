import Membership
import Promotion
import Store
import Support
import Testing
import Vocabulary

/// The unit ledger on every engine.
@Suite struct UnitLedgerTests {
    private let paid = BalanceUnit.paidValue(Fixture.yuan)
    private let bonus = BalanceUnit.bonusValue(Fixture.yuan)

    @Test("What was decided is read back as it was answered, newest first", arguments: Engine.allCases)
    func readBack(engine: Engine) async throws {
        try await engine.withStore { store in
            var made = try await store.run("a", .earn(100, .points, UnitFixture.year)).entries
            made += try await store.run("b", .topUp(Fixture.money(10_000), bonus: 1_000, .unlimited)).entries
            made += try await store.run("c", .spendValue(Fixture.money(5_500), .inProportion)).entries
            made += try await store.run("d", .stamp(UnitFixture.card, 6)).entries
            made += try await store.run("e", .reverse(UnitFixture.entry("a"), 30)).entries
            made += try await store.run("f", .refund(UnitFixture.entry("b"), nil)).entries
            #expect(made.count == 7)
            #expect(made.compactMap(\.reward) == [UnitFixture.card.reward])
            let read = try await store.unitEntries(
                of: UnitFixture.member, before: nil, limit: 100, home: Fixture.home)
            #expect(read.map(\.entry) == made.reversed())
            let page = try await store.unitEntries(
                of: UnitFixture.member, before: read[2].number, limit: 2, home: Fixture.home)
            #expect(page == Array(read[3...4]))
            for entry in made { #expect(try await store.unitEntry(entry.id, home: Fixture.home) == entry) }
            #expect(try await store.available() == 70)
            #expect(try await store.available(paid) == 0)
            #expect(try await store.available(bonus) == 0)
            #expect(try await store.available(.stamps(UnitFixture.card.id)) == 1)
        }
    }

    @Test(
        "A key answers the same request with the same answer, refusals too, and refuses another one",
        arguments: Engine.allCases)
    func idempotency(engine: Engine) async throws {
        try await engine.withStore { store in
            let actions: [(String, UnitOrder.Action)] = [
                ("a", .earn(100, .points, UnitFixture.year)), ("b", .spend(60, .points)),
                ("c", .spend(60, .points)),
            ]
            var first: [UnitOutcome] = []
            for (key, action) in actions { first.append(try await store.run(key, action)) }
            #expect(first[2].refusal == .insufficientBalance(available: 40, wanted: 60))
            _ = try await store.run("d", .earn(1_000, .points, UnitFixture.year))
            for (index, (key, action)) in actions.enumerated() {
                let again = try await store.carryOut(
                    UnitFixture.request(key, action, attempt: 2), home: Fixture.home)
                #expect(again == UnitReply(first[index], isReplay: true))
            }
            let other = try await store.carryOut(
                UnitFixture.request("a", .spend(1, .points), attempt: 2), home: Fixture.home)
            #expect(other == UnitReply(.refused(.keyReused)))
            #expect(try await store.available() == 1_040)
        }
    }

    @Test(
        "Lots of merged members are spent together, and are their own again after it is undone",
        arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await engine.withStore { store in
            let other = MemberID(unchecked: "m-2")
            _ = try await store.run("a", .earn(100, .points, UnitFixture.year))
            _ = try await store.run("b", .earn(50, .points, UnitFixture.month), of: other)
            let before = try await holdings(store)
            let change = try await merge(other, store)
            #expect(try await store.available() == 150)
            // Whoever shows the other's card spends what both have.
            #expect(try await store.available(of: other) == 150)
            try await undo(change, store)
            #expect(try await holdings(store) == before)
            _ = try await merge(other, store)
            #expect(try await store.run("c", .spend(150, .points), of: other).refusal == nil)
            #expect(
                try await store.unitEntry(UnitFixture.entry("c"), home: Fixture.home)?.member.text == "m-1")
            #expect(
                try await store.run("d", .spend(1, .points)).refusal
                    == .insufficientBalance(available: 0, wanted: 1))
            #expect(try await store.run("e", .reverse(UnitFixture.entry("c"), nil)).refusal == nil)
            try await undo(change, store)
            #expect(try await holdings(store).map { $0?.lots } == before.map { $0?.lots })
        }
    }

    @Test("What a merged member owes cannot be spent by the one who stays", arguments: Engine.allCases)
    func mergedDebt(engine: Engine) async throws {
        try await engine.withStore { store in
            let other = MemberID(unchecked: "m-2")
            _ = try await store.run("a", .earn(100, .points, UnitFixture.year))
            _ = try await store.run("b", .earn(50, .points, UnitFixture.year), of: other)
            _ = try await store.run("c", .spend(50, .points), of: other)
            _ = try await store.run("d", .reverse(UnitFixture.entry("b"), nil), of: other)
            let change = try await merge(other, store)
            let tooMuch = try await store.run("e", .spend(60, .points))
            #expect(tooMuch.refusal == .insufficientBalance(available: 50, wanted: 60))
            #expect(try await store.run("f", .spend(50, .points)).refusal == nil)
            #expect(try await store.available() == 0)
            try await undo(change, store)
            #expect(try await store.available() == 50)
            let owing = try await store.units(of: other, home: Fixture.home)
            #expect(owing?.debts.map(\.amount) == [50])
        }
    }

    private func holdings(_ store: any ContractStore) async throws -> [UnitHoldings?] {
        [
            try await store.units(of: UnitFixture.member, home: Fixture.home),
            try await store.units(of: MemberID(unchecked: "m-2"), home: Fixture.home),
        ]
    }

    private func merge(_ loser: MemberID, _ store: any ContractStore) async throws -> MemberChange {
        let record = try #require(try await store.member(loser, home: Fixture.home))
        var ended = record
        (ended.state, ended.mergedInto) = (.merged, UnitFixture.member)
        let change = MemberChange(members: [ended], expected: [record])
        #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
        return change
    }

    private func undo(_ change: MemberChange, _ store: any ContractStore) async throws {
        let back = MemberChange(members: change.expected, expected: change.members)
        #expect(try await store.change(back, audit: Fixture.audit, home: Fixture.home))
    }

    @Test(
        "Who left, was erased or never was can neither earn nor spend",
        arguments: Engine.allCases)
    func inactive(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.run("a", .topUp(Fixture.money(1_000), bonus: 0, .unlimited))
            var record = try #require(try await store.member(UnitFixture.member, home: Fixture.home))
            for state in [.left, .erased] as [MemberState] {
                record.state = state
                try await store.write([record], consents: [], audit: Fixture.audit, home: Fixture.home)
                for action in [.earn(1, .points, .unlimited), .spendValue(Fixture.money(1), .paidFirst)]
                    as [UnitOrder.Action]
                {
                    let outcome = try await store.run("\(state) \(action)", action)
                    #expect(outcome.refusal == .inactiveMember)
                }
            }
            let nobody = try await store.run("n", .spend(1, .points), of: MemberID(unchecked: "nobody"))
            #expect(nobody.refusal == .inactiveMember)
            // Their money is theirs.
            #expect(try await store.run("r", .refund(UnitFixture.entry("a"), nil)).refusal == nil)
        }
    }

    @Test("A sweep books everything that has ended, an entry a member", arguments: Engine.allCases)
    func sweep(engine: Engine) async throws {
        try await engine.withStore { store in
            let other = MemberID(unchecked: "m-2")
            for number in 1...3 {
                _ = try await store.run("a\(number)", .earn(10, .points, UnitFixture.month))
                _ = try await store.run("b\(number)", .earn(20, .points, UnitFixture.month), of: other)
                _ = try await store.run("c\(number)", .earn(40, .points, UnitFixture.year))
            }
            let later = UnitFixture.today.advanced(byDays: 60)
            let sweep = UnitSweep(
                id: UnitEntryID(unchecked: "s"), at: Fixture.now, day: later, actor: "clock")
            let entries = try await store.sweepUnits(sweep, home: Fixture.home)
            #expect(entries.map(\.member.text) == ["m-1", "m-2"])
            #expect(entries.map(\.amount) == [30, 60])
            #expect(try await store.sweepUnits(sweep, home: Fixture.home) == [])
            #expect(try await store.available(on: later) == 120)
            #expect(try await store.available(of: other, on: later) == 0)
        }
    }

    @Test("A day takes so many stamps, less those that were taken back", arguments: Engine.allCases)
    func stampsADay(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.run("a", .stamp(UnitFixture.card, 7))
            #expect(
                try await store.run("b", .stamp(UnitFixture.card, 2)).refusal
                    == .stampLimit(perDay: 8, today: 7))
            _ = try await store.run("c", .reverse(UnitFixture.entry("a"), 1))
            #expect(try await store.run("d", .stamp(UnitFixture.card, 2)).refusal == nil)
        }
    }
}
