import Foundation
import Promotion
import Testing
import Vocabulary

@Suite struct BasketTests {
    @Test("A basket is the sum of its lines, and a subtotal that of the items looked at")
    func sums() throws {
        let basket = try Self.basket()
        #expect(basket.total == (try Sample.money(12_800)))
        #expect(basket.subtotal(of: nil) == basket.total)
        #expect(basket.subtotal(of: ItemScope(articles: ["TEA-*"])) == (try Sample.money(7_800)))
        #expect(basket.subtotal(of: ItemScope(articles: ["CUP-1", "TEA-1"])) == (try Sample.money(10_300)))
        #expect(basket.subtotal(of: ItemScope(articles: ["CAN-*"])) == (try Sample.money(0)))
        #expect(basket.hasItem(in: ItemScope(articles: ["TEA-*"])))
        #expect(!basket.hasItem(in: ItemScope(articles: ["CAN-*"])))
    }

    @Test("A sum without items is one line that names no article, so that no list of items fits it")
    func amountOnly() throws {
        let basket = try #require(Basket(amount: try Sample.money(8_000)))
        #expect(basket.total == (try Sample.money(8_000)))
        #expect(!basket.namesArticles)
        #expect(basket.hasItem(in: nil))
        #expect(!basket.hasItem(in: ItemScope(articles: ["T*"])))
        #expect(try Self.basket().namesArticles)
        #expect(Basket(amount: try Sample.money(-1)) == nil)
    }

    @Test("What cannot be counted is no basket, in code and in JSON")
    func refusesNonsense() throws {
        let price = try Sample.money(100)
        let wrong: [[Basket.Line]] = [
            [], [.init(article: nil, quantity: 0, unitPrice: price)],
            [.init(article: nil, quantity: 1, unitPrice: try Sample.money(-1))],
            [
                .init(article: nil, quantity: 1, unitPrice: price),
                .init(article: nil, quantity: 1, unitPrice: try Sample.money(100, "HKD")),
            ],
            [.init(article: nil, quantity: 2, unitPrice: try Sample.money(Int64.max))],
            Array(
                repeating: .init(article: nil, quantity: 1, unitPrice: try Sample.money(Int64.max)), count: 2),
        ]
        for lines in wrong {
            #expect(Basket(lines: lines) == nil, "\(lines)")
        }
        let money = #"{"amount":"1.00","currency":"CNY"}"#
        let json = Data(#"{"lines":[{"quantity":0,"unitPrice":\#(money)}]}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Basket.self, from: json) }
    }

    @Test("A basket comes back from JSON as it was")
    func roundTrip() throws {
        let basket = try Self.basket()
        let decoded = try JSONDecoder().decode(Basket.self, from: try JSONEncoder().encode(basket))
        #expect(decoded == basket)
    }

    /// Two of a tea, a cup, and a bag without a number.
    private static func basket() throws -> Basket {
        try #require(
            Basket(lines: [
                .init(article: "TEA-1", quantity: 2, unitPrice: try Sample.money(3_900)),
                .init(article: "CUP-1", quantity: 1, unitPrice: try Sample.money(2_500)),
                .init(article: nil, quantity: 1, unitPrice: try Sample.money(2_500)),
            ]))
    }
}

@Suite struct ItemScopeTests {
    @Test(
        "An article fits letter by letter, or by its beginning where a star ends the pattern",
        arguments: [
            (["TEA-1"], "TEA-1", true), (["TEA-1"], "TEA-10", false), (["TEA-1"], "tea-1", false),
            (["TEA-*"], "TEA-1", true), (["TEA-*"], "TEA-", true), (["TEA-*"], "TEA", false),
            (["TEA-*"], "CUP-1", false), (["TEA-*", "C*"], "CUP-1", true), (["*"], "CUP-1", true),
            (["茶*"], "茶-1", true), (["茶*"], "茗-1", false), (["A-LONG-NUMBER*"], "A", false),
        ])
    func fits(articles: [String], article: String, isIncluded: Bool) throws {
        #expect(try #require(ItemScope(articles: articles)).includes(article) == isIncluded)
    }

    @Test("Two lists of the same articles are equal and are written alike, in whatever order they came")
    func isSorted() throws {
        let one = try #require(ItemScope(articles: ["B*", "A"]))
        let other = try #require(ItemScope(articles: ["A", "B*", "A"]))
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        let json = String(decoding: try JSONEncoder().encode(other), as: UTF8.self)
        #expect(json == #"{"articles":["A","B*"]}"#)
        let unsorted = Data(#"{"articles":["B*","A"]}"#.utf8)
        #expect(try JSONDecoder().decode(ItemScope.self, from: unsorted) == one)
    }

    @Test("An empty list fits nothing, so it is none")
    func refusesEmpty() {
        #expect(ItemScope(articles: []) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ItemScope.self, from: Data(#"{"articles":[]}"#.utf8))
        }
    }
}
