import Promotion
import Testing
import Vocabulary

/// What is decided of several coupons in one request.
@Suite struct StackTests {
    private func offer(
        _ id: String, _ benefit: Benefit, limits: Limits = Limits(),
        combination: Offer.Combination = .withOthers
    ) throws -> Offer {
        Offer(
            id: try OfferID(parsing: id), title: LocalizedText(id), benefit: benefit, limits: limits,
            combination: combination)
    }

    private func refusals(_ decision: Redemption.Decision) -> [Refusal?] {
        if case .refused(let refusals) = decision { refusals } else { [] }
    }

    @Test("Sums off in two currencies are no discount of one purchase")
    func currencies() throws {
        let yuan = try Sample.facts(try offer("yuan", .amountOff(try Sample.money(1_000))))
        let dollar = try Sample.facts(try offer("dollar", .amountOff(try Sample.money(200, "USD"))))
        let china = try Sample.money(0).currency
        let unknown = try Sample.request(amount: nil)
        let decision = Redemption.decide([yuan, dollar], unknown)
        #expect(refusals(decision) == [nil, .wrongCurrency(expected: china)])
        let known = Redemption.decide([yuan, dollar], try Sample.request())
        #expect(refusals(known) == [nil, .wrongCurrency(expected: try Sample.money(0, "USD").currency)])
    }

    @Test("Coupons of one request share what is left of a limit, in the order in which they were presented")
    func sharedLimit() throws {
        var facts = try Sample.facts(
            try offer("few", .amountOff(try Sample.money(1_000)), limits: Limits(usesInCampaign: 3)))
        facts.usesInCampaign = 1
        let three = Redemption.decide([facts, facts, facts], try Sample.request())
        #expect(refusals(three) == [nil, nil, .budgetExhausted(limit: 3)])
        guard case .accepted(let two) = Redemption.decide([facts, facts], try Sample.request()) else {
            Issue.record("two of three are left")
            return
        }
        #expect(two.map(\.discount.minorUnits) == [1_000, 1_000])
    }

    @Test("What a budget still holds is given to the coupons in the order in which they were presented")
    func sharedBudget() throws {
        var facts = try Sample.facts(try offer("ten", .amountOff(try Sample.money(1_000))))
        let campaign = try CampaignID(parsing: "spring")
        facts.budget = Redemption.Budget(campaign: campaign, limit: try Sample.money(2_500), given: 500)
        let budget = Refusal.budgetSpent(
            budget: try Sample.money(2_500), left: try Sample.money(0), discount: try Sample.money(1_000))
        #expect(
            refusals(Redemption.decide([facts, facts, facts], try Sample.request())) == [nil, nil, budget])
        guard case .accepted = Redemption.decide([facts, facts], try Sample.request()) else {
            Issue.record("20.00 of 20.00 fit")
            return
        }
    }

    @Test("A coupon for which the others leave nothing is not used up, and they are not blamed")
    func nothingLeft() throws {
        let fifty = try Sample.facts(try offer("fifty", .amountOff(try Sample.money(5_000))))
        let half = try Sample.facts(try offer("half", .percentOff(basisPoints: 5_000, cap: nil)))
        let all = try Sample.facts(try offer("all", .percentOff(basisPoints: 10_000, cap: nil)))
        let request = try Sample.request(amount: 8_000)
        #expect(refusals(Redemption.decide([fifty, all], request)) == [.nothingLeft, nil])
        #expect(refusals(Redemption.decide([fifty, fifty, fifty], request)) == [nil, nil, .nothingLeft])
        // The last minor unit is something; of none there was nothing to take off for anybody.
        guard case .accepted = Redemption.decide([half, fifty], try Sample.request(amount: 2)),
            case .accepted = Redemption.decide([half, fifty], try Sample.request(amount: 0)),
            case .accepted = Redemption.decide([all], request)
        else {
            Issue.record("each takes off what it would alone")
            return
        }
        // Ten per cent of 0.04 are nothing alone, so that nobody has taken it away.
        let tenth = try Sample.facts(try offer("tenth", .percentOff(basisPoints: 1_000, cap: nil)))
        guard case .accepted = Redemption.decide([tenth, half], try Sample.request(amount: 4)) else {
            Issue.record("rounding is no other coupon")
            return
        }
    }

    @Test("A settlement for which the purchase became too small for all coupons says which is left over")
    func nothingLeftToSettle() throws {
        let fifty = try Sample.facts(try offer("fifty", .amountOff(try Sample.money(5_000))))
        let small = try Sample.request(amount: 4_000)
        #expect(refusals(Redemption.settle([fifty, fifty], small)) == [nil, .nothingLeft])
    }

    @Test("An offer that stands alone is told so, and the others are not blamed")
    func alone() throws {
        let shared = try Sample.facts(try offer("shared", .amountOff(try Sample.money(1_000))))
        let alone = try Sample.facts(
            try offer("alone", .amountOff(try Sample.money(1_000)), combination: .alone))
        #expect(
            refusals(Redemption.decide([shared, alone], try Sample.request())) == [nil, .cannotStack])
    }

    @Test("A settlement minds the purchase, and nothing that changed since the hold")
    func settlement() throws {
        var facts = try Sample.facts()
        facts.campaignState = .paused
        facts.coupon.state = .revoked
        facts.validity = try Sample.validity("2026-01-01", "2026-01-31")
        guard case .accepted = Redemption.settle([facts], try Sample.request()) else {
            Issue.record("it was held while it was good")
            return
        }
        let foreign = try Sample.request(currency: "USD")
        #expect(
            refusals(Redemption.settle([facts], foreign)) == [
                .wrongCurrency(expected: try Sample.money(0).currency)
            ])
    }
}
