import Promotion
import Testing
import Vocabulary

@Suite struct RefusalOrderTests {
    /// One wrong thing after the other is put right; the reason told is always that of the first one left.
    private static let repairs: [(reason: String, repair: @Sendable (inout Case) throws -> Void)] = [
        ("revoked", { $0.facts.coupon.state = .issued }),
        ("expired", { $0.facts.validity = try Sample.validity("2027-03-01", "2027-03-31") }),
        ("already_redeemed", { $0.facts.coupon.usesTaken = 0 }),
        ("campaign_paused", { $0.facts.campaignState = .active }),
        ("budget_exhausted", { $0.facts.usesInCampaign = 9 }),
        ("wrong_store", { $0.store = "BJ01" }),
        ("not_applicable", { $0.day = "2027-03-11" }),
        ("wrong_member", { $0.member = nil }),
        (
            "member_required",
            {
                $0.member = "M1"
                $0.facts.member = Redemption.Member(
                    id: try MemberID(parsing: "M1"), joinedOn: try Sample.date("2027-03-01"), usesOfOffer: 1)
            }
        ),
        ("member_limit", { $0.facts.member?.usesOfOffer = 0 }),
        ("not_applicable", { $0.currency = "CNY" }),
        ("below_minimum_spend", { $0.amount = 5_000 }),
        ("cannot_stack", { $0.facts.purchase = .none }),
    ]

    private struct Case {
        var facts: Redemption.Facts
        var store = "SH01"
        var day = "2027-03-10"
        var member: String? = "M2"
        var amount: Int64 = 4_000
        var currency = "AUD"

        var outcome: Redemption.Outcome {
            get throws {
                Redemption.decide(
                    facts,
                    try Sample.request(
                        on: day, store: store, amount: amount, currency: currency, member: member))
            }
        }
    }

    @Test("What nobody can change is told first, then what another day, store, member or purchase would")
    func order() throws {
        var current = Case(facts: try everythingWrong())
        for (reason, repair) in Self.repairs {
            #expect(try current.outcome.refusal?.reason.rawValue == reason)
            try repair(&current)
        }
        let discount = try Sample.money(1_000)
        #expect(try current.outcome == .accepted(.init(use: 1, usesLeft: 0, discount: discount)))
    }

    @Test("A coupon that is too early is told so before anything but a revocation")
    func tooEarly() throws {
        var current = Case(facts: try everythingWrong())
        current.facts.validity = try Sample.validity("2027-06-01", "2027-06-30")
        #expect(try current.outcome == .refused(.revoked))
        current.facts.coupon.state = .issued
        #expect(try current.outcome == .refused(.notYetValid(firstDay: try Sample.date("2027-06-01"))))
    }

    private func everythingWrong() throws -> Redemption.Facts {
        let conditions = Conditions(
            weekdays: [.thursday], minimumSpend: try Sample.money(5_000),
            stores: .only([try StoreID(parsing: "BJ01")]), holder: .member)
        let offer = try Sample.offer(
            conditions: conditions, limits: Limits(usesPerMember: 1, usesInCampaign: 10), combination: .alone)
        var facts = try Sample.facts(offer)
        facts.validity = try Sample.validity("2027-01-01", "2027-01-31")
        facts.coupon = Redemption.Coupon(
            state: .revoked, usesTaken: 1, holder: try MemberID(parsing: "M1"))
        facts.campaignState = .paused
        facts.usesInCampaign = 10
        facts.purchase = .exclusive
        return facts
    }
}
