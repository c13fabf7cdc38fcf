import Foundation
import Testing

@Suite struct RetentionCommandTests {
    @Test("Without rules it says so; with them a dry run lists who is due, and a run does it")
    func retention() async throws {
        try await Brand.with { brand in
            let none = try await brand.run("member", "retention")
            #expect(none.status == 66, "\(none.errors)")
            let rules = URL(filePath: brand.workspace).appending(path: "retention.yaml")
            try Data("left_members: {after_days: 30}\n".utf8).write(to: rules)
            let soon = try await brand.run("member", "retention")
            #expect(soon.status == 65)
            #expect(soon.errors.hasPrefix("retention.yaml:1: left_members.after_days: "), "\(soon.errors)")
            try Data("inactive_members: {after_days: 90}\n".utf8).write(to: rules)
            let list = URL(filePath: brand.workspace).appending(path: "old.csv")
            try Data("member_id,joined_at\nOLD1,2020-01-01\n".utf8).write(to: list)
            try await brand.succeed("member", "import", list.path())
            try await brand.succeed("member", "add", "--id", "NEW1", "--home-store", "SH01")
            let dry = try await brand.succeed("member", "retention", "--dry-run", "--json").json()
            let due = try #require(dry["members"] as? [[String: Any]])
            #expect(due.map { $0["member"] as? String } == ["OLD1"] && dry["dry_run"] as? Bool == true)
            let report = try await brand.succeed("member", "retention").output
            #expect(report.contains("erased 1") && report.contains("OLD1"), "\(report)")
            let again = try await brand.succeed("member", "retention", "--json").json()
            #expect(again["erased"] as? Int == 0)
        }
    }
}
