import Membership
import Store
import Support
import Testing
import Vocabulary

/// Who brought in whom, the same on every engine.
@Suite struct ReferralStoreTests {
    private static let rules = ReferralRules(
        rewardOffer: OfferID(unchecked: "once"), friendOffer: nil, capPerMember: 2, windowDays: 30,
        returnDays: 3)
    private let today = Fixture.moment().date

    private func draft(_ friend: String, by referrer: String) -> ReferralDraft {
        ReferralDraft(
            friend: MemberID(unchecked: friend), referrer: MemberID(unchecked: referrer), today: today,
            at: Fixture.now, rewardOffer: Self.rules.rewardOffer, friendOffer: OfferID(unchecked: "thrice"))
    }

    @discardableResult
    private func add(
        _ friend: String, by referrer: String, _ store: any ContractStore
    ) async throws -> ReferralRefusal? {
        try await store.add(draft(friend, by: referrer), audit: Fixture.audit, home: Fixture.home) {
            Self.rules.refusal($0)
        }
    }

    private func review(
        _ store: any ContractStore, daysLater: Int = 3, limit: Int = 100, isDryRun: Bool = false
    ) async throws -> [String: ReferralState] {
        let day = today.advanced(byDays: daysLater)
        var states: [String: ReferralState] = [:]
        var last: MemberID?
        while true {
            let page = try await store.reviewReferrals(
                after: last, limit: limit, at: isDryRun ? nil : Fixture.now, home: Fixture.home
            ) { work in
                Self.rules.review(
                    ReferralProgress(
                        state: .waiting, friend: work.friend, referrer: work.referrer,
                        areActive: work.areActive,
                        redeemedOn: work.redeemedOn, today: day, rewards: work.rewards))
            }
            for referral in page { states[referral.work.key.text] = referral.state }
            guard let end = page.last else { return states }
            last = end.work.key
        }
    }

    /// Members `a` to `f` beside those of the fixture.
    private func addMembers(_ store: any ContractStore) async throws {
        let members = ["a", "b", "c", "d", "e", "f"].map { Fixture.member($0) }
        try await store.write(members, consents: [], audit: Fixture.audit, home: Fixture.home)
    }

    private func merge(_ loser: String, into winner: String, _ store: any ContractStore) async throws {
        let ids = [winner, loser].map(MemberID.init(unchecked:))
        let known = try await store.members(ids, home: Fixture.home)
        let stays = try #require(known[ids[0]])
        var ends = try #require(known[ids[1]])
        let before = [stays, ends]
        (ends.state, ends.mergedInto) = (.merged, stays.id)
        let change = MemberChange(members: [stays, ends], expected: before)
        #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
    }

