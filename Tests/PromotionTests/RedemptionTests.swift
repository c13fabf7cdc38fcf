import Promotion
import Testing
import Vocabulary

@Suite struct RedemptionTests {
    @Test("A good coupon gives its benefit and says how many uses are left")
    func accepts() throws {
        var facts = try Sample.facts()
        facts.coupon.usesAllowed = 3
        facts.coupon.usesTaken = 1
        let accepted = Redemption.Acceptance(use: 2, usesLeft: 1, discount: try Sample.money(1_000))
        #expect(Redemption.decide(facts, try Sample.request()) == .accepted(accepted))
    }

    @Test(
        "The first and the last day count whole, and the days beside them do not",
        arguments: [
            ("2027-02-28", "not_yet_valid"), ("2027-03-01", nil), ("2027-03-31", nil),
            ("2027-04-01", "expired"),
        ] as [(String, String?)])
    func windowIncludesBothDays(day: String, reason: String?) throws {
        let outcome = Redemption.decide(try Sample.facts(), try Sample.request(on: day))
        #expect(outcome.refusal?.reason.rawValue == reason)
    }

    @Test("The earliest of the campaign's, the coupon's and the member's last days counts")
    func earliestLastDayCounts() throws {
        let conditions = Conditions(holder: .member, daysFromJoining: 30)
        var facts = try Sample.facts(try Sample.offer(conditions: conditions))
        let member = try MemberID(parsing: "M1")
        facts.member = Redemption.Member(id: member, joinedOn: try Sample.date("2027-02-13"))
        let lastDay = try Sample.request(on: "2027-03-15", member: "M1")
        let dayAfter = try Sample.request(on: "2027-03-16", member: "M1")
        #expect(Redemption.decide(facts, lastDay).refusal == nil)
        #expect(
            Redemption.decide(facts, dayAfter) == .refused(.expired(lastDay: try Sample.date("2027-03-15"))))
        facts.coupon.lastDay = try Sample.date("2027-03-14")
        #expect(
            Redemption.decide(facts, lastDay) == .refused(.expired(lastDay: try Sample.date("2027-03-14"))))
    }

    @Test("A used coupon says when and where its uses went")
    func tellsEarlierUses() throws {
        let earlier = Redemption.EarlierUse(
            at: try Sample.moment("2027-03-05"), store: try StoreID(parsing: "BJ01"))
        var facts = try Sample.facts()
        facts.coupon.usesTaken = 1
        facts.coupon.earlierUses = [earlier]
        #expect(
            Redemption.decide(facts, try Sample.request()) == .refused(.alreadyRedeemed(earlier: [earlier])))
    }

    @Test("A limit of n lets the n-th use pass and refuses the next")
    func countsToTheLimit() throws {
        let limits = Limits(usesPerMember: 2, usesInCampaign: 2_000)
        let offer = try Sample.offer(conditions: Conditions(holder: .member), limits: limits)
        var facts = try Sample.facts(offer)
        let request = try Sample.request(member: "M1")
        facts.member = Redemption.Member(
            id: try MemberID(parsing: "M1"), joinedOn: try Sample.date("2027-03-01"), usesOfOffer: 1)
        facts.usesInCampaign = 1_999
        #expect(Redemption.decide(facts, request).refusal == nil)
        facts.member?.usesOfOffer = 2
        #expect(Redemption.decide(facts, request) == .refused(.memberLimit(limit: 2)))
        facts.usesInCampaign = 2_000
        #expect(Redemption.decide(facts, request) == .refused(.budgetExhausted(limit: 2_000)))
    }

    @Test(
        "The minimum spend is the purchase before the discount, and must be named",
        arguments: [(4_999, false), (5_000, true), (nil, false)] as [(Int64?, Bool)])
    func asksForMinimumSpend(amount: Int64?, isAccepted: Bool) throws {
        let minimum = try Sample.money(5_000)
        let facts = try Sample.facts(try Sample.offer(conditions: Conditions(minimumSpend: minimum)))
        let outcome = Redemption.decide(facts, try Sample.request(amount: amount))
        let given = try amount.map { try Sample.money($0) }
        #expect(
            outcome.refusal == (isAccepted ? nil : .belowMinimumSpend(minimum: minimum, given: given)))
    }

    @Test(
        "Offers that stand alone keep others off and stay off themselves",
        arguments: [
            (Offer.Combination.withOthers, Redemption.Purchase.none, false), (.withOthers, .shared, false),
            (.withOthers, .exclusive, true), (.alone, .none, false), (.alone, .shared, true),
            (.alone, .exclusive, true),
        ])
    func combines(combination: Offer.Combination, purchase: Redemption.Purchase, isRefused: Bool) throws {
        var facts = try Sample.facts(try Sample.offer(combination: combination))
        facts.purchase = purchase
        #expect(Redemption.decide(facts, try Sample.request()).refusal == (isRefused ? .cannotStack : nil))
    }

    @Test("A coupon issued to a member needs that member, also when the offer is for bearers")
    func holderIsAsked() throws {
        var facts = try Sample.facts()
        facts.coupon.holder = try MemberID(parsing: "M1")
        #expect(Redemption.decide(facts, try Sample.request()) == .refused(.memberRequired))
        #expect(Redemption.decide(facts, try Sample.request(member: "M2")) == .refused(.wrongMember))
        // The program has no member of this id: a made-up card is no card.
        #expect(Redemption.decide(facts, try Sample.request(member: "M1")) == .refused(.memberRequired))
        facts.member = Redemption.Member(
            id: try MemberID(parsing: "M1"), joinedOn: try Sample.date("2027-03-01"))
        #expect(Redemption.decide(facts, try Sample.request(member: "M1")).refusal == nil)
    }

    @Test("A percentage needs the amount, a fixed sum does not")
    func percentNeedsAmount() throws {
        let percent = try Sample.facts(try Sample.offer(benefit: .percentOff(basisPoints: 1_500, cap: nil)))
        #expect(
            Redemption.decide(percent, try Sample.request(amount: nil)) == .refused(.amountRequired))
        #expect(Redemption.decide(try Sample.facts(), try Sample.request(amount: nil)).refusal == nil)
    }
}

extension Redemption.Outcome {
    var refusal: Refusal? {
        guard case .refused(let refusal) = self else { return nil }
        return refusal
    }
}
