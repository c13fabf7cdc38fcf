import Promotion
import Store
import Testing
import Vocabulary

/// Members, placements, visits and the audit log.
@Suite struct PeopleTests {
    private func identity(_ kind: String, _ value: String) -> IdentityRecord {
        IdentityRecord(kind: kind, digest: Fixture.digest(kind + value), sealed: Array(value.utf8))
    }

    @Test(
        "A member comes back as written, identities by kind; writing again replaces",
        arguments: Engine.allCases)
    func members(engine: Engine) async throws {
        try await engine.withStore { store in
            var member = Fixture.member(
                "m-7", identities: [identity("phone", "1"), identity("card", "2")])
            try await store.write([member], consents: [], audit: Fixture.audit, home: Fixture.home)
            member.identities.reverse()
            #expect(try await store.member(member.id, home: Fixture.home) == member)
            member.tier = "gold"
            member.identities = [identity("phone", "3")]
            try await store.write([member], consents: [], audit: Fixture.audit, home: Fixture.home)
            #expect(try await store.member(member.id, home: Fixture.home) == member)
            let digests = [identity("phone", "1"), identity("phone", "3")].map(\.digest)
            #expect(try await store.holders(of: digests, home: Fixture.home) == [digests[1]: member.id])
            #expect(try await store.member(member.id, home: Home(issuer: 2, bucket: 0)) == nil)
        }
    }

    @Test(
        "Members in any order are all written, of one given twice the last, identities by kind",
        arguments: Engine.allCases)
    func unordered(engine: Engine) async throws {
        try await engine.withStore { store in
            let former = Fixture.member("m-5", identities: [identity("phone", "1")])
            let other = Fixture.member("m-9", identities: [identity("phone", "2"), identity("card", "3")])
            let last = Fixture.member("m-5", identities: [identity("phone", "4"), identity("card", "5")])
            let first = Fixture.member("m-1", identities: [identity("phone", "6")])
            try await store.write(
                [former, other, last, first], consents: [], audit: Fixture.audit, home: Fixture.home)
            for var member in [first, last, other] {
                member.identities.sort { $0.kind < $1.kind }
                #expect(try await store.member(member.id, home: Fixture.home) == member)
            }
            let given = identity("phone", "1").digest
            #expect(try await store.holders(of: [given], home: Fixture.home) == [:])
        }
    }

    @Test("An identity of another member is refused, and nothing is written", arguments: Engine.allCases)
    func conflict(engine: Engine) async throws {
        try await engine.withStore { store in
            let holder = Fixture.member("m-7", identities: [identity("phone", "1")])
            try await store.write([holder], consents: [], audit: Fixture.audit, home: Fixture.home)
            let thief = Fixture.member("m-8", identities: [identity("phone", "1")])
            let consent = ConsentRecord(
                member: thief.id, purpose: "marketing", state: "granted", source: "import", at: Fixture.now)
            let auditCount = try await store.audit(limit: 100).count
            let result = await Result { () async throws(StoreError) in
                try await store.write([thief], consents: [consent], audit: Fixture.audit, home: Fixture.home)
            }
            guard case .failure(.constraint) = result else {
                Issue.record("two members hold one phone number: \(result)")
                return
            }
            #expect(try await store.member(thief.id, home: Fixture.home) == nil)
            #expect(try await store.consents(of: thief.id, home: Fixture.home) == [])
            #expect(try await store.audit(limit: 100).count == auditCount)
        }
    }

    @Test("Who is added is new: nobody is written over, and no identity is taken", arguments: Engine.allCases)
    func additions(engine: Engine) async throws {
        try await engine.withStore { store in
            let first = Fixture.member("m-7", identities: [identity("phone", "1"), identity("card", "2")])
            try await store.add(
                [first], consents: [], claims: [], audit: Fixture.audit, home: Fixture.home)
            let kept = try #require(try await store.member(first.id, home: Fixture.home))
            var again = Fixture.member("m-7")
            again.tier = "gold"
            let others = [
                [Fixture.member("m-8"), again], [Fixture.member("m-8", identities: [identity("phone", "1")])],
            ]
            for members in others {
                let result = await Result { () async throws(StoreError) in
                    try await store.add(
                        members, consents: [], claims: [], audit: Fixture.audit, home: Fixture.home)
                }
                guard case .failure(.constraint) = result else {
                    Issue.record("somebody was written over: \(result)")
                    return
                }
                #expect(try await store.member(MemberID(unchecked: "m-8"), home: Fixture.home) == nil)
            }
            #expect(try await store.member(first.id, home: Fixture.home) == kept)
        }
    }

