import OfflineTill
import Payload
import Promotion
import Support
import Testing
import Vocabulary

/// The sheet of a lease: what the judge would say, for whoever cannot ask it.
@Suite struct LeaseSheetTests {
    private static let code = CouponCode(number: 1).text
    private static let joined = "2027-02-01"

    /// Three days from noon on, in Shanghai.
    private static func days() -> [LeaseSheet.Day] {
        let midnight: Int64 = 43_200
        return (0..<3).map { day in
            let from = day == 0 ? 0 : midnight + Int64(day - 1) * 86_400
            return LeaseSheet.Day(
                from: LocalMoment(
                    instant: Sample.noon.advanced(bySeconds: from), utcOffsetSeconds: Sample.zone),
                until: Sample.noon.advanced(bySeconds: midnight + Int64(day) * 86_400))
        }
    }

    private static func sheet(_ till: TestTill, _ lease: SignedLease) throws -> LeaseSheet {
        LeaseSheet(
            of: lease.unverifiedLease, terms: till.facts.terms, days: days(),
            currency: try Sample.money(0).currency)
    }

    @Test("The sheet says on every day and of every purchase what the judge says") func agrees() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<300 {
            var till = try Self.till(using: &generator)
            let holder =
                Bool.random(using: &generator)
                ? LeasedHolder(id: MemberID(unchecked: "M1"), joinedOn: try TestTill.day(Self.joined)) : nil
            let lastDay = Bool.random(using: &generator) ? try TestTill.day("2027-03-11") : nil
            let lease = try Issuer.lease(hours: 60, holder: holder, lastDay: lastDay)
            try till.take(lease)
            let sheet = try Self.sheet(till, lease)
            for (place, day) in sheet.days.enumerated() {
                let decision = sheet.cases[sheet.places[0]].decisions[place]
                for _ in 0..<10 {
                    let amount =
                        Bool.random(using: &generator)
                        ? nil : Int64.random(in: 0...40_000, using: &generator)
                    let seconds = Int64.random(in: 0..<43_200, using: &generator)
                    let wish = try Sample.wish(code: Self.code, amount: amount, member: holder?.id.text)
                    let now = OfflineMoment(
                        .believed(day.from.instant.advanced(bySeconds: seconds)),
                        utcOffsetSeconds: Sample.zone)
                    let verdict = OfflineJudge.judge(wish, till.facts, at: now)
                    #expect(
                        Self.agree(decision, verdict, amount),
                        "seed \(generator.seed), round \(round), day \(place), \(String(describing: amount)): \(decision) and \(verdict)"
                    )
                }
            }
        }
    }

    /// Whether who looks the decision up says what the judge says.
    private static func agree(
        _ decision: LeaseSheet.Decision, _ verdict: OfflineVerdict, _ amount: Int64?
    ) -> Bool {
        switch decision {
        case .refused(let refusal): return verdict.refusal?.reason == refusal.reason
        // Nobody is asked for the purchase then.
        case .fixed(let money):
            return amount != nil || verdict.acceptance?.acceptance.discount == money
        case .byPurchase(let table, let asking):
            guard let amount else { return verdict.refusal == .rule(asking) }
            guard amount >= table.from else { return verdict.refusal?.reason == "below_minimum_spend" }
            let (rounds, rest) = (amount - table.from).quotientAndRemainder(dividingBy: table.period)
            let off =
                table.discount + rounds * table.growth
                + Int64(table.rises.filter { $0 <= rest }.count)
            return verdict.acceptance?.acceptance.discount.minorUnits == min(off, table.most ?? off)
        }
    }

    private static func till(using generator: inout SplitMix64) throws -> TestTill {
        var till = try TestTill()
        let sum = try Sample.money(Int64.random(in: 1...9_000, using: &generator))
        let benefits: [Benefit] = [
            .amountOff(sum),
            .percentOff(basisPoints: Int.random(in: 1...10_000, using: &generator), cap: nil),
            .percentOff(basisPoints: 1_500, cap: sum),
        ]
        let conditions = Conditions(
            weekdays: Bool.random(using: &generator) ? Weekday.allCases : [.thursday, .sunday],
            minimumSpend: Bool.random(using: &generator) ? try Sample.money(5_000) : nil,
            stores: Bool.random(using: &generator) ? .every : .only([Sample.store]),
            daysFromJoining: Bool.random(using: &generator) ? 38 : nil)
        let offer = Offer(
            id: Sample.offer, title: LocalizedText("Random"),
            benefit: benefits[Int.random(in: 0..<3, using: &generator)], conditions: conditions)
        till.facts.terms.offers[Sample.offer] = OfferTerms(campaign: Sample.campaign, offer: offer)
        if Int.random(in: 0..<5, using: &generator) == 0 {
            till.facts.terms.campaigns[Sample.campaign]?.state = .paused
        }
        return till
    }

    @Test("Coupons to which the same is said share a case") func shared() throws {
        let till = try TestTill()
        let lease = try Issuer.lease("L1", (1...500).map { ($0, 1) })
        let sheet = try Self.sheet(till, lease)
        #expect(sheet.cases.count == 1 && sheet.places == [Int](repeating: 0, count: 500))
        #expect(
            sheet.cases[0].campaign == Sample.campaign && sheet.cases[0].title == LocalizedText("Thank you"))
    }

    @Test("An offer that the terms do not know, and one in another currency, are refused on every day")
    func refused() throws {
        var till = try TestTill()
        till.facts.terms.offers = [:]
        let unknown = try Self.sheet(till, Issuer.lease())
        #expect(
            unknown.cases[0].decisions == .init(repeating: .refused(.needsNetwork(.unknownOffer)), count: 3))
        let euro = try Sample.money(5_000, "EUR")
        let other = try TestTill(conditions: Conditions(minimumSpend: euro))
        let foreign = try Self.sheet(other, Issuer.lease())
        let refusal = OfflineRefusal.rule(.wrongCurrency(expected: euro.currency))
        #expect(foreign.cases[0].decisions == .init(repeating: .refused(refusal), count: 3))
    }
}
