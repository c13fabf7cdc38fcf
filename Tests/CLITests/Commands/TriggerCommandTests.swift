import Foundation
import Testing

/// Birthdays at the command line.
@Suite struct TriggerCommandTests {
    /// The day of the year thirty days from now: in a window of sixty days before, wherever it is which day.
    private var soon: String {
        let format = Date.ISO8601FormatStyle().year().month().day()
        return String(Date.now.addingTimeInterval(30 * 86_400).formatted(format).suffix(5))
    }

    @Test("A birthday is a coupon that the till takes, once, and a bad day is said")
    func birthday() async throws {
        try await Brand.with { brand in
            let rules = """
                triggers:
                  - {id: cake, kind: birthday, offer: thank-you, days_before: 60, window_days: 90}
                """
            try Data(rules.utf8).write(to: URL(filePath: brand.workspace).appending(path: "program.yaml"))
            try await brand.succeed(
                "member", "add", "--id", "m1", "--birthday", soon, "--marketing-consent", "yes")
            try await brand.succeed("member", "add", "--id", "m2", "--birthday", soon)
            #expect(try await brand.succeed("member", "show", "m1").output.contains("--\(soon)"))
            let bad = try await brand.run("member", "add", "--id", "m3", "--birthday", "1990-02-29")
            #expect(bad.status == 65)
            #expect(try await brand.succeed("trigger", "list").output.contains("cake"))
            let dry = try await brand.succeed("trigger", "run", "--dry-run", "--json").json()
            let looked = try #require(
                (dry["triggers"] as? [[String: Any]])?.first?["members"] as? [String: Any])
            #expect(looked["due"] as? Int == 1 && looked["granted"] as? Int == 0)
            let run = try await brand.succeed("trigger", "run", "--json").json()
            let given = try #require(
                (run["triggers"] as? [[String: Any]])?.first?["members"] as? [String: Any])
            #expect(given["granted"] as? Int == 1)
            #expect((given["skipped"] as? [String: Int]) == ["no_marketing_consent": 1])
            #expect(try await brand.succeed("trigger", "run").output.contains("granted 0, granted before 1"))
            let list = try await brand.succeed("reward", "list", "--member", "m1", "--json").json()
            let code = try #require((list["rewards"] as? [[String: Any]])?.first?["code"] as? String)
            try await brand.succeed("redeem", code, "--store", "SH01", "--amount", "80", "--member", "m1")
            #expect(try await brand.run("trigger", "run", "--date", "9999-01-01").status == 65)
            #expect(try await brand.run("trigger", "run", "--trigger", "cale").status == 66)
            try await brand.succeed("doctor")
        }
    }
}
