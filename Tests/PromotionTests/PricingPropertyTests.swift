import Promotion
import Support
import Testing
import Vocabulary

/// What holds of every purchase and every set of offers.
@Suite struct PricingPropertyTests {
    private static let articles = ["TEA-1", "TEA-2", "TEA", "CUP-1", "CUP-22", "茶-1"]
    private static let patterns = articles + ["TEA-*", "CUP*", "T*", "茶*", "NONE*"]

    @Test("The parts of every discount add up to it, and no line is taken below zero")
    func partsAddUp() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<3_000 {
            let basket = try Self.basket(using: &generator)
            let offers = try Self.offers(using: &generator)
            let reductions = Pricing.price(offers, on: basket)
            let areSound = reductions.allSatisfy { reduction in
                reduction.byLine.count == basket.lines.count && reduction.byLine.allSatisfy { $0 >= 0 }
                    && reduction.byLine.reduce(0, +) == reduction.discount.minorUnits
                    && reduction.discount.currency == basket.currency
            }
            let areCovered = basket.lines.enumerated().allSatisfy { index, line in
                let taken = reductions.map { $0.byLine[index] }.reduce(0, +)
                return taken <= line.quantity * line.unitPrice.minorUnits
            }
            #expect(
                reductions.count == offers.count && areSound && areCovered,
                "seed \(generator.seed), round \(round): \(offers) on \(basket) gave \(reductions)")
        }
    }

    @Test("A plain slow model in exact fractions finds the same parts, also of sums near 64 bits")
    func agreesWithModel() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<3_000 {
            let basket = try Self.basket(using: &generator)
            let offers = try Self.offers(using: &generator)
            let parts = Pricing.price(offers, on: basket).map(\.byLine)
            #expect(
                parts == PricingModel.price(offers, on: basket),
                "seed \(generator.seed), round \(round): \(offers) on \(basket)")
        }
    }

    @Test("Offers of different kinds take off the same in whatever order their codes are presented")
    func presentationDoesNotMatter() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<1_000 {
            let basket = try Self.basket(using: &generator)
            let kinds = try [(true, true), (true, false), (false, true), (false, false)].map {
                try Self.offer(isOnItems: $0, isPercent: $1, using: &generator)
            }
            let expected = Pricing.price(kinds, on: basket)
            let shuffled = kinds.indices.shuffled(using: &generator)
            let found = Pricing.price(shuffled.map { kinds[$0] }, on: basket)
            #expect(
                found == shuffled.map { expected[$0] },
                "seed \(generator.seed), round \(round): \(shuffled) of \(kinds) on \(basket)")
        }
    }

    @Test("One offer alone on the whole purchase takes off what its benefit says")
    func singleOfferIsItsBenefit() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<3_000 {
            let basket = try Self.basket(using: &generator)
            let isPercent = Bool.random(using: &generator)
            let offer = try Self.offer(isOnItems: false, isPercent: isPercent, using: &generator)
            guard offer.benefit.currency.map({ $0 == basket.currency }) ?? true else { continue }
            #expect(
                Pricing.price([offer], on: basket).map(\.discount)
                    == [try #require(offer.benefit.discount(on: basket.total))],
                "seed \(generator.seed), round \(round): \(offer) on \(basket)")
        }
    }

    @Test("Lines that cost the same share a discount alike, to one minor unit, the earlier ones first")
    func equalLinesShareAlike() throws {
        var generator = SplitMix64.forTests()
        for round in 0..<500 {
            let count = Int.random(in: 2...500, using: &generator)
            let price = try Sample.money(Int64.random(in: 1...100_000, using: &generator))
            let line = Basket.Line(article: nil, quantity: 1, unitPrice: price)
            let basket = try #require(Basket(lines: Array(repeating: line, count: count)))
            let sum = Int64.random(in: 0...basket.total.minorUnits, using: &generator)
            let offer = try Sample.offer(benefit: .amountOff(try Sample.money(sum)))
            let parts = try #require(Pricing.price([offer], on: basket).first).byLine
            let (share, rest) = sum.quotientAndRemainder(dividingBy: Int64(count))
            let expected = (0..<count).map { share + ($0 < Int(rest) ? 1 : 0) }
            #expect(parts == expected, "seed \(generator.seed), round \(round): \(sum) over \(count) lines")
        }
    }
}

extension PricingPropertyTests {
    /// One to eight lines of small, usual or enormous prices.
    private static func basket(using generator: inout SplitMix64) throws -> Basket {
        let largest: Int64 = [30, 10_000, Int64.max / 24].randomElement(using: &generator) ?? 30
        let lines = try (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            Basket.Line(
                article: (articles + [nil]).randomElement(using: &generator) ?? nil,
                quantity: Int64.random(in: 1...3, using: &generator),
                unitPrice: try Sample.money(Int64.random(in: 0...largest, using: &generator)))
        }
        return try #require(Basket(lines: lines))
    }

    /// One to ten offers of any kinds.
    private static func offers(using generator: inout SplitMix64) throws -> [Offer] {
        try (0..<Int.random(in: 1...10, using: &generator)).map { _ in
            let (isOnItems, isPercent) = (Bool.random(using: &generator), Bool.random(using: &generator))
            return try offer(isOnItems: isOnItems, isPercent: isPercent, using: &generator)
        }
    }

    private static func offer(
        isOnItems: Bool, isPercent: Bool, using generator: inout SplitMix64
    ) throws -> Offer {
        let largest: Int64 = [20, 5_000, Int64.max].randomElement(using: &generator) ?? 20
        let code = Int.random(in: 0..<20, using: &generator) == 0 ? "HKD" : "CNY"
        let money = try Sample.money(Int64.random(in: 1...largest, using: &generator), code)
        let basisPoints = [1, 1_500, 3_333, 9_999, 10_000].randomElement(using: &generator) ?? 1
        let cap = Bool.random(using: &generator) ? money : nil
        let count = Int.random(in: 1...3, using: &generator)
        let items = (0..<count).compactMap { _ in patterns.randomElement(using: &generator) }
        return try Sample.offer(
            benefit: isPercent ? .percentOff(basisPoints: basisPoints, cap: cap) : .amountOff(money),
            conditions: Conditions(items: isOnItems ? ItemScope(articles: items) : nil))
    }
}
