import Foundation
import Promotion
import Testing
import Vocabulary

@Suite struct OrderOfCalculationTests {
    @Test("Every example of the article on the order of calculation comes out as it is printed")
    func examples() throws {
        let examples = try Example.ofArticle()
        #expect(examples.count >= 10)
        for example in examples {
            let reductions = Pricing.price(example.offers, on: example.basket)
            #expect(reductions.map(\.discount.decimal) == example.discounts, "\(example.row)")
            let byLine = reductions.map { reduction in
                reduction.byLine.map { Money(minorUnits: $0, currency: example.basket.currency).decimal }
            }
            #expect(byLine == example.byLine, "\(example.row)")
            let left = example.basket.total.minorUnits - reductions.map(\.discount.minorUnits).reduce(0, +)
            #expect(Money(minorUnits: left, currency: example.basket.currency).decimal == example.left)
        }
    }

    @Test("Items come before the whole, percentages before sums, and equals as they were presented")
    func order() throws {
        let texts = ["1 off", "10 % off", "2 off", "3 off T*", "20 % off T*", "30 % off"]
        let offers = try texts.map(Example.offer)
        #expect(Pricing.order(of: offers) == [4, 3, 1, 5, 0, 2])
        #expect(Pricing.order(of: []) == [])
    }

    @Test("An offer in another currency, or on items that nobody bought, takes nothing off")
    func takesNothing() throws {
        let basket = try Example.basket("CUP-1 25.00")
        let foreign = try Sample.offer(benefit: .amountOff(try Sample.money(100, "HKD")))
        let capped = try Sample.offer(
            benefit: .percentOff(basisPoints: 1_500, cap: try Sample.money(100, "HKD")))
        let offers = [foreign, capped, try Example.offer("5.00 off TEA-*"), try Example.offer("5.00 off")]
        let discounts = Pricing.price(offers, on: basket).map(\.discount)
        #expect(discounts == (try [0, 0, 0, 500].map { try Sample.money($0) }))
    }

    @Test("A benefit that would raise the price is worth nothing")
    func neverRaises() throws {
        let negative = try Sample.offer(benefit: .amountOff(try Sample.money(-500)))
        let basket = try Example.basket("CUP-1 25.00")
        #expect(Pricing.price([negative], on: basket).map(\.byLine) == [[0]])
    }
}

/// A row of the article's table.
private struct Example {
    let row: String
    let basket: Basket
    let offers: [Offer]
    let discounts: [String]
    let byLine: [[String]]
    let left: String

    static func ofArticle() throws -> [Example] {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let article = try String(
            contentsOf: package.appending(path: "Sources/tessera/Tessera.docc/OrderOfCalculation.md"),
            encoding: .utf8)
        let rows = article.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        return try rows.map { try Example(row: String($0)) }
    }

    init(row: String) throws {
        let cells = row.components(separatedBy: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        try #require(cells.count == 7, "\(row)")
        self.row = row
        basket = try Self.basket(cells[1])
        offers = try cells[2].components(separatedBy: "; ").map(Self.offer)
        discounts = cells[3].components(separatedBy: "; ")
        byLine = cells[4].components(separatedBy: "; ").map { $0.components(separatedBy: " + ") }
        left = cells[5]
    }

    /// Such as `TEA-1 2 × 39.00, CUP-1 25.00`, or a sum.
    static func basket(_ text: String) throws -> Basket {
        let lines = try text.components(separatedBy: ", ").map { line in
            let words = line.components(separatedBy: " ")
            let quantity = words.count == 4 ? try #require(Int64(words[1])) : 1
            return Basket.Line(
                article: words.count > 1 ? words[0] : nil, quantity: quantity,
                unitPrice: try money(try #require(words.last)))
        }
        return try #require(Basket(lines: lines))
    }

    /// Such as `10.00 off TEA-*` or `20 % off, at most 30.00`.
    static func offer(_ text: String) throws -> Offer {
        let parts = text.components(separatedBy: ", at most ")
        let words = parts[0].components(separatedBy: " ")
        let isPercent = words[1] == "%"
        let cap = parts.count == 2 ? try money(parts[1]) : nil
        let benefit: Benefit =
            isPercent
            ? .percentOff(basisPoints: try #require(Int(words[0])) * 100, cap: cap)
            : .amountOff(try money(words[0]))
        let items = words.dropFirst(isPercent ? 3 : 2)
        return try Sample.offer(
            benefit: benefit, conditions: Conditions(items: ItemScope(articles: Array(items))))
    }

    private static func money(_ text: String) throws -> Money {
        try Money(parsing: text, currency: try Sample.money(0).currency)
    }
}
