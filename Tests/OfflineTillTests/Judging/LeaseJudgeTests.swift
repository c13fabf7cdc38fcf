import OfflineTill
import Payload
import Promotion
import Support
import Testing
import Vocabulary

/// What is leased, and how often it is given.
@Suite struct LeaseJudgeTests {
    private let short = CouponCode(number: 1).text

    @Test("A leased coupon is given exactly once, short or signed", arguments: [true, false])
    func once(isShort: Bool) throws {
        var till = try TestTill()
        try till.take(Issuer.lease())
        let code = isShort ? short : try Issuer.code()
        let given = try #require(try till.scan(code).acceptance)
        #expect(given.ground == .lease(LeaseID(unchecked: "L1")))
        #expect(given.acceptance.discount == (try Sample.money(1_000)))
        let second = try till.scan(code, seconds: 60)
        let moment = LocalMoment(instant: Sample.noon, utcOffsetSeconds: Sample.zone)
        let earlier = Redemption.EarlierUse(at: moment, store: Sample.store)
        #expect(second.refusal == .rule(.alreadyRedeemed(earlier: [earlier])))
    }

    @Test("Uses are given to the last leased one, and a void gives one back") func uses() throws {
        var till = try TestTill()
        try till.take(Issuer.lease("L1", [(1, 3)]))
        for left in [2, 1, 0] as [UInt32] {
            #expect(try till.scan(short, key: "use-\(left)").acceptance?.acceptance.usesLeft == left)
        }
        #expect(try till.scan(short).refusal?.reason == "already_redeemed")
        try till.note(.voided(OfflineVoid(key: "V1", redemption: "use-1")))
        #expect(try till.scan(short).acceptance != nil)
        #expect(try till.scan(short).refusal?.reason == "already_redeemed")
    }

    @Test("A lease that is taken again and again gives nothing twice") func replayed() throws {
        var till = try TestTill()
        let lease = try Issuer.lease("L1", [(1, 2)])
        var given = 0
        for _ in 0..<6 {
            try till.take(lease)
            if try till.scan(short).acceptance != nil { given += 1 }
        }
        #expect(given == 2)
    }

    @Test("What was given by allowance before the server heard of it is gone from a lease that comes later")
    func leasedWhatWasGone() throws {
        var till = try TestTill(allowance: TestTill.allowance())
        #expect(try till.scan(Issuer.code(), key: "K1").acceptance?.ground == .allowance)
        try till.take(Issuer.lease())
        #expect(try till.scan(Issuer.code()).refusal?.reason == "already_redeemed")
        try till.note(.answered(key: "K1", .redeemed(RedemptionID(unchecked: "R1"))))
        #expect(try till.scan(Issuer.code()).refusal?.reason == "already_redeemed")
        // One that is given after the answer knows of it.
        var other = try TestTill(allowance: TestTill.allowance())
        let code = try Issuer.code(1, uses: 2)
        #expect(try other.scan(code, key: "K1").acceptance != nil)
        try other.note(.answered(key: "K1", .redeemed(RedemptionID(unchecked: "R1"))))
        try other.take(Issuer.lease())
        #expect(try other.scan(code).acceptance?.ground == .lease(LeaseID(unchecked: "L1")))
    }

    @Test("After a restart the journal knows what was used of each lease") func restart() throws {
        let disk = MemoryDisk()
        let lease = try Issuer.lease()
        let taken = JournalEvent.leaseTaken(
            LeaseID(unchecked: "L1"), digest: lease.digest, usableUntil: lease.unverifiedLease.usableUntil)
        _ = try Sample.journal(
            [taken, .accepted(Sample.use("K1", ground: .lease(LeaseID(unchecked: "L1"))))], on: disk)
        var till = try TestTill()
        _ = try JournalFile(disk, terminal: Sample.terminal, key: Sample.key()) { entry in
            till.facts.leases.note(entry)
            till.facts.uses.note(entry)
        }
        try till.take(lease)
        #expect(try till.scan(short).refusal?.reason == "already_redeemed")
    }

