import Promotion
import Support
import Testing
import Vocabulary

@Suite struct ReversalTests {
    @Test(
        "Any split of a return into parts takes back exactly the discount, and only the last gives the use back"
    )
    func partsAddUp() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<2_000 {
            let scales: [Int64] = [100, 10_000, Money.maximumMinorUnits]
            let scale = scales.randomElement(using: &generator) ?? 100
            let purchase = Int64.random(in: 1...scale, using: &generator)
            let discount = Int64.random(in: 0...purchase, using: &generator)
            var (returned, reversed): (Int64, Int64) = (0, 0)
            let seed: Comment = "seed \(generator.seed): purchase \(purchase), discount \(discount)"
            while returned < purchase {
                let part = Int64.random(in: 1...(purchase - returned), using: &generator)
                let facts = try facts(purchase, discount, returned: returned, reversed: reversed)
                let outcome = Reversal.decide(facts, try request(.return, part))
                guard case .accepted(let acceptance) = outcome else {
                    Issue.record("refused: \(outcome), \(seed)")
                    break
                }
                returned += part
                reversed += acceptance.discount.minorUnits
                #expect(acceptance.returned.minorUnits == part, seed)
                #expect(acceptance.discount.minorUnits >= 0, seed)
                #expect(acceptance.isUseRestored == (returned == purchase), seed)
            }
            #expect(reversed == discount, seed)
        }
    }

    @Test("A return without an amount takes back all that is left")
    func takesBackTheRest() throws {
        let facts = try facts(8_000, 1_000, returned: 3_000, reversed: 375)
        let expected = Reversal.Acceptance(
            returned: try Sample.money(5_000), discount: try Sample.money(625), isUseRestored: true)
        #expect(Reversal.decide(facts, try request(.return, nil)) == .accepted(expected))
    }

    @Test(
        "More than is left, nothing, and less than nothing are refused", arguments: [5_001, 0, -1] as [Int64])
    func refusesTooMuch(amount: Int64) throws {
        let facts = try facts(8_000, 1_000, returned: 3_000, reversed: 375)
        let left = try Sample.money(5_000)
        #expect(
            Reversal.decide(facts, try request(.return, amount)) == .refused(.exceedsPurchase(left: left)))
    }

    @Test("A void is whole and of the same day")
    func voids() throws {
        let facts = try facts(8_000, 1_000)
        let sameDay = try request(.void, nil, on: "2027-03-10")
        let whole = Reversal.Acceptance(
            returned: try Sample.money(8_000), discount: try Sample.money(1_000), isUseRestored: true)
        #expect(Reversal.decide(facts, sameDay) == .accepted(whole))
        #expect(
            Reversal.decide(facts, try request(.void, 100, on: "2027-03-10")) == .refused(.partialVoid))
        let day = try Sample.date("2027-03-10")
        #expect(
            Reversal.decide(facts, try request(.void, nil, on: "2027-03-11"))
                == .refused(.voidTooLate(redeemedOn: day)))
    }

    @Test("What was undone whole cannot be undone again")
    func refusesTwice() throws {
        let facts = try facts(8_000, 1_000, returned: 8_000, reversed: 1_000, isWhollyReversed: true)
        for request in [try request(.void, nil, on: "2027-03-10"), try request(.return, 1)] {
            #expect(Reversal.decide(facts, request) == .refused(.alreadyReversed))
        }
    }

    @Test("A redemption without a purchase is undone whole or not at all")
    func purchaseUnknown() throws {
        let facts = try facts(nil, 1_000)
        let whole = Reversal.Acceptance(
            returned: try Sample.money(0), discount: try Sample.money(1_000), isUseRestored: true)
        #expect(Reversal.decide(facts, try request(.return, nil)) == .accepted(whole))
        #expect(Reversal.decide(facts, try request(.return, 100)) == .refused(.purchaseUnknown))
    }

    @Test("An amount in another currency is refused")
    func wrongCurrency() throws {
        let request = Reversal.Request(
            kind: .return, amount: try Sample.money(100, "AUD"), moment: try Sample.moment("2027-03-12"))
        let yuan = try Sample.money(0).currency
        #expect(Reversal.decide(try facts(8_000, 1_000), request) == .refused(.wrongCurrency(expected: yuan)))
    }

    private func facts(
        _ purchase: Int64?, _ discount: Int64, returned: Int64 = 0, reversed: Int64 = 0,
        isWhollyReversed: Bool = false
    ) throws -> Reversal.Facts {
        Reversal.Facts(
            purchase: try purchase.map { try Sample.money($0) }, discount: try Sample.money(discount),
            redeemedOn: try Sample.date("2027-03-10"), returned: try Sample.money(returned),
            discountReversed: try Sample.money(reversed), isWhollyReversed: isWhollyReversed)
    }

    private func request(
        _ kind: Reversal.Kind, _ amount: Int64?, on day: String = "2027-03-12"
    ) throws -> Reversal.Request {
        Reversal.Request(
            kind: kind, amount: try amount.map { try Sample.money($0) }, moment: try Sample.moment(day))
    }
}
