import Foundation
import Support
import Testing
import Vocabulary

@Suite struct MoneyTests {
    @Test(
        "A decimal text becomes minor units, and they become the text in full",
        arguments: [
            ("12.80", "CNY", 1_280, "12.80"), ("12.8", "CNY", 1_280, "12.80"), ("12", "CNY", 1_200, "12.00"),
            ("0", "CNY", 0, "0.00"), ("0.01", "CNY", 1, "0.01"), ("007", "CNY", 700, "7.00"),
            ("500", "JPY", 500, "500"), ("1.234", "KWD", 1_234, "1.234"), ("0.5", "BHD", 500, "0.500"),
            ("100000000000.00", "CNY", Money.maximumMinorUnits, "100000000000.00"),
        ] as [(String, String, Int64, String)])
    func parses(text: String, code: String, minorUnits: Int64, decimal: String) throws {
        let currency = try #require(Currency(parsing: code))
        let money = try Money(parsing: text, currency: currency)
        #expect(money.minorUnits == minorUnits)
        #expect(money.decimal == decimal)
        #expect(money.description == "\(decimal) \(code)")
    }

    @Test(
        "What is no amount is refused with the reason",
        arguments: [
            ("", "CNY", .malformed("")), (".5", "CNY", .malformed(".5")), ("5.", "CNY", .malformed("5.")),
            ("1.2.3", "CNY", .malformed("1.2.3")), ("1,280", "CNY", .malformed("1,280")),
            ("+1", "CNY", .malformed("+1")), (" 1", "CNY", .malformed(" 1")),
            ("1e3", "CNY", .malformed("1e3")),
            ("１２", "CNY", .malformed("１２")), ("-1", "CNY", .negative("-1")),
            ("12.801", "CNY", .tooPrecise(digits: 3, allowed: 2)),
            ("12.5", "JPY", .tooPrecise(digits: 1, allowed: 0)),
            ("100000000000.01", "CNY", .tooLarge("100000000000.01")),
            ("99999999999999999999", "CNY", .tooLarge("99999999999999999999")),
        ] as [(String, String, Money.ParseError)])
    func refuses(text: String, code: String, reason: Money.ParseError) throws {
        let currency = try #require(Currency(parsing: code))
        #expect(throws: reason) { try Money(parsing: text, currency: currency) }
    }

    @Test("Any amount reads back from its own text and its own JSON, negative ones from JSON")
    func roundTrips() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<1_000 {
            let code = ["CNY", "JPY", "KWD", "CLF"].randomElement(using: &generator) ?? "CNY"
            let currency = try #require(Currency(parsing: code))
            let units = Int64.random(in: 0...Money.maximumMinorUnits, using: &generator)
            let money = Money(minorUnits: units, currency: currency)
            let debt = Money(minorUnits: -units, currency: currency)
            let seed: Comment = "seed \(generator.seed), \(money)"
            #expect(try Money(parsing: money.decimal, currency: currency) == money, seed)
            let data = try JSONEncoder().encode([money, debt])
            #expect(try JSONDecoder().decode([Money].self, from: data) == [money, debt], seed)
        }
    }

    @Test("Money in JSON is a decimal string with its currency, and a number is refused")
    func codes() throws {
        let text = #"{"amount":"12.80","currency":"CNY"}"#
        let money = try JSONDecoder().decode(Money.self, from: Data(text.utf8))
        #expect(money.minorUnits == 1_280)
        for bad in [
            #"{"amount":12.80,"currency":"CNY"}"#, #"{"amount":"12.80","currency":"cny"}"#,
            #"{"amount":"12.805","currency":"CNY"}"#, #"{"amount":"--1","currency":"CNY"}"#,
        ] {
            #expect(throws: DecodingError.self, "\(bad)") {
                try JSONDecoder().decode(Money.self, from: Data(bad.utf8))
            }
        }
    }

    @Test("A currency is three capital letters", arguments: ["cny", "CN", "CNYY", "", "C1Y", "ＣＮＹ"])
    func refusesCurrency(code: String) {
        #expect(Currency(parsing: code) == nil)
    }
}
