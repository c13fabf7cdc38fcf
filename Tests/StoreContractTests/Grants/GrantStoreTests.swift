import Membership
import Promotion
import Store
import Testing
import Vocabulary

/// Coupons for a reason, each reason once, on every engine.
@Suite struct GrantStoreTests {
    private typealias StoredMember = Store.MemberRecord

    private let batch = BatchID(unchecked: "once-claimed")
    private let offer = OfferID(unchecked: "once")

    private func order(
        _ member: String, _ reason: GrantReason, firstSerial: UInt32 = 1, keyCount: UInt32 = 64
    ) -> GrantOrder {
        let id = MemberID(unchecked: member)
        let claim = CouponClaim(
            batch: batch, holder: id, firstSerial: firstSerial,
            keys: (firstSerial..<firstSerial + keyCount).map { Fixture.key("once-claimed", $0) })
        return GrantOrder(member: id, reason: reason, offer: offer, claim: claim, at: Fixture.now)
    }

    private func reason(_ occasion: String) -> GrantReason {
        GrantReason(series: "birthday.cake", occasion: occasion)
    }

    /// Members `a` to `d`, and a batch that grows with each grant.
    private func prepare(_ store: any ContractStore) async throws {
        var batch = Fixture.batch("once", count: 1)
        batch.id = self.batch
        _ = try await store.addBatch(batch)
        try await store.write(
            ["a", "b", "c", "d"].map { Fixture.member($0) }, consents: [], audit: Fixture.audit,
            home: Fixture.home)
    }

    private func grant(
        _ order: GrantOrder, _ store: any ContractStore
    ) async throws(StoreError) -> GrantAnswer {
        try await store.grant(order, audit: Fixture.audit, home: Fixture.home)
    }

