import OfflineTill
import Payload
import Promotion
import Support
import Testing
import Vocabulary

@Suite struct OfflineAllowanceTests {
    private func allowance(_ terminal: UInt32 = 3, coupon: UInt32 = 1, amount: Int64 = 2_500) throws
        -> OfflineAllowance
    {
        OfflineAllowance(
            usesPerTerminal: terminal, usesPerCoupon: coupon, amount: try Sample.money(amount),
            maximumStatusAgeSeconds: 3_600)
    }

    private func shortfall(
        _ discount: Int64, uses: UInt32 = 0, ofCoupon: UInt32 = 0, given: [String: Int64] = [:]
    ) throws -> OfflineAllowance.Shortfall? {
        try allowance().shortfall(
            for: Sample.money(discount),
            after: AllowanceTally(uses: uses, usesOfCoupon: ofCoupon, given: given))
    }

    @Test("Each bound is given to its last unit and named when it is reached") func bounds() throws {
        #expect(try shortfall(1_000) == nil)
        #expect(try shortfall(1_000, uses: 2) == nil)
        #expect(try shortfall(1_000, uses: 3) == .terminal(limit: 3))
        #expect(try shortfall(1_000, uses: 1, ofCoupon: 1) == .coupon(limit: 1))
        #expect(try shortfall(2_500) == nil)
        #expect(try shortfall(1_000, uses: 1, given: ["CNY": 1_500]) == nil)
        let (limit, left) = (try Sample.money(2_500), try Sample.money(999))
        #expect(try shortfall(1_000, uses: 1, given: ["CNY": 1_501]) == .money(limit: limit, left: left))
    }

    @Test("Money in another currency is within no allowance") func currency() throws {
        let none = OfflineAllowance.Shortfall.money(limit: try Sample.money(2_500), left: try Sample.money(0))
        #expect(
            try allowance().shortfall(for: Sample.money(1, "USD"), after: AllowanceTally()) == none)
        #expect(try shortfall(1, uses: 1, given: ["USD": 1]) == none)
    }

    @Test("What the server has not answered counts, what was undone or leased does not") func reckoning()
        throws
    {
        let journal = try Sample.journal([])
        var uses = OfflineUses(store: Sample.store)
        func tally() -> AllowanceTally { uses.tally(of: CouponCode(number: 1), in: Sample.campaign) }
        func note(_ event: JournalEvent) throws {
            uses.note(try journal.append(event, at: Sample.reading(), utcOffsetSeconds: 0))
        }
        try note(.accepted(Sample.use("K1")))
        try note(.accepted(Sample.use("K2", code: CouponCode(number: 2).text, discount: 300)))
        try note(.accepted(Sample.use("K3", ground: .lease(LeaseID(unchecked: "L1")))))
        #expect(tally() == AllowanceTally(uses: 2, usesOfCoupon: 1, given: ["CNY": 1_300]))
        try note(.voided(OfflineVoid(key: "V1", redemption: "K1")))
        #expect(tally() == AllowanceTally(uses: 1, usesOfCoupon: 0, given: ["CNY": 300]))
        try note(.answered(key: "V1", .reversed(RedemptionID(unchecked: "R1"))))
        try note(.answered(key: "K2", .conflict(terminal: TerminalID(unchecked: "T2"), at: Sample.noon)))
        #expect(tally() == AllowanceTally())
        // It was given here all the same.
        #expect(uses.uses(of: CouponCode(number: 2)).map(\.use.wish.key) == ["K2"])
        #expect(uses.uses(of: CouponCode(number: 1)).map(\.use.wish.key) == ["K3"])
    }

    @Test("The reckoning of any journal is that of a plain count") func model() throws {
        var random = SplitMix64.forTests()
        let journal = try Sample.journal([])
        var uses = OfflineUses(store: Sample.store)
        var open: [(key: String, number: UInt64)] = []
        for step in 0..<300 {
            let number = UInt64.random(in: 1...5, using: &random)
            let event: JournalEvent
            switch Int.random(in: 0..<3, using: &random) {
            case 0 where !open.isEmpty:
                let place = Int.random(in: 0..<open.count, using: &random)
                event = .answered(key: open.remove(at: place).key, .neverSeen)
            case 1 where !open.isEmpty:
                let place = Int.random(in: 0..<open.count, using: &random)
                event = .voided(OfflineVoid(key: "V\(step)", redemption: open.remove(at: place).key))
            default:
                event = .accepted(try Sample.use("K\(step)", code: CouponCode(number: number).text))
                open.append(("K\(step)", number))
            }
            uses.note(try journal.append(event, at: Sample.reading(), utcOffsetSeconds: 0))
            let tally = uses.tally(of: CouponCode(number: number), in: Sample.campaign)
            #expect(tally.uses == UInt32(open.count), "seed \(random.seed)")
            #expect(tally.usesOfCoupon == UInt32(open.count { $0.number == number }), "seed \(random.seed)")
            #expect(tally.given["CNY"] ?? 0 == Int64(open.count) * 1_000, "seed \(random.seed)")
        }
    }
}
