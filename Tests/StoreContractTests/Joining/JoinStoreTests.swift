import Store
import Testing
import Vocabulary

/// Challenges and joins, on every engine.
@Suite struct JoinStoreTests {
    private let claimed = BatchID(unchecked: "welcome-claimed")

    private func challenge(
        _ id: String, to address: String = "phone", after seconds: Int64 = 0,
        kind: ChallengeRecord.Kind = .code
    ) -> ChallengeRecord {
        let now = Fixture.now.advanced(bySeconds: seconds)
        return ChallengeRecord(
            id: ChallengeID(unchecked: id), kind: kind, address: Fixture.digest(address),
            answer: Fixture.digest("code"), attemptsLeft: 3, createdAt: now,
            expiresAt: now.advanced(bySeconds: 600), sealedRequest: [7, 7])
    }

    private func joining(_ challenge: String, _ member: String, claims: Bool = true) -> Joining {
        let phone = IdentityRecord(kind: "phone", digest: Fixture.digest(member), sealed: [1])
        var change = MemberChange(members: [Fixture.member(member, identities: [phone])], expected: [])
        change.consents = [
            ConsentRecord(
                member: MemberID(unchecked: member), purpose: "terms", state: "granted", source: "join",
                at: Fixture.now, wording: "2026-11", placement: Fixture.placement)
        ]
        let claim = CouponClaim(
            batch: claimed, holder: MemberID(unchecked: member), firstSerial: 1,
            keys: (1...4).map { Fixture.key("welcome-claimed", $0) })
        return Joining(
            challenge: ChallengeID(unchecked: challenge), change: change, claim: claims ? claim : nil)
    }

    /// A batch that grows with each claim.
    private func addBatch(_ store: any ContractStore) async throws {
        var batch = Fixture.batch("once", count: 1)
        batch.id = claimed
        _ = try await store.addBatch(batch)
    }

    @Test("A challenge takes as many attempts as it has, and none past its end", arguments: Engine.allCases)
    func attempts(engine: Engine) async throws {
        try await engine.withStore { store in
            let asked = challenge("h-1")
            #expect(try await store.add(asked, within: [], home: Fixture.home) == .admitted)
            let last = asked.expiresAt.advanced(bySeconds: -1)
            for left in [2, 1, 0] {
                var expected = asked
                expected.attemptsLeft = left
                let taken = try await store.takeAttempt(asked.id, at: last, home: Fixture.home)
                #expect(taken == expected)
            }
            #expect(try await store.takeAttempt(asked.id, at: last, home: Fixture.home) == nil)
            let late = challenge("h-2")
            _ = try await store.add(late, within: [], home: Fixture.home)
            #expect(try await store.takeAttempt(late.id, at: late.expiresAt, home: Fixture.home) == nil)
            let foreign = Home(issuer: 2, bucket: 0)
            #expect(try await store.takeAttempt(late.id, at: Fixture.now, home: foreign) == nil)
        }
    }

    @Test(
        "Codes to one number and to everybody are counted, and the answer says until when",
        arguments: Engine.allCases)
    func allowances(engine: Engine) async throws {
        try await engine.withStore { store in
            let allowances = [
                ChallengeAllowance(.address, count: 2, seconds: 600),
                ChallengeAllowance(.everybody, count: 3, seconds: 3_600),
            ]
            let (first, second) = (ChallengeID(unchecked: "h-1"), ChallengeID(unchecked: "h-2"))
            let end = Fixture.now.advanced(bySeconds: 600)
            let hour = Fixture.now.advanced(bySeconds: 3_600)
            let asked: [(ChallengeRecord, ChallengeAdmission)] = [
                (challenge("h-1"), .admitted), (challenge("h-2", after: 10), .admitted),
                (challenge("h-3", after: 20), .refused(until: end)),
                (challenge("h-3", to: "another", after: 20), .admitted),
                (challenge("h-4", to: "third", after: 30), .refused(until: hour)),
                (challenge("h-5", to: "third", after: 3_600), .admitted),
            ]
            for (challenge, expected) in asked {
                let admission = try await store.add(challenge, within: allowances, home: Fixture.home)
                #expect(admission == expected, "\(challenge.id)")
            }
            // The first counts for nothing any more and is gone; the second still counts.
            #expect(try await store.takeAttempt(first, at: Fixture.now, home: Fixture.home) == nil)
            #expect(try await store.takeAttempt(second, at: Fixture.now, home: Fixture.home) != nil)
        }
    }

