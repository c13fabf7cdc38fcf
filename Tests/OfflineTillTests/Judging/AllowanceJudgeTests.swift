import OfflineTill
import Payload
import Promotion
import Support
import Testing
import Vocabulary

/// What is not leased, and how far a campaign lets a till err.
@Suite struct AllowanceJudgeTests {
    @Test("Without an allowance, which is the default, nothing but a lease gives anything") func none() throws
    {
        var till = try TestTill()
        #expect(try till.scan(Issuer.code()).refusal == .needsNetwork(.notLeased))
        #expect(try till.scan(CouponCode(number: 1).text).refusal == .needsNetwork(.unsignedCode))
    }

    @Test("Within it a signed coupon is given, with the age of the list for the cashier") func given() throws
    {
        var till = try TestTill(allowance: TestTill.allowance())
        let acceptance = try #require(try till.scan(Issuer.code(), seconds: 600).acceptance)
        #expect(acceptance.ground == .allowance)
        #expect(acceptance.statusAgeSeconds == 600)
        #expect(try till.scan(Issuer.code(), seconds: 660).refusal?.reason == "already_redeemed")
        // A short code proves nothing, whatever is allowed.
        #expect(try till.scan(CouponCode(number: 2).text).refusal == .needsNetwork(.unsignedCode))
    }

    @Test("It ends at its bounds, and begins again when the server has answered") func bounds() throws {
        var till = try TestTill(allowance: TestTill.allowance(3))
        for number in UInt64(1)...3 {
            #expect(try till.scan(Issuer.code(number), key: "K\(number)").acceptance != nil)
        }
        #expect(try till.scan(Issuer.code(4)).refusal == .allowanceExhausted(.terminal(limit: 3)))
        try till.note(.answered(key: "K2", .redeemed(RedemptionID(unchecked: "R1"))))
        #expect(try till.scan(Issuer.code(4), key: "K4").acceptance != nil)
        #expect(try till.scan(Issuer.code(5)).refusal?.reason == "allowance_exhausted")
    }

    @Test("Of one coupon no more is given than its own limit and the allowance say") func perCoupon() throws {
        var till = try TestTill(allowance: TestTill.allowance(10, coupon: 2))
        let code = try Issuer.code(1, uses: 5)
        #expect(try till.scan(code).acceptance?.acceptance.usesLeft == 4)
        #expect(try till.scan(code).acceptance != nil)
        #expect(try till.scan(code).refusal == .allowanceExhausted(.coupon(limit: 2)))
    }

    @Test("The status list is asked: used, revoked, kept elsewhere, unknown") func status() throws {
        let list = FixedStatus(named: [1: .used, 2: .revoked, 3: .held], count: 5)
        var till = try TestTill(allowance: TestTill.allowance(), status: .list(list))
        #expect(try till.scan(Issuer.code(1)).refusal == .rule(.alreadyRedeemed(earlier: [])))
        #expect(try till.scan(Issuer.code(2)).refusal == .rule(.revoked))
        #expect(try till.scan(Issuer.code(3)).refusal == .needsNetwork(.heldElsewhere))
        #expect(try till.scan(Issuer.code(4)).acceptance != nil)
        #expect(try till.scan(Issuer.code(5)).refusal == .needsNetwork(.noStatusList))
    }

    @Test("A list that is too old, past its end, tampered with or missing gives nothing") func lists() throws
    {
        let allowance = try TestTill.allowance()
        var till = try TestTill(allowance: allowance)
        #expect(try till.scan(Issuer.code(), seconds: 3_600).acceptance != nil)
        #expect(
            try till.scan(Issuer.code(2), seconds: 3_601).refusal
                == .statusListTooOld(ageSeconds: 3_601, limitSeconds: 3_600))
        let ended = FixedStatus(expiresAt: Sample.noon)
        till = try TestTill(allowance: allowance, status: .list(ended))
        #expect(try till.scan(Issuer.code()).refusal?.reason == "status_list_too_old")
        till = try TestTill(allowance: allowance, status: .tampered)
        #expect(try till.scan(Issuer.code()).refusal?.reason == "status_list_tampered")
        till = try TestTill(allowance: allowance, status: .missing)
        #expect(try till.scan(Issuer.code()).refusal == .needsNetwork(.noStatusList))
    }

    @Test("Limits and budget count what the server told and what was given since") func limits() throws {
        let limits = Limits(usesInCampaign: 100)
        var till = try TestTill(allowance: TestTill.allowance(), limits: limits)
        till.facts.terms.offers[Sample.offer]?.usesInCampaign = 98
        #expect(try till.scan(Issuer.code(1)).acceptance != nil)
        #expect(try till.scan(Issuer.code(2)).acceptance != nil)
        #expect(try till.scan(Issuer.code(3)).refusal == .rule(.budgetExhausted(limit: 100)))
        var budget = try TestTill(allowance: TestTill.allowance(), budget: 5_000)
        budget.facts.terms.campaigns[Sample.campaign]?.budget?.given = 3_500
        #expect(try budget.scan(Issuer.code(1)).acceptance != nil)
        #expect(try budget.scan(Issuer.code(2)).refusal?.reason == "budget_exhausted")
    }

    @Test("An offer for members needs the server") func members() throws {
        var till = try TestTill(
            allowance: TestTill.allowance(), conditions: Conditions(holder: .member))
        #expect(try till.scan(Issuer.code()).refusal == .rule(.memberRequired))
        #expect(try till.scan(Issuer.code(), member: "M1").refusal == .needsNetwork(.unknownMember))
    }

    @Test("What was fetched too long ago gives nothing that is not leased") func stale() throws {
        var till = try TestTill(allowance: TestTill.allowance())
        till.facts.terms.usableUntil = Sample.noon
        #expect(try till.scan(Issuer.code()).refusal == .needsNetwork(.staleTerms))
    }

    @Test("Whatever is scanned, the server is never owed more than the allowance") func property() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<10 {
            var till = try TestTill(allowance: TestTill.allowance(5, coupon: 2))
            var open: [String] = []
            for step in 0..<40 {
                if Int.random(in: 0..<8, using: &random) == 0, !open.isEmpty {
                    let place = Int.random(in: 0..<open.count, using: &random)
                    try till.note(.answered(key: open.remove(at: place), .refused(reason: "expired")))
                    continue
                }
                let number = UInt64.random(in: 1...4, using: &random)
                let verdict = try till.scan(Issuer.code(number, uses: 200), key: "K\(step)")
                if verdict.acceptance != nil { open.append("K\(step)") }
                let tally = till.facts.uses.tally(of: CouponCode(number: number), in: Sample.campaign)
                #expect(open.count <= 5, "seed \(random.seed)")
                #expect(tally.uses == UInt32(open.count), "seed \(random.seed)")
                #expect(tally.usesOfCoupon <= 2, "seed \(random.seed)")
            }
        }
    }
}
