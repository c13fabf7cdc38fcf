import Foundation
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct ProgramLibraryTests {
    private func program(_ text: String) throws -> Program {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "program.yaml")
            try Data(text.utf8).write(to: file)
            return try library(file).program()
        }
    }

    private func library(_ file: URL) throws -> ProgramLibrary {
        ProgramLibrary(
            file: file, currency: try #require(Currency(parsing: "CNY")), tiers: ["member", "vip"])
    }

    private func faults(_ text: String) throws -> [String] {
        do {
            _ = try program(text)
            return []
        } catch ServiceError.invalidInput(let faults) {
            return faults.map { "\($0.pointer): \($0.detail)" }
        }
    }

    @Test("The sample's program is read as it says")
    func sample() throws {
        let fixture = try ListsFixture()
        let program = try ProgramLibrary(fixture.context.workspace).program()
        let points = try #require(program.points)
        let yuan = points.earn.per.currency
        #expect(points.earn.points(for: Money(minorUnits: 1_999, currency: yuan), tier: "vip") == 3)
        #expect(points.lifetime == UnitLifetime(months: 12, end: .month))
        #expect(points.worth(of: 250) == Money(minorUnits: 250, currency: yuan))
        let card = try #require(program.stampCard(StampCardID(unchecked: "tea-ten")))
        #expect(card.goal == 10 && card.reward.text == "thank-you" && card.atMostPerDay == 3)
        let value = try #require(program.storedValue)
        #expect(value.draw == .inProportion)
        let bonuses = [9_999, 10_000, 49_999, 50_000, 900_000].map {
            value.bonus(for: Money(minorUnits: $0, currency: yuan))
        }
        #expect(bonuses == [0, 1_000, 1_000, 8_000, 8_000])
    }

    @Test("Redemptions earn by themselves from the day that is written, and never without one")
    func atRedemption() throws {
        let earn = "points:\n  earn: {per: 10.00 CNY, points: 1}\n"
        #expect(try program(earn).points?.atRedemption == nil)
        let rules = try #require(try program(earn + "  at_redemption: {from: 2027-03-01}\n").points)
        #expect(rules.atRedemption?.from == CalendarDate(year: 2027, month: 3, day: 1))
        #expect(rules.atRedemption?.earn == rules.earn)
        for (text, start) in [
            ("{}", "points.at_redemption.from: This is missing"),
            ("{from: soon}", "points.at_redemption.from: It must be a date such as 2027-12-31"),
            ("{since: 2027-03-01}", "points.at_redemption.since: This key is not known"),
        ] {
            let found = try faults(earn + "  at_redemption: \(text)\n")
            #expect(found.contains { $0.hasPrefix(start) }, "\(text): \(found)")
        }
    }

    @Test("A workspace without the file has no rules")
    func none() throws {
        #expect(try library(URL(filePath: "/nowhere/program.yaml")).program() == Program())
    }

    @Test("Every fault is named at its place")
    func faultsAreNamed() throws {
        let found = try faults(
            """
            point: {}
            points:
              earn: {per: 10.00 USD, points: 0, rounding: donw, tiers: {vpi: 2, vip: 1.005}}
              lifetime: {months: 1201, ends: day}
            stamp_cards:
              - {id: a, title: A, goal: 5, reward: x}
              - {id: a, title: A, goal: 5, reward: x}
              - {id: b, title: B, goal: 1001}
            stored_value:
              draw: paid
              bonuses:
                - {for: 100.00, bonus: 1.00}
                - {for: 100.00, bonus: 2.00}
            """)
        let expected = [
            "point: This key is not known; did you mean points",
            "points.earn.per: Amounts are in CNY",
            "points.earn.points: It must be a whole number from 1 to 1000000",
            "points.earn.rounding: It must be one of down, up, nearest",
            "points.earn.tiers.vpi: This key is not known; did you mean vip",
            "points.earn.tiers.vip: It must be a factor from 0.01 to 100",
            "points.lifetime.ends: This key is not known",
            "points.lifetime.months: It must be a whole number from 1 to 1200",
            "stamp_cards[1]: The stamp card a is listed twice.",
            "stamp_cards[2].goal: It must be a whole number from 1 to 1000",
            "stamp_cards[2].reward: This is missing",
            "stored_value.draw: It must be one of paid_first, bonus_first, in_proportion",
            "stored_value.bonuses[1]: There are two bonuses for 100.00 CNY.",
        ]
        #expect(found.count == expected.count, "\(found)")
        for start in expected {
            #expect(found.contains { $0.hasPrefix(start) }, "\(start) is not among \(found)")
        }
    }
}