    @Test("Two members may exchange an identity in one write", arguments: Engine.allCases)
    func exchange(engine: Engine) async throws {
        try await engine.withStore { store in
            let phones = [identity("phone", "1"), identity("phone", "2")]
            for order in [phones, phones.reversed()] {
                let members = [
                    Fixture.member("m-7", identities: [order[0]]),
                    Fixture.member("m-8", identities: [order[1]]),
                ]
                try await store.write(members, consents: [], audit: Fixture.audit, home: Fixture.home)
            }
            let holders = try await store.holders(of: phones.map(\.digest), home: Fixture.home)
            #expect(holders[phones[0].digest]?.text == "m-8")
            #expect(holders[phones[1].digest]?.text == "m-7")
        }
    }

    @Test("Members are read page by page in the order of their ids", arguments: Engine.allCases)
    func pages(engine: Engine) async throws {
        try await engine.withStore { store in
            let members = (1...5).map { Fixture.member("n-\($0)") }
            try await store.write(members, consents: [], audit: Fixture.audit, home: Fixture.home)
            let first = try await store.members(after: nil, limit: 4, home: Fixture.home)
            #expect(first.map(\.id.text) == ["m-1", "m-2", "n-1", "n-2"])
            let rest = try await store.members(after: first.last?.id, limit: 4, home: Fixture.home)
            #expect(rest.map(\.id.text) == ["n-3", "n-4", "n-5"])
        }
    }

    @Test(
        "Pages whose ends were asked for first are the same members, with the identities that are wanted",
        arguments: Engine.allCases)
    func pagesBetweenEnds(engine: Engine) async throws {
        try await engine.withStore { store in
            let members = (1...5).map { number in
                Fixture.member(
                    "n-\(number)",
                    identities: ["card", "phone"].map { identity($0, "\(number)") }.suffix(number % 3))
            }
            try await store.write(members, consents: [], audit: Fixture.audit, home: Fixture.home)
            var ends: [MemberID?] = [nil]
            while let end = try await store.lastMember(of: 3, after: ends.last ?? nil, home: Fixture.home) {
                ends.append(end)
            }
            #expect(ends.compactMap(\.self).map(\.text) == ["n-1", "n-4", "n-5"])
            #expect(try await store.lastMember(of: 3, after: nil, home: Home(issuer: 2, bucket: 0)) == nil)
            let all = try await store.members(after: nil, limit: 10, home: Fixture.home)
            for kinds in [[], ["phone"], ["card", "phone"], ["other"]] as [Set<String>] {
                var found: [MemberRecord] = []
                for (start, end) in zip(ends, ends.dropFirst().compactMap(\.self)) {
                    found += try await store.members(
                        after: start, through: end, identitiesOf: kinds, home: Fixture.home)
                }
                var wanted = all
                for place in wanted.indices {
                    wanted[place].identities.removeAll { !kinds.contains($0.kind) }
                }
                #expect(found == wanted)
            }
        }
    }

    @Test(
        "Many members are found by their ids at once, and those that there are not are left out",
        arguments: Engine.allCases)
    func membersByIDs(engine: Engine) async throws {
        try await engine.withStore { store in
            let members = (1...5).map { number in
                Fixture.member("m-\(number)", identities: [identity("phone", "\(number)")])
            }
            try await store.write(members, consents: [], audit: Fixture.audit, home: Fixture.home)
            let wanted = [members[3].id, MemberID(unchecked: "nobody"), members[0].id]
            let found = try await store.members(wanted, home: Fixture.home)
            #expect(found == [members[3].id: members[3], members[0].id: members[0]])
            #expect(try await store.members([], home: Fixture.home).isEmpty)
            #expect(try await store.members(wanted, home: Home(issuer: 2, bucket: 0)).isEmpty)
        }
    }

