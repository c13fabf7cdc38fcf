import Promotion
import Support
import Testing
import Vocabulary

@Suite struct BenefitTests {
    @Test(
        "A percentage rounds half up to the minor unit and stops at its cap",
        arguments: [
            (1_500, nil, 8_000, 1_200), (1_500, nil, 33, 5), (1_500, nil, 30, 5), (1_500, nil, 29, 4),
            (1, nil, 4_999, 0), (1, nil, 5_000, 1), (10_000, nil, 1, 1), (1_500, nil, 0, 0),
            (1_500, 5_000, 33_333, 5_000), (1_500, 5_000, 33_330, 5_000), (1_500, 5_000, 33_326, 4_999),
        ] as [(Int, Int64?, Int64, Int64)])
    func percent(basisPoints: Int, cap: Int64?, purchase: Int64, expected: Int64) throws {
        let benefit = Benefit.percentOff(
            basisPoints: basisPoints, cap: try cap.map { try Sample.money($0) })
        #expect(benefit.discount(on: try Sample.money(purchase)) == (try Sample.money(expected)))
    }

    @Test(
        "A fixed sum is never more than the purchase",
        arguments: [(999, 999), (1_000, 1_000), (1_001, 1_000)])
    func amount(purchase: Int64, expected: Int64) throws {
        let benefit = Benefit.amountOff(try Sample.money(1_000))
        #expect(benefit.discount(on: try Sample.money(purchase)) == (try Sample.money(expected)))
    }

    @Test("The largest purchase and the largest percentage do not overflow")
    func largest() throws {
        let largest = try Sample.money(Money.maximumMinorUnits)
        let benefit = Benefit.percentOff(basisPoints: Benefit.maximumBasisPoints, cap: nil)
        #expect(benefit.discount(on: largest) == largest)
    }

    @Test("Any percentage is within half a minor unit of the exact share, and never above the purchase")
    func isNearest() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<10_000 {
            let points = Int.random(in: 1...Benefit.maximumBasisPoints, using: &generator)
            let purchase = Int64.random(in: 0...Money.maximumMinorUnits, using: &generator)
            let benefit = Benefit.percentOff(basisPoints: points, cap: nil)
            let discount = try #require(benefit.discount(on: try Sample.money(purchase))).minorUnits
            let excess = discount * 10_000 - purchase * Int64(points)
            #expect(
                (-4_999...5_000).contains(excess) && discount <= purchase,
                "seed \(generator.seed): \(points) points of \(purchase) gave \(discount)")
        }
    }
}