    @Test("A member is brought in once, by another, and not in a circle", arguments: Engine.allCases)
    func adding(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addMembers(store)
            let audits = try await store.audit(limit: 100).count
            #expect(try await add("b", by: "a", store) == nil)
            #expect(try await add("c", by: "b", store) == nil)
            #expect(try await store.audit(limit: 100).count == audits + 2)
            #expect(try await add("a", by: "a", store) == .selfReferral)
            #expect(try await add("a", by: "c", store) == .cycle)
            #expect(try await add("a", by: "b", store) == .cycle)
            #expect(try await add("b", by: "d", store) == .alreadyReferred)
            #expect(try await store.audit(limit: 100).count == audits + 2)
            let record = ReferralRecord(draft("b", by: "a"))
            #expect(
                try await store.referrals(of: MemberID(unchecked: "b"), limit: 9, home: Fixture.home)
                    == [record, ReferralRecord(draft("c", by: "b"))])
            #expect(
                try await store.referrals(of: MemberID(unchecked: "a"), limit: 9, home: Fixture.home) == [
                    record
                ])
            let missing = await Result { () async throws(StoreError) in
                try await store.add(
                    draft("nobody", by: "a"), audit: Fixture.audit, home: Fixture.home, rule: { _ in nil })
            }
            guard case .failure(.constraint) = missing else {
                Issue.record("a referral of nobody: \(missing)")
                return
            }
        }
    }

    @Test(
        "Records of one person are one: as themselves, in a circle, and as brought in",
        arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addMembers(store)
            try await merge("b", into: "a", store)
            #expect(try await add("a", by: "b", store) == .selfReferral)
            #expect(try await add("b", by: "a", store) == .selfReferral)
            #expect(try await add("c", by: "b", store) == nil)
            #expect(
                try await store.referrals(of: MemberID(unchecked: "a"), limit: 9, home: Fixture.home)
                    .map(\.referrer.text) == ["a"])
            #expect(try await add("b", by: "c", store) == .cycle)
            // d brought in e, and then turns out to be one with c.
            #expect(try await add("e", by: "d", store) == nil)
            try await merge("d", into: "c", store)
            #expect(try await add("a", by: "e", store) == .cycle)
            #expect(try await add("d", by: "f", store) == .alreadyReferred)
            try await merge("f", into: "e", store)
            #expect(try await add("f", by: "a", store) == .alreadyReferred)
        }
    }

    @Test(
        "A reward falls due once a redemption has stood for the days of returns", arguments: Engine.allCases)
    func due(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addMembers(store)
            for friend in ["b", "c", "d"] { try await add(friend, by: "a", store) }
            // b's stands, c's came back, d has not redeemed.
            for (serial, member) in [(UInt32(1), "b"), (2, "c")] {
                _ = try await store.redeem(Fixture.attempt("once", serial, key: member, member: member))
            }
            _ = try await store.reverse(Fixture.reversal(of: "c", key: "v"))
            #expect(
                try await review(store, daysLater: 2) == ["b": .waiting, "c": .waiting, "d": .waiting])
            let expected: [String: ReferralState] = ["b": .due, "c": .waiting, "d": .waiting]
            #expect(try await review(store, isDryRun: true) == expected)
            #expect(try await review(store) == expected)
            #expect(try await review(store) == ["c": .waiting, "d": .waiting])
            let due = try await store.referrals(of: MemberID(unchecked: "b"), limit: 1, home: Fixture.home)
            #expect(due.map(\.state) == [.due] && due.map(\.friendOffer?.text) == ["thrice"])
        }
    }

    @Test(
        "Rewards end at the most that one gets, over pages and over merged records",
        arguments: Engine.allCases)
    func capped(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addMembers(store)
            for (friend, by) in [("b", "a"), ("c", "f"), ("d", "a"), ("e", "f")] {
                try await add(friend, by: by, store)
            }
            try await merge("f", into: "a", store)
            for (serial, member) in [(UInt32(1), "b"), (2, "c"), (3, "d"), (4, "e")] {
                _ = try await store.redeem(Fixture.attempt("once", serial, key: member, member: member))
            }
            #expect(
                try await review(store, limit: 1) == ["b": .due, "c": .due, "d": .capped, "e": .capped])
        }
    }

    @Test("Two who turn out to be one person, and one who left, get nothing", arguments: Engine.allCases)
    func void(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addMembers(store)
            for (friend, by) in [("b", "a"), ("d", "c")] {
                try await add(friend, by: by, store)
                _ = try await store.redeem(
                    Fixture.attempt("once", friend == "b" ? 1 : 2, key: friend, member: friend))
            }
            try await merge("b", into: "a", store)
            var left = try #require(try await store.member(MemberID(unchecked: "c"), home: Fixture.home))
            left.state = .left
            try await store.write([left], consents: [], audit: Fixture.audit, home: Fixture.home)
            #expect(try await review(store) == ["b": .void, "d": .void])
            // What is void stands in nobody's way.
            #expect(try await add("d", by: "e", store) == nil)
        }
    }

    @Test("A chain ends at its limit", arguments: Engine.allCases)
    func long(engine: Engine) async throws {
        try await engine.withStore { store in
            let ids = (0...40).map { "x\(100 + $0)" }
            try await store.write(
                ids.map { Fixture.member($0) }, consents: [], audit: Fixture.audit, home: Fixture.home)
            let refusals = try await zip(ids.dropFirst(), ids).asyncMap { friend, referrer in
                try await add(friend, by: referrer, store)
            }
            #expect(refusals.prefix(ReferralLimits.chainLength).allSatisfy { $0 == nil })
            #expect(refusals[ReferralLimits.chainLength] == .chainTooLong)
        }
    }

    @Test("Of two that make a circle together one is refused", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { store in
            try await addMembers(store)
            for round in [("a", "b"), ("c", "d"), ("e", "f")] {
                async let one = add(round.0, by: round.1, store)
                async let other = add(round.1, by: round.0, store)
                let refusals = [try await one, try await other].compactMap(\.self)
                #expect(refusals == [.cycle])
            }
        }
    }
}

extension ReferralRecord {
    /// What is kept of a draft.
    fileprivate init(_ draft: ReferralDraft) {
        self.init(
            friend: draft.friend, referrer: draft.referrer, at: draft.at, stateAt: draft.at,
            rewardOffer: draft.rewardOffer, friendOffer: draft.friendOffer)
    }
}

extension Sequence {
    /// Maps one after another.
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
