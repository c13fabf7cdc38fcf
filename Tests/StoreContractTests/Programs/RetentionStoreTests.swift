import Membership
import Promotion
import Store
import Testing
import Vocabulary

/// What engines say of the traces of members, and what they forget.
@Suite struct RetentionStoreTests {
    private let first = MemberID(unchecked: "m-1"), second = MemberID(unchecked: "m-2")

    private func traces(_ store: any ContractStore) async throws -> [MemberID: MemberTrace] {
        try await store.traces(from: first, through: second, home: Fixture.home)
    }

    @Test(
        "Redemptions, returns, movements of units and consents are traces, and the last counts",
        arguments: Engine.allCases)
    func activity(engine: Engine) async throws {
        try await engine.withStore { store in
            #expect(try await traces(store) == [:])
            let day: Int64 = 86_400
            for (key, serial, later) in [("a", UInt32(1), 3 * day), ("b", 2, 2 * day)] {
                _ = try await store.redeem(
                    Fixture.attempt(
                        "once", serial, key: key, amount: 5_000, member: "m-1", secondsLater: later))
            }
            let redeemed = Fixture.now.advanced(bySeconds: 3 * day)
            #expect(try await traces(store) == [first: MemberTrace(lastActiveAt: redeemed)])
            _ = try await store.run("u", .earn(10, .points, UnitFixture.month), of: second)
            #expect(try await traces(store)[second] == MemberTrace(lastActiveAt: Fixture.now))
            let consent = ConsentRecord(
                member: second, purpose: "marketing", state: "denied", source: "letter", at: redeemed)
            var change = MemberChange(
                members: [Fixture.member("m-2")], expected: [Fixture.member("m-2")])
            change.consents = [consent]
            let listed = ConsentRecord(
                member: second, purpose: "marketing", state: "denied", source: "import",
                at: redeemed.advanced(bySeconds: 9))
            change.consents.append(listed)
            let isWritten = try await store.change(change, audit: Fixture.audit, home: Fixture.home)
            #expect(isWritten)
            #expect(try await traces(store)[second] == MemberTrace(lastActiveAt: redeemed))
            let other = Home(issuer: 2, bucket: 0)
            #expect(try await store.traces(from: first, through: second, home: other) == [:])
            let none = try await store.traces(from: second, through: first, home: Fixture.home)
            #expect(none == [:])
        }
    }

    @Test(
        "What ends by itself is no trace, and stored value holds until it is spent",
        arguments: Engine.allCases)
    func value(engine: Engine) async throws {
        try await engine.withStore { store in
            let later = UnitFixture.today.advanced(byDays: 90)
            _ = try await store.run("a", .earn(10, .points, UnitFixture.month), of: first)
            let paid = UnitOrder.Action.topUp(Fixture.money(5_000), bonus: 0, UnitFixture.year)
            _ = try await store.run("b", paid, of: second)
            #expect(try await traces(store)[first]?.holdsValue == false)
            #expect(try await traces(store)[second]?.holdsValue == true)
            let order = UnitOrder(
                id: UnitFixture.entry("late"), at: Fixture.now.advanced(bySeconds: 90 * 86_400), day: later,
                actor: "timer", action: .expire)
            let ending = UnitRequest(
                member: first, order: order, key: "late", digest: Fixture.digest("late"))
            _ = try await store.carryOut(ending, home: Fixture.home)
            #expect(try await traces(store)[first] == MemberTrace(lastActiveAt: Fixture.now))
            _ = try await store.run("c", .refund(UnitFixture.entry("b"), nil), of: second)
            #expect(try await traces(store)[second]?.holdsValue == false)
        }
    }

    @Test("What a merged member did and has counts for who stays", arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.run(
                "b", .topUp(Fixture.money(5_000), bonus: 0, UnitFixture.year), of: second)
            var (winner, loser) = (Fixture.member("m-1"), Fixture.member("m-2"))
            var change = MemberChange(members: [], expected: [winner, loser])
            (loser.state, loser.mergedInto) = (.merged, winner.id)
            winner.updatedAt = Fixture.now
            change.members = [winner, loser]
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            let found = try await store.traces(from: first, through: first, home: Fixture.home)
            #expect(found == [first: MemberTrace(lastActiveAt: Fixture.now, holdsValue: true)])
        }
    }

    @Test(
        "Challenges that ended before a time are counted and forgotten, and no others",
        arguments: Engine.allCases)
    func challenges(engine: Engine) async throws {
        try await engine.withStore { store in
            // While one counts for an allowance, no other takes it away.
            let counting = [ChallengeAllowance(.everybody, count: 9, seconds: 86_400)]
            for (id, seconds) in [("h-1", Int64(0)), ("h-2", 600), ("h-3", 601)] {
                let at = Fixture.now.advanced(bySeconds: seconds - 600)
                let challenge = ChallengeRecord(
                    id: ChallengeID(unchecked: id), address: Fixture.digest(id), answer: Fixture.digest("x"),
                    attemptsLeft: 3, createdAt: at, expiresAt: at.advanced(bySeconds: 600), sealedRequest: [1]
                )
                _ = try await store.add(challenge, within: counting, home: Fixture.home)
            }
            let end = Fixture.now.advanced(bySeconds: 600)
            #expect(try await store.challengeCount(endedBefore: end, home: Fixture.home) == 1)
            let foreign = Home(issuer: 2, bucket: 0)
            #expect(try await store.forgetChallenges(endedBefore: end, home: foreign) == 0)
            #expect(try await store.forgetChallenges(endedBefore: end, home: Fixture.home) == 1)
            #expect(try await store.forgetChallenges(endedBefore: end, home: Fixture.home) == 0)
            let rest = end.advanced(bySeconds: 9)
            #expect(try await store.challengeCount(endedBefore: rest, home: Fixture.home) == 2)
        }
    }
}
