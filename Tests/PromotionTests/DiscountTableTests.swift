import Promotion
import Support
import Testing
import Vocabulary

/// The table by which a till that computes nothing finds a discount.
@Suite struct DiscountTableTests {
    /// What whoever has the table looks up.
    static func lookUp(_ table: DiscountTable, _ purchase: Int64) -> Int64 {
        let (rounds, rest) = (purchase - table.from).quotientAndRemainder(dividingBy: table.period)
        let off = table.discount + rounds * table.growth + Int64(table.rises.filter { $0 <= rest }.count)
        return min(off, table.most ?? off)
    }

    private static func yuan(_ minorUnits: Int64) throws -> Money {
        Money(minorUnits: minorUnits, currency: try #require(Currency(parsing: "CNY")))
    }

    @Test("The table says of every purchase what the benefit says") func agrees() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<400 {
            let benefit = try Self.benefit(using: &generator)
            let least = Int64.random(in: 0...20_000, using: &generator)
            let table = DiscountTable(of: benefit, from: try Self.yuan(least))
            for _ in 0..<50 {
                let bound = Bool.random(using: &generator) ? least + 30_000 : Money.maximumMinorUnits
                let purchase = Int64.random(in: least...bound, using: &generator)
                let found = Self.lookUp(table, purchase)
                let expected = benefit.discount(on: try Self.yuan(purchase))?.minorUnits
                #expect(
                    found == expected,
                    "seed \(generator.seed), round \(round): \(benefit) of \(purchase) from \(least)")
            }
        }
    }

    @Test("Fifteen percent is a table of twenty fen") func fifteen() throws {
        let benefit = Benefit.percentOff(basisPoints: 1_500, cap: try Self.yuan(3_000))
        let table = DiscountTable(of: benefit, from: try Self.yuan(5_000))
        #expect(table.from == 5_000 && table.discount == 750 && table.most == 3_000)
        #expect(table.period == 20 && table.growth == 3 && table.rises == [4, 10, 17])
    }

    private static func benefit(using generator: inout SplitMix64) throws -> Benefit {
        let sum = try yuan(Int64.random(in: 1...20_000, using: &generator))
        if Int.random(in: 0..<4, using: &generator) == 0 { return .amountOff(sum) }
        let points = Int.random(in: 1...Benefit.maximumBasisPoints, using: &generator)
        return .percentOff(basisPoints: points, cap: Bool.random(using: &generator) ? sum : nil)
    }
}
