import Store
import Testing
import Vocabulary

/// Identities that more than one member is said to have, as engines keep them.
@Suite struct ClaimStoreTests {
    private func claim(_ value: String, _ member: String, _ source: String = "import") -> ClaimRecord {
        ClaimRecord(
            member: MemberID(unchecked: member),
            identity: IdentityRecord(
                kind: "phone", digest: Fixture.digest(value), sealed: Array("\(member) \(value)".utf8)),
            source: source, at: Fixture.now)
    }

    private func inOrder(_ claims: [ClaimRecord]) -> [ClaimRecord] {
        claims.sorted { one, other in
            (DigestBound(one.identity.digest), one.member) < (
                DigestBound(other.identity.digest), other.member
            )
        }
    }

    private func open(_ store: any ContractStore, limit: Int = 1_000) async throws -> [ClaimRecord] {
        try await store.claims(
            on: DigestBound.lowest...DigestBound.highest, isOpen: true, limit: limit, home: Fixture.home)
    }

    private func keep(_ claims: [ClaimRecord], _ store: any ContractStore) async throws {
        try await store.write([], consents: [], claims: claims, audit: Fixture.audit, home: Fixture.home)
    }

    @Test(
        "Claims are read by digest and member, in pages and by what digests begin with",
        arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        try await engine.withStore { store in
            let claims = ["a", "b", "c"].flatMap { value in ["m-2", "m-1"].map { claim(value, $0) } }
            try await keep(claims, store)
            let expected = inOrder(claims)
            #expect(try await open(store) == expected)
            #expect(try await open(store, limit: 3) == Array(expected.prefix(3)))
            #expect(try await open(store, limit: 0).count == 1)
            let one = expected[0].identity.digest
            let range = ClosedRange.range(startingWith: Array(one.prefix(8)))
            let found = try await store.claims(on: range, isOpen: true, limit: 10, home: Fixture.home)
            #expect(found == Array(expected.prefix(2)))
            let after = DigestBound(one + [0])...DigestBound.highest
            let rest = try await store.claims(on: after, isOpen: true, limit: 10, home: Fixture.home)
            #expect(rest == Array(expected.dropFirst(2)))
            #expect(try await store.claims(on: [one, one], home: Fixture.home) == Array(expected.prefix(2)))
            #expect(try await store.claims(on: [], home: Fixture.home) == [])
            let mine = try await store.claims(of: MemberID(unchecked: "m-1"), home: Fixture.home)
            #expect(mine == expected.filter { $0.member.text == "m-1" })
            let elsewhere = Home(rawValue: Fixture.home.rawValue + 1)
            #expect(try await store.claims(of: MemberID(unchecked: "m-1"), home: elsewhere) == [])
        }
    }

    @Test(
        "What was said first stands, and what was decided is neither sealed nor asked again",
        arguments: Engine.allCases)
    func answers(engine: Engine) async throws {
        try await engine.withStore { store in
            try await keep([claim("a", "m-1"), claim("b", "m-1")], store)
            try await keep([claim("a", "m-1", "pair"), claim("a", "m-2")], store)
            #expect(try await open(store).count == 3)
            let decided = Fixture.digest("a")
            var change = MemberChange(members: [], expected: [])
            change.answer = ClaimAnswer(digest: decided, at: Fixture.now)
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            #expect(try await open(store) == [claim("b", "m-1")])
            try await keep([claim("a", "m-1"), claim("a", "m-2")], store)
            #expect(try await open(store) == [claim("b", "m-1")])
            let kept = try await store.claims(on: [decided], home: Fixture.home)
            #expect(kept.map(\.source) == ["import", "import"] && kept.map(\.member.text) == ["m-1", "m-2"])
            #expect(kept.allSatisfy { $0.answeredAt == Fixture.now && $0.identity.sealed.isEmpty })
        }
    }

    @Test(
        "A change that rests on something old keeps no claim, and who is erased claims nothing",
        arguments: Engine.allCases)
    func changes(engine: Engine) async throws {
        try await engine.withStore { store in
            let stored = try await store.member(MemberID(unchecked: "m-1"), home: Fixture.home)
            let member = try #require(stored)
            var other = member
            other.tier = "gold"
            var stale = MemberChange(members: [], expected: [other])
            stale.claims = [claim("a", "m-1")]
            #expect(try await store.change(stale, audit: Fixture.audit, home: Fixture.home) == false)
            #expect(try await open(store) == [])
            var good = MemberChange(members: [], expected: [member])
            good.claims = [claim("a", "m-1"), claim("a", "m-2")]
            #expect(try await store.change(good, audit: Fixture.audit, home: Fixture.home))
            var erasure = MemberChange(members: [], expected: [])
            erasure.erased = [member.id]
            #expect(try await store.change(erasure, audit: Fixture.audit, home: Fixture.home))
            #expect(try await open(store) == [claim("a", "m-2")])
        }
    }
}