    @Test("Sign-ins and codes are counted and forgotten apart", arguments: Engine.allCases)
    func kinds(engine: Engine) async throws {
        try await engine.withStore { store in
            let once = [ChallengeAllowance(.everybody, count: 1, seconds: 60)]
            let day = [ChallengeAllowance(.everybody, count: 1, seconds: 86_400)]
            let code = challenge("h-1")
            #expect(try await store.add(code, within: day, home: Fixture.home) == .admitted)
            let signIn = challenge("h-2", to: "another", kind: .signIn)
            #expect(try await store.add(signIn, within: once, home: Fixture.home) == .admitted)
            let taken = try await store.takeAttempt(signIn.id, at: Fixture.now, home: Fixture.home)
            #expect(taken?.kind == .signIn)
            // Past its end, a code still counts for its day; what forgets sign-ins leaves it alone.
            let later = challenge("h-3", to: "third", after: 3_600, kind: .signIn)
            #expect(try await store.add(later, within: once, home: Fixture.home) == .admitted)
            let second = challenge("h-4", to: "fourth", after: 3_601)
            let end = code.createdAt.advanced(bySeconds: 86_400)
            #expect(
                try await store.add(second, within: day, home: Fixture.home) == .refused(until: end))
            #expect(try await store.takeAttempt(signIn.id, at: Fixture.now, home: Fixture.home) == nil)
        }
    }

    @Test(
        "What a sign-in told is kept once, and goes with the member whose it is", arguments: Engine.allCases)
    func signIn(engine: Engine) async throws {
        try await engine.withStore { store in
            let asked = challenge("h-1", to: "nobody", kind: .signIn)
            _ = try await store.add(asked, within: [], home: Fixture.home)
            let proof = KeptProof(
                challenge: asked.id, expected: asked.sealedRequest, address: Fixture.digest("m-7"),
                sealedRequest: [8, 8, 8])
            let foreign = Home(issuer: 2, bucket: 0)
            #expect(try await store.keep(proof, home: foreign) == false)
            #expect(try await store.keep(proof, home: Fixture.home))
            #expect(try await store.keep(proof, home: Fixture.home) == false)
            var expected = asked
            (expected.address, expected.sealedRequest) = (proof.address, proof.sealedRequest)
            expected.attemptsLeft -= 1
            #expect(
                try await store.takeAttempt(asked.id, at: Fixture.now, home: Fixture.home) == expected)
            _ = try await store.join(
                joining("h-1", "m-7", claims: false), audit: Fixture.audit, home: Fixture.home)
            let late = KeptProof(
                challenge: asked.id, expected: [], address: Fixture.digest("m-8"), sealedRequest: [9])
            #expect(try await store.keep(late, home: Fixture.home) == false)
            let member = try #require(
                try await store.member(MemberID(unchecked: "m-7"), home: Fixture.home))
            var change = MemberChange(members: [member], expected: [member])
            change.forgottenAddresses = [proof.address]
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            #expect(try await store.takeAttempt(asked.id, at: Fixture.now, home: Fixture.home) == nil)
        }
    }

    @Test(
        "A join writes member, consent, coupon and audit at once, and empties its request",
        arguments: Engine.allCases)
    func join(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addBatch(store)
            _ = try await store.add(challenge("h-1"), within: [], home: Fixture.home)
            let joining = joining("h-1", "m-7")
            let coupon = ClaimedCoupon(batch: claimed, serial: 1)
            let answer = try await store.join(joining, audit: Fixture.audit, home: Fixture.home)
            #expect(answer == .joined(coupon))
            let member = MemberID(unchecked: "m-7")
            #expect(try await store.member(member, home: Fixture.home) == joining.change.members[0])
            #expect(try await store.consents(of: member, home: Fixture.home) == joining.change.consents)
            let found = try await store.coupon(Fixture.key("welcome-claimed", 1), home: Fixture.home)
            #expect(found?.coupon.holder == member)
            let batch = try await store.batch(claimed)
            #expect(batch?.issued == 1 && batch?.count == 1)
            let used = try await store.takeAttempt(
                joining.challenge, at: Fixture.now, home: Fixture.home)
            #expect(used?.member == member && used?.claimed == coupon && used?.sealedRequest == [])
            let again = try await store.join(
                self.joining("h-1", "m-8"), audit: Fixture.audit, home: Fixture.home)
            #expect(again == .usedBefore(by: member, coupon))
            #expect(try await store.member(MemberID(unchecked: "m-8"), home: Fixture.home) == nil)
        }
    }

    @Test("A join that cannot be written whole is not written at all", arguments: Engine.allCases)
    func nothingHalf(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addBatch(store)
            for id in ["h-1", "h-2"] {
                _ = try await store.add(challenge(id), within: [], home: Fixture.home)
            }
            _ = try await store.join(joining("h-1", "m-7"), audit: Fixture.audit, home: Fixture.home)
            var rival = joining("h-2", "m-8")
            rival.change.members[0].identities[0].digest = Fixture.digest("m-7")
            let taken = rival
            let result = await Result { () async throws(StoreError) in
                try await store.join(taken, audit: Fixture.audit, home: Fixture.home)
            }
            guard case .failure(.constraint) = result else {
                Issue.record("two members hold one number: \(result)")
                return
            }
            // All serials of its keys are given to others by now.
            var late = joining("h-2", "m-9")
            late.claim?.keys = [Fixture.key("welcome-claimed", 1)]
            #expect(try await store.join(late, audit: Fixture.audit, home: Fixture.home) == .overtaken)
            var stale = joining("h-2", "m-7")
            stale.change.expected = [Fixture.member("m-7")]
            #expect(try await store.join(stale, audit: Fixture.audit, home: Fixture.home) == .overtaken)
            let unknown = joining("h-3", "m-9")
            #expect(try await store.join(unknown, audit: Fixture.audit, home: Fixture.home) == .overtaken)
            #expect(try await store.batch(claimed)?.issued == 1)
            for id in ["m-8", "m-9"] {
                #expect(try await store.member(MemberID(unchecked: id), home: Fixture.home) == nil)
            }
        }
    }

    @Test("Twenty who join at once get twenty coupons, each another", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addBatch(store)
            let people = 1...20
            for person in people {
                _ = try await store.add(
                    challenge("h-\(person)", to: "\(person)"), within: [], home: Fixture.home)
            }
            let answers = try await withThrowingTaskGroup(of: JoinAnswer.self) { group in
                for person in people {
                    var joining = joining("h-\(person)", "m-1\(person)")
                    joining.claim?.keys = people.map { Fixture.key("welcome-claimed", UInt32($0)) }
                    let one = joining
                    group.addTask {
                        try await store.join(one, audit: Fixture.audit, home: Fixture.home)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let all = people.map { JoinAnswer.joined(ClaimedCoupon(batch: claimed, serial: UInt32($0))) }
            #expect(Set(answers) == Set(all) && answers.count == all.count)
        }
    }

    @Test("Who is erased leaves no challenge behind", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await engine.withStore { store in
            for (id, address) in [("h-1", "mine"), ("h-2", "another's")] {
                _ = try await store.add(challenge(id, to: address), within: [], home: Fixture.home)
            }
            let member = Fixture.member("m-1")
            var change = MemberChange(members: [member], expected: [member])
            change.forgottenAddresses = [Fixture.digest("mine")]
            let isWritten = try await store.change(change, audit: Fixture.audit, home: Fixture.home)
            #expect(isWritten)
            for (id, isLeft) in [("h-1", false), ("h-2", true)] {
                let found = try await store.takeAttempt(
                    ChallengeID(unchecked: id), at: Fixture.now, home: Fixture.home)
                #expect((found != nil) == isLeft, "\(id)")
            }
        }
    }
}
