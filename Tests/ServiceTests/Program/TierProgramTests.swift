import Foundation
import Membership
import Testing
import Vocabulary

@testable import Service

@Suite struct TierProgramTests {
    private func program(_ text: String, tiers: [String]) throws -> Program {
        let yuan = try #require(Currency(parsing: "CNY"))
        let library = ProgramLibrary(file: URL(filePath: "/nowhere"), currency: yuan, tiers: tiers)
        return try library.program(reading: Array(text.utf8))
    }

    private func faults(_ text: String, tiers: [String] = ["member", "silver", "gold"]) throws -> [InputFault]
    {
        do {
            _ = try program(text, tiers: tiers)
            return []
        } catch ServiceError.invalidInput(let faults) {
            return faults
        }
    }

    @Test("Rules are read from one line, a list of lines, or given by hand")
    func reading() throws {
        let text = """
            tiers:
              - tier: gold
                when:
                  - spend >= 5000.00 CNY in 12 months
                  - redemptions >= 10 in 90 days and spend >= 500 in 90 days
                grace: 90 days
              - tier: silver
                when: spend >= 1000 in calendar year
                grace: 30
              - { tier: black, by_hand: yes }
            """
        let program = try #require(try program(text, tiers: ["member", "silver", "gold", "black"]).tiers)
        #expect(program.rules.map(\.graceDays) == [30, 90, 0])
        #expect(program.rules.map(\.alternatives.count) == [1, 2, 0])
        let short = "tiers:\n  - tier: vip\n    when: redemptions >= 3 in 1 month"
        #expect(try self.program(short, tiers: ["member", "vip"]).tiers?.tiers == ["member", "vip"])
    }

    @Test(
        "What would never end, or nobody could have, is told with its line",
        arguments: [
            (
                "tiers:\n  - tier: silver\n    when: spend >= 5", 3, "tiers[0].when",
                "spend needs a window, as in: in 12 months. Without one it never falls, and the tier never ends."
            ),
            (
                "tiers:\n  - tier: silver\n    when: [spend >= 5 in 9 years]", 3, "tiers[0].when[0]",
                "A window is 1 to 1096 days, 1 to 36 months or calendar year, not \"9 years\"."
            ),
            (
                "tiers:\n  - tier: silver\n    when: spend >= 5 in 9 days\n    grace: for ever", 4,
                "tiers[0].grace",
                "It must be a number of days from 0 to 366, such as 90 days, after which it ends, not \"for ever\"."
            ),
            (
                "tiers:\n  - tier: silver\n    when: tier >= gold", 3, "tiers[0].when",
                "A rule cannot ask for a tier: it would change with its own answer, and never come to an end."
            ),
            (
                "tiers:\n  - tier: silver\n    when: spend >= 5 in 9 days", nil, "tiers",
                "Nobody could ever have the tier gold: it needs a rule, or by_hand: yes."
            ),
            (
                "tiers:\n  - tier: silver\n    when: spend >= 9 in 9 days\n  - tier: gold\n    when: spend >= 8 in 9 days",
                2, "tiers[0]",
                "Whoever earns silver has earned gold as well, which is higher but not harder: nobody would ever be silver, "
                    + "and whoever was made so would climb and fall for ever."
            ),
            (
                "tiers:\n  - { tier: gold, by_hand: yes, when: spend >= 9 in 9 days }", 2, "tiers[0].when",
                "A tier that is given by hand has no rule; leave out one of the two."
            ),
            ("tier:\n  - tier: gold", 1, "tier", "This key is not known; did you mean tiers?"),
            ("tiers:\n  - tier: gold", 2, "tiers[0].when", "This is missing and must be given."),
            (
                "tiers:\n  - tier: silver\n    when: points_earned >= 5 in 9 days\n  - { tier: gold, by_hand: yes }",
                1,
                "tiers", "A rule counts points_earned, and there is no section points."
            ),
        ])
    func faults(text: String, line: Int?, pointer: String, detail: String) throws {
        let found = try faults(text)
        #expect(
            found.count == 1 && found.first?.pointer == pointer && found.first?.detail == detail, "\(found)")
        if let line { #expect(found.first?.line == line) }
        #expect(found.first?.file == "program.yaml")
    }
}
