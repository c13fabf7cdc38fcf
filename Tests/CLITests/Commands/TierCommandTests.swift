import Foundation
import Testing

@Suite struct TierCommandTests {
    @Test("Rules are said in words, a redemption raises a member, and a day given by hand is kept")
    func tiers() async throws {
        try await Brand.with { brand in
            let rules = URL(filePath: brand.workspace).appending(path: "program.yaml")
            try FileManager.default.removeItem(at: rules)
            let none = try await brand.run("tier", "review")
            #expect(none.status == 66, "\(none.errors)")
            try Data("tiers:\n  - tier: vip\n    when: spend >= 100 in 12 months\n".utf8).write(to: rules)
            let words = try await brand.succeed("tier", "rules").output
            #expect(words == "member  whoever has no other tier\nvip     spend >= 100.00 CNY in 12 months\n")
            try await brand.succeed("member", "add", "--id", "A1", "--home-store", "SH01")
            let code = try await brand.codes(1)[0][0]
            try await brand.succeed("redeem", code, "--store", "SH01", "--amount", "128", "--member", "A1")
            let dry = try await brand.succeed("tier", "review", "--dry-run", "--json").json()
            #expect(dry["raised"] as? Int == 1 && dry["dry_run"] as? Bool == true)
            let report = try await brand.succeed("tier", "review").output
            #expect(report.contains("member → vip: 1"), "\(report)")
            let view = try await brand.succeed("tier", "show", "--member", "A1", "--json").json()
            #expect(view["tier"] as? String == "vip")
            let changes = try #require(view["changes"] as? [[String: Any]])
            #expect(
                changes.first?["findings"] as? [String] == [
                    "spend 128.00 CNY in 12 months, at least 100.00 CNY"
                ])
            let past = try await brand.run(
                "tier", "set", "--member", "A1", "--tier", "member", "--until", "2020-01-01")
            #expect(past.status == 65 && past.errors.contains("/until"), "\(past.errors)")
            let day = try await brand.run("tier", "set", "--member", "A1", "--tier", "vip", "--until", "soon")
            #expect(day.status == 64)
        }
    }

    @Test("A rule that never ends is refused with its line")
    func endless() async throws {
        try await Brand.with { brand in
            let rules = URL(filePath: brand.workspace).appending(path: "program.yaml")
            try Data("tiers:\n  - tier: vip\n    when: spend >= 100\n".utf8).write(to: rules)
            let ending = try await brand.run("tier", "review")
            #expect(ending.status == 65)
            #expect(
                ending.errors.hasPrefix("program.yaml:3: tiers[0].when: spend needs a window"),
                "\(ending.errors)")
        }
    }
}