    @Test("Past its end a lease gives nothing, and says so") func ended() throws {
        var till = try TestTill()
        try till.take(Issuer.lease(hours: 2))
        #expect(try till.scan(short, seconds: 7_200).refusal?.reason == "lease_expired")
        #expect(try till.scan(Issuer.code(), seconds: 7_200).refusal?.reason == "lease_expired")
        #expect(try till.scan(short, seconds: 7_199).acceptance != nil)
        #expect(try till.scan(short, seconds: 7_200).refusal?.reason == "already_redeemed")
    }

    @Test("A lease is judged by the offer's own rules") func rules() throws {
        let elsewhere = Conditions(
            minimumSpend: try Sample.money(5_000), stores: .only([StoreID(unchecked: "SH02")]))
        var other = try TestTill(conditions: elsewhere)
        try other.take(Issuer.lease())
        #expect(try other.scan(short).refusal == .rule(.wrongStore(.only([StoreID(unchecked: "SH02")]))))
        var till = try TestTill(conditions: Conditions(minimumSpend: try Sample.money(5_000)))
        try till.take(Issuer.lease())
        #expect(try till.scan(short, amount: 4_999).refusal?.reason == "below_minimum_spend")
        #expect(try till.scan(short, amount: 5_000).acceptance != nil)
    }

    @Test("A use takes off no more than was held of the budget") func budget() throws {
        var till = try TestTill(budget: 0)
        try till.take(Issuer.lease(budget: Sample.money(999)))
        #expect(try till.scan(short).refusal?.reason == "budget_exhausted")
        var enough = try TestTill(budget: 0)
        try enough.take(Issuer.lease(budget: Sample.money(1_000)))
        #expect(try enough.scan(short).acceptance != nil)
    }

    @Test("A coupon that was revoked since is not given") func revoked() throws {
        var till = try TestTill(status: .list(FixedStatus(named: [1: .revoked])))
        try till.take(Issuer.lease())
        #expect(try till.scan(Issuer.code()).refusal == .rule(.revoked))
    }

    @Test("A member's own coupon is given to them alone") func holder() throws {
        let holder = LeasedHolder(id: MemberID(unchecked: "M1"), joinedOn: try TestTill.day("2026-01-01"))
        var till = try TestTill(conditions: Conditions(holder: .member))
        try till.take(Issuer.lease(holder: holder))
        #expect(try till.scan(short).refusal == .rule(.memberRequired))
        #expect(try till.scan(short, member: "M2").refusal == .rule(.wrongMember))
        // A card that only the server can read.
        let card = "https://qr.example.com/m/7QZD"
        #expect(try till.scan(short, member: card).refusal == .needsNetwork(.unknownMember))
        #expect(try till.scan(short, member: "M1").acceptance != nil)
    }

    @Test("Whatever is scanned in whatever order, no coupon is given more often than was leased")
    func property() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<20 {
            var till = try TestTill()
            var leased: [UInt64: Int] = [:]
            var given: [UInt64: Int] = [:]
            var leases: [SignedLease] = []
            for step in 0..<30 {
                let number = UInt64.random(in: 1...3, using: &random)
                switch Int.random(in: 0..<6, using: &random) {
                case 0:
                    let uses = UInt32.random(in: 1...3, using: &random)
                    leases.append(try Issuer.lease("L\(step)", [(number, uses)]))
                    try till.take(leases[leases.count - 1])
                    leased[number, default: 0] += Int(uses)
                case 1: if let old = leases.randomElement(using: &random) { try till.take(old) }
                default:
                    let code = CouponCode(number: number).text
                    if try till.scan(code).acceptance != nil { given[number, default: 0] += 1 }
                }
            }
            for (number, count) in given {
                #expect(count <= leased[number] ?? 0, "coupon \(number), seed \(random.seed)")
            }
        }
    }
}
