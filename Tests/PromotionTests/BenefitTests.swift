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

    @Test(
        "Nor does any sum that 64 bits hold, and it is rounded as a small one is",
        arguments: [
            (10_000, Int64.max, Int64.max), (5_000, Int64.max, 4_611_686_018_427_387_904),
            (1, Int64.max, 922_337_203_685_478), (9_999, Int64.max - 1, 9_222_449_699_651_090_328),
            (3_333, 9_223_372_036_854_770_000, 3_074_149_899_883_694_841),
        ] as [(Int, Int64, Int64)])
    func enormous(basisPoints: Int, purchase: Int64, expected: Int64) throws {
        let benefit = Benefit.percentOff(basisPoints: basisPoints, cap: nil)
        #expect(benefit.discount(on: try Sample.money(purchase)) == (try Sample.money(expected)))
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