    private func set(
        _ member: String, _ store: any ContractStore, _ change: (inout StoredMember) -> Void
    ) async throws {
        var record = try #require(
            try await store.member(MemberID(unchecked: member), home: Fixture.home))
        change(&record)
        try await store.write([record], consents: [], audit: Fixture.audit, home: Fixture.home)
    }

    @Test(
        "The coupons of some members are read, the latest first, with what is used",
        arguments: Engine.allCases)
    func held(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            for (number, member) in ["a", "b", "a", "c"].enumerated() {
                let order = order(member, reason("\(number)"), firstSerial: UInt32(number) + 1)
                guard case .granted = try await grant(order, store) else {
                    Issue.record("coupon \(number) was not granted")
                    return
                }
            }
            let used = try await store.redeem(
                Fixture.attempt("once-claimed", 1, key: "k", member: "a"))
            #expect(used.refusal == nil, "\(used)")
            func read(_ members: [String], limit: Int = 10) async throws -> [MemberCoupon] {
                try await store.coupons(
                    madeOutTo: members.map(MemberID.init(unchecked:)), limit: limit, home: Fixture.home)
            }
            let both = try await read(["a", "b"])
            #expect(both.map(\.serial) == [3, 2, 1] && both.map(\.holder.text) == ["a", "b", "a"])
            #expect(both.map(\.usesTaken) == [0, 0, 1] && both.allSatisfy { $0.batch == batch })
            #expect(try await read(["a", "b"], limit: 1).map(\.serial) == [3])
            #expect(try await read(["d"]).isEmpty)
            #expect(try await read([]).isEmpty)
        }
    }

    @Test(
        "A reason gives one coupon, with its audit entry, and the same one ever after",
        arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            let audits = try await store.audit(limit: 100).count
            let answer = try await grant(order("a", reason("2026")), store)
            let expected = GrantRecord(
                member: MemberID(unchecked: "a"), askedFor: MemberID(unchecked: "a"), reason: reason("2026"),
                offer: offer, coupon: ClaimedCoupon(batch: batch, serial: 1), at: Fixture.now)
            #expect(answer == .granted(expected))
            #expect(try await grant(order("a", reason("2026")), store) == .grantedBefore(expected))
            #expect(try await store.audit(limit: 100).count == audits + 1)
            let coupon = try await store.coupon(Fixture.key("once-claimed", 1), home: Fixture.home)
            #expect(coupon?.coupon.holder == expected.member)
            #expect(try await store.batch(batch)?.issued == 1)
            #expect(
                try await store.grant(reason("2026"), of: expected.member, home: Fixture.home) == expected)
            #expect(try await store.grant(reason("2027"), of: expected.member, home: Fixture.home) == nil)
            let foreign = Home(issuer: 2, bucket: 0)
            #expect(try await store.grant(reason("2026"), of: expected.member, home: foreign) == nil)
        }
    }

    @Test(
        "Other reasons and other members get other coupons, and pages go from the newest back",
        arguments: Engine.allCases)
    func others(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            let wanted = [("a", "2026"), ("a", "2027"), ("b", "2026"), ("c", "2026")]
            for (member, occasion) in wanted { _ = try await grant(order(member, reason(occasion)), store) }
            let all = try await store.grants(of: nil, before: nil, limit: 100, home: Fixture.home)
            #expect(all.map(\.grant.coupon.serial) == [4, 3, 2, 1])
            let first = try await store.grants(of: nil, before: nil, limit: 3, home: Fixture.home)
            #expect(first == Array(all.prefix(3)))
            let rest = try await store.grants(
                of: nil, before: first.last?.number, limit: 3, home: Fixture.home)
            #expect(rest == Array(all.suffix(1)))
            let own = try await store.grants(
                of: MemberID(unchecked: "a"), before: nil, limit: 9, home: Fixture.home)
            #expect(own.map(\.grant.reason.occasion) == ["2027", "2026"])
        }
    }

    @Test(
        "Of forty who ask for one reason at once, one is granted and all get its coupon",
        arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            let order = order("a", reason("2026"))
            let answers = try await withThrowingTaskGroup(of: GrantAnswer.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await store.grant(order, audit: Fixture.audit, home: Fixture.home) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            var granted = 0
            var coupons: Set<ClaimedCoupon> = []
            for answer in answers {
                switch answer {
                case .granted(let grant):
                    granted += 1
                    coupons.insert(grant.coupon)
                case .grantedBefore(let grant): coupons.insert(grant.coupon)
                case .overtaken, .refused: Issue.record("\(answer)")
                }
            }
            #expect(granted == 1 && coupons.count == 1)
            #expect(try await store.batch(batch)?.issued == 1)
        }
    }

    @Test("Forty reasons at once are forty coupons", arguments: Engine.allCases)
    func crowd(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            let coupons = try await withThrowingTaskGroup(of: GrantAnswer.self) { group in
                for number in 0..<40 {
                    let order = order(number % 2 == 0 ? "a" : "b", reason("\(number)"))
                    group.addTask { try await store.grant(order, audit: Fixture.audit, home: Fixture.home) }
                }
                return try await group.reduce(into: Set<UInt32>()) { serials, answer in
                    if case .granted(let grant) = answer { serials.insert(grant.coupon.serial) }
                }
            }
            #expect(coupons == Set(1...40))
        }
    }

    @Test(
        "Whoever became part of another stands for them, before and after, also once it is undone",
        arguments: Engine.allCases)
    func merged(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            // b was given something of their own before.
            _ = try await grant(order("b", reason("2025")), store)
            try await set("b", store) { ($0.state, $0.mergedInto) = (.merged, MemberID(unchecked: "a")) }
            guard case .grantedBefore(let early) = try await grant(order("a", reason("2025")), store) else {
                Issue.record("the same reason twice for one person")
                return
            }
            #expect(early.member.text == "b" && early.askedFor.text == "b")
            guard case .granted(let grant) = try await self.grant(order("b", reason("2026")), store) else {
                Issue.record("nothing for a member who became part of another")
                return
            }
            #expect(grant.member.text == "a" && grant.askedFor.text == "b")
            let coupon = try await store.coupon(Fixture.key("once-claimed", 2), home: Fixture.home)
            #expect(coupon?.coupon.holder?.text == "a")
            for member in ["a", "b"] {
                #expect(try await self.grant(order(member, reason("2026")), store) == .grantedBefore(grant))
                let list = try await store.grants(
                    of: MemberID(unchecked: member), before: nil, limit: 9, home: Fixture.home)
                #expect(list.map(\.grant.reason.occasion) == ["2026", "2025"])
            }
            try await set("b", store) { ($0.state, $0.mergedInto) = (.member, nil) }
            for member in ["a", "b"] {
                #expect(try await self.grant(order(member, reason("2026")), store) == .grantedBefore(grant))
            }
            #expect(try await store.batch(batch)?.issued == 2)
        }
    }

    @Test(
        "Who left, was erased or never was gets nothing; who was given something before is told so",
        arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            _ = try await grant(order("d", reason("2025")), store)
            try await set("c", store) { $0.state = .left }
            try await set("d", store) { $0.state = .erased }
            #expect(try await grant(order("c", reason("2026")), store) == .refused(.inactiveMember))
            #expect(try await grant(order("d", reason("2026")), store) == .refused(.inactiveMember))
            #expect(try await grant(order("nobody", reason("2026")), store) == .refused(.unknownMember))
            guard case .grantedBefore = try await grant(order("d", reason("2025")), store) else {
                Issue.record("what was given is forgotten")
                return
            }
            #expect(try await store.batch(batch)?.issued == 1)
        }
    }

    @Test(
        "A claim whose serials are taken writes nothing, and a batch that there is not is an error",
        arguments: Engine.allCases)
    func overtaken(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            _ = try await grant(order("a", reason("2026")), store)
            #expect(try await grant(order("b", reason("2026"), keyCount: 1), store) == .overtaken)
            #expect(
                try await store.grant(reason("2026"), of: MemberID(unchecked: "b"), home: Fixture.home) == nil
            )
            var wrong = order("b", reason("2026"))
            wrong.claim.batch = BatchID(unchecked: "gone")
            let order = wrong
            let result = await Result { () async throws(StoreError) in try await grant(order, store) }
            guard case .failure(.constraint) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(try await grant(self.order("b", reason("2026"), firstSerial: 2), store) != .overtaken)
        }
    }

    @Test("Full stamp cards are owed until they are granted or taken back", arguments: Engine.allCases)
    func owed(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            let entries = try await store.run("k", .stamp(UnitFixture.card, 6)).entries
            let full = try #require(entries.first { $0.reward != nil })
            let other = try await store.run(
                "l", .stamp(UnitFixture.card, 5), of: MemberID(unchecked: "a")
            ).entries.first { $0.reward != nil }
            let second = try #require(other)
            let day = UnitFixture.today
            let owed = try await store.owedCards(after: 0, since: day, limit: 9, home: Fixture.home)
            #expect(owed.map(\.entry) == [full.id, second.id])
            #expect(owed.map(\.member) == [UnitFixture.member, MemberID(unchecked: "a")])
            #expect(owed.map(\.offer) == [offer, offer])
            let first = try #require(owed.first)
            #expect(
                try await store.owedCards(after: first.number, since: day, limit: 9, home: Fixture.home)
                    == Array(owed.suffix(1)))
            let tomorrow = day.advanced(byDays: 1)
            #expect(
                try await store.owedCards(after: 0, since: tomorrow, limit: 9, home: Fixture.home).isEmpty)
            _ = try await grant(order(first.member.text, .stamp(first.entry)), store)
            _ = try await store.run("m", .reverse(second.id, nil), of: MemberID(unchecked: "a"))
            #expect(try await store.owedCards(after: 0, since: day, limit: 9, home: Fixture.home).isEmpty)
        }
    }

    @Test("A reward that is due is settled once", arguments: Engine.allCases)
    func settled(engine: Engine) async throws {
        try await engine.withStore { store in
            try await prepare(store)
            let day = Fixture.moment().date
            for friend in ["b", "c", "d"] {
                let draft = ReferralDraft(
                    friend: MemberID(unchecked: friend), referrer: MemberID(unchecked: "a"), today: day,
                    at: Fixture.now, rewardOffer: offer, friendOffer: nil)
                _ = try await store.add(draft, audit: Fixture.audit, home: Fixture.home, rule: { _ in nil })
            }
            _ = try await store.reviewReferrals(
                after: nil, limit: 2, at: Fixture.now, home: Fixture.home
            ) { _ in .due }
            let due = try await store.dueReferrals(after: nil, limit: 9, home: Fixture.home)
            #expect(due.map(\.friend.text) == ["b", "c"])
            let first = try #require(due.first).friend
            #expect(
                try await store.dueReferrals(after: first, limit: 9, home: Fixture.home)
                    == Array(due.suffix(1)))
            let later = Fixture.now.advanced(bySeconds: 60)
            for friend in ["b", "d"] {
                try await store.settleReferral(
                    of: MemberID(unchecked: friend), at: later, home: Fixture.home)
            }
            let states = try await store.referrals(
                of: MemberID(unchecked: "a"), limit: 9, home: Fixture.home)
            #expect(states.map(\.state) == [.rewarded, .due, .waiting])
            #expect(states.first?.stateAt == later)
        }
    }
}
