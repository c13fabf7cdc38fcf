import Membership
import Promotion
import Store
import Testing
import Vocabulary

/// What becomes of a follower, who has not joined: no engine takes one for a member.
@Suite struct FollowerTests {
    private let follower = MemberID(unchecked: "m-1")
    private let other = MemberID(unchecked: "m-2")

    /// Makes `m-1` a follower.
    @discardableResult
    private func follow(_ store: any ContractStore) async throws -> StoredMember {
        var record = try #require(try await store.member(follower, home: Fixture.home))
        (record.state, record.birthDay) = (.follower, 229)
        try await store.write([record], consents: [], audit: Fixture.audit, home: Fixture.home)
        return record
    }

    /// The order of a coupon of a batch that grows.
    private func grant(_ member: MemberID, _ store: any ContractStore) async throws -> GrantAnswer {
        var batch = Fixture.batch("once", count: 1)
        batch.id = BatchID(unchecked: "once-claimed")
        _ = try await store.addBatch(batch)
        let claim = CouponClaim(
            batch: batch.id, holder: member, firstSerial: 1, keys: [Fixture.key("once-claimed", 1)])
        let order = GrantOrder(
            member: member, reason: GrantReason(series: "birthday.cake", occasion: "2026"),
            offer: OfferID(unchecked: "once"), claim: claim, at: Fixture.now)
        return try await store.grant(order, audit: Fixture.audit, home: Fixture.home)
    }

    @Test(
        "A follower redeems nothing as a member, earns nothing and is given nothing",
        arguments: Engine.allCases)
    func nothingOfMembers(engine: Engine) async throws {
        try await engine.withStore { store in
            try await follow(store)
            let redeemed = try await store.redeem(Fixture.attempt("members", 1, key: "a", member: "m-1"))
            #expect(redeemed.refusal == .memberRequired)
            for action in [.earn(1, .points, .unlimited), .spend(1, .points)] as [UnitOrder.Action] {
                let outcome = try await store.run("\(action)", action, of: follower)
                #expect(outcome.refusal == .inactiveMember)
            }
            #expect(try await grant(follower, store) == .refused(.inactiveMember))
            let change = try await store.add(
                ReferralDraft(
                    friend: other, referrer: follower, today: Fixture.moment().date, at: Fixture.now,
                    rewardOffer: OfferID(unchecked: "once"), friendOffer: OfferID(unchecked: "thrice")),
                audit: Fixture.audit, home: Fixture.home
            ) { $0.areActive ? nil : .notActive }
            #expect(change == .notActive)
        }
    }

    @Test("No tier is looked at and no trigger finds a follower", arguments: Engine.allCases)
    func noRuns(engine: Engine) async throws {
        try await engine.withStore { store in
            try await follow(store)
            let today = Fixture.moment().date
            let tiers = try await store.memberTiers(after: nil, limit: 9, home: Fixture.home)
            #expect(tiers.map(\.member) == [other])
            #expect(try await store.memberTier(follower, home: Fixture.home) == nil)
            let born = try await store.members(bornOn: 229, after: nil, limit: 9, home: Fixture.home)
            #expect(born.isEmpty)
            let absent = try await store.absentMembers(
                AbsenceQuestion(lastDay: today, series: "lapsed.x"), after: nil, limit: 9, home: Fixture.home)
            #expect(absent.map(\.member.id) == [other])
        }
    }

    @Test("A follower is no join of a placement until they have joined", arguments: Engine.allCases)
    func joins(engine: Engine) async throws {
        try await engine.withStore { store in
            let span = Fixture.now.advanced(bySeconds: -9)..<Fixture.now.advanced(bySeconds: 9)
            #expect(try await store.counts(in: span, netClasses: []).map(\.joins) == [2])
            try await follow(store)
            #expect(try await store.counts(in: span, netClasses: []).map(\.joins) == [1])
        }
    }

    @Test("A follower who joins is a member, with a coupon, all at once", arguments: Engine.allCases)
    func joining(engine: Engine) async throws {
        try await engine.withStore { store in
            let known = try await follow(store)
            var batch = Fixture.batch("once", count: 1)
            batch.id = BatchID(unchecked: "welcome-claimed")
            _ = try await store.addBatch(batch)
            let challenge = ChallengeRecord(
                id: ChallengeID(unchecked: "h-1"), address: Fixture.digest("phone"),
                answer: Fixture.digest("code"), attemptsLeft: 3, createdAt: Fixture.now,
                expiresAt: Fixture.now.advanced(bySeconds: 600), sealedRequest: [7])
            _ = try await store.add(challenge, within: [], home: Fixture.home)
            var joined = known
            joined.state = .member
            let claim = CouponClaim(
                batch: batch.id, holder: follower, firstSerial: 1, keys: [Fixture.key("welcome-claimed", 1)])
            let joining = Joining(
                challenge: challenge.id, change: MemberChange(members: [joined], expected: [known]),
                claim: claim)
            let coupon = ClaimedCoupon(batch: batch.id, serial: 1)
            #expect(
                try await store.join(joining, audit: Fixture.audit, home: Fixture.home) == .joined(coupon))
            #expect(try await store.member(follower, home: Fixture.home)?.state == .member)
            let found = try await store.coupon(Fixture.key("welcome-claimed", 1), home: Fixture.home)
            #expect(found?.coupon.holder == follower)
            let redeemed = try await store.redeem(Fixture.attempt("members", 1, key: "a", member: "m-1"))
            #expect(redeemed.refusal == nil)
        }
    }

    @Test(
        "A segment has followers where its rule asks for the state, and nobody who left",
        arguments: Engine.allCases)
    func segments(engine: Engine) async throws {
        try await engine.withStore { store in
            try await follow(store)
            var left = Fixture.member("m-3")
            left.state = .left
            try await store.write([left], consents: [], audit: Fixture.audit, home: Fixture.home)
            let expected: KeyValuePairs = [
                "state = follower": ["m-1"], "state != member": ["m-1"], "state = member": ["m-2"],
                "state in (member, follower)": ["m-1", "m-2"], "state is known": ["m-1", "m-2"],
                "not state = member": ["m-1"], "state is unknown": [], "everyone": ["m-2"],
                "tier = base": ["m-2"], "tier = base and state = follower": ["m-1"],
                "gender = female or state = follower": ["m-1"],
                "within(3 km, store SH01) and state = follower": ["m-1"], "within(3 km, store SH01)": ["m-2"],
            ]
            for (expression, members) in expected {
                let rule = try SegmentRule(parsing: expression, in: RandomSegments.vocabulary)
                let selection = MemberSelection(rule, today: RandomSegments.today, home: Fixture.home)
                let found = try await store.members(of: selection, after: nil, limit: 9)
                #expect(found.map(\.id.text) == members, "\(expression)")
                #expect(try await store.tally(of: selection).members == members.count, "\(expression)")
            }
        }
    }
}