    @Test("Consents are kept, all of them, oldest first", arguments: Engine.allCases)
    func consents(engine: Engine) async throws {
        try await engine.withStore { store in
            let all = ["granted", "withdrawn", "granted"].map { state in
                ConsentRecord(
                    member: Fixture.member, purpose: "marketing", state: state, source: "page",
                    at: Fixture.now)
            }
            for consent in all {
                try await store.write([], consents: [consent], audit: Fixture.audit, home: Fixture.home)
            }
            #expect(try await store.consents(of: Fixture.member, home: Fixture.home) == all)
        }
    }

    @Test("The newest audit entries come first", arguments: Engine.allCases)
    func audit(engine: Engine) async throws {
        try await engine.withStore { store in
            for number in 1...3 {
                try await store.append(
                    AuditRecord(
                        at: Fixture.now, actor: "a", action: "export", subject: "\(number)", detail: "{}"))
            }
            #expect(try await store.audit(limit: 2).map(\.subject) == ["3", "2"])
        }
    }

    @Test("A placement is added once and can lead elsewhere", arguments: Engine.allCases)
    func placements(engine: Engine) async throws {
        try await engine.withStore { store in
            var placement = try #require(try await store.placement(Fixture.placement))
            #expect(try await store.add(placement) == false)
            #expect(try await store.retarget(placement.id, to: "https://example.com/tea"))
            placement.target = "https://example.com/tea"
            #expect(try await store.placements() == [placement])
            #expect(try await store.retarget(PlacementID(unchecked: "no"), to: nil) == false)
        }
    }

    private func visit(
        _ kind: VisitRecord.Kind, _ scanClass: String, visitor: UInt64, secondsLater: Int64 = 0
    ) -> VisitRecord {
        VisitRecord(
            kind: kind, at: Fixture.now.advanced(bySeconds: secondsLater), placement: Fixture.placement,
            scanClass: scanClass, visitor: visitor)
    }

    @Test(
        "Scans are counted gross, net and unique; joins by their instant; money less what came back",
        arguments: Engine.allCases)
    func counts(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.record([
                visit(.scan, "human", visitor: 1), visit(.scan, "human", visitor: 1),
                visit(.scan, "app", visitor: 1), visit(.scan, "human", visitor: .max),
                visit(.scan, "bot", visitor: 3), visit(.landing, "human", visitor: 1),
                visit(.scan, "human", visitor: 4, secondsLater: -1),
                visit(.scan, "human", visitor: 5, secondsLater: 3_600),
            ])
            let early = Fixture.member("m-early", joinedAt: Fixture.now.advanced(bySeconds: -1))
            try await store.write([early], consents: [], audit: Fixture.audit, home: Fixture.home)
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "a", amount: 8_000))
            _ = try await store.redeem(Fixture.attempt("once", 2, key: "b", amount: 2_000))
            _ = try await store.reverse(Fixture.reversal(of: "a", key: "v", amount: 4_000))
            _ = try await store.redeem(Fixture.attempt("once", 3, key: "c", secondsLater: 3_600))
            let span = Fixture.now..<Fixture.now.advanced(bySeconds: 3_600)
            let counts = try await store.counts(in: span, netClasses: ["human", "app"])
            #expect(
                counts == [
                    PlacementCounts(
                        placement: Fixture.placement, scansGross: 5, scansNet: 4, scansUnique: 2,
                        landings: 1, joins: 2, redemptions: 2, reversals: 1, spend: [Fixture.money(6_000)],
                        discount: [Fixture.money(1_500)])
                ])
            let yesterday =
                Fixture.now.advanced(bySeconds: -86_400)..<Fixture.now.advanced(bySeconds: -43_200)
            let none = try await store.counts(in: yesterday, netClasses: [])
            #expect(none == [PlacementCounts(placement: Fixture.placement)])
        }
    }
}
