import Foundation
import Support
import Testing

@Suite struct HelpTests {
    static let commands = [
        "", "init", "demo", "doctor", "keys", "keys list", "keys rotate", "keys end", "qr", "qr draw",
        "qr check", "qr certify",
        "qr gallery",
        "batch",
        "batch issue",
        "batch export", "batch print", "batch list", "batch show", "batch revoke", "placement",
        "placement add",
        "placement list", "placement retarget", "placement print", "card", "card issue", "redeem", "reverse",
        "reserve", "settle", "release", "receipt", "receipt show", "receipt verify",
        "status-list", "status-list write", "status-list verify",
        "terminal", "terminal till", "terminal enrol", "terminal list", "terminal revoke", "serve",
        "token", "token issue", "token list", "token revoke", "audit", "audit list", "lockout",
        "lockout list", "lockout lift",
        "campaign",
        "campaign apply", "campaign list", "campaign show", "campaign pause", "campaign resume", "member",
        "member add", "member show", "member pair", "member unpair", "member merge", "member unmerge",
        "member questions", "member answer", "member consent", "member data", "member leave", "member erase",
        "member retention",
        "join", "join show", "join secret", "join wechat-secret",
        "member import",
        "member export", "points", "points show",
        "points earn", "points spend", "points adjust", "points reverse", "points expire", "points follow",
        "points statement",
        "stamps", "stamps add", "stamps show", "value", "value topup", "value spend", "value refund",
        "value show", "segment", "segment preview",
        "segment save", "segment list", "segment show", "segment remove", "segment freeze",
        "segment snapshots", "segment thaw", "report", "report funnel",
        "report redemptions", "report offline", "webhook", "webhook list", "webhook test", "webhook secret",
        "webhook replay",
        "webhook enable", "webhook disable", "store", "store list", "store nearest", "area", "area list",
        "area check", "area contains", "tier", "tier review", "tier show", "tier set", "tier rules",
        "referral", "referral add", "referral show", "referral review", "reward", "reward list",
        "reward review", "trigger", "trigger list", "trigger run",
    ]

    @Test("The help of every command is what was accepted last", arguments: commands)
    func help(of command: String) async throws {
        let words = command.split(separator: " ").map(String.init)
        let ending = try await Command(words + ["--help"]).run()
        #expect(ending.status == 0)
        let name = (["help"] + words).joined(separator: "-")
        let difference = try Snapshot("\(name).txt", besides: Self.folder).difference(from: ending.output)
        #expect(difference == nil)
    }

    @Test("No command is missing from these tests") func everyCommand() async throws {
        let dump = try await Command("--experimental-dump-help").run().json()
        let root = try #require(dump["command"] as? [String: Any])
        #expect(Set(Self.paths(of: root)) == Set(Self.commands))
    }

    @Test("Every option has a help of its own") func everyOption() async throws {
        let dump = try await Command("--experimental-dump-help").run().json()
        let root = try #require(dump["command"] as? [String: Any])
        #expect(Self.silentArguments(of: root).isEmpty)
    }

    /// The snapshots lie in one folder, beside those of tests.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "any").path()

    private static func children(of command: [String: Any]) -> [[String: Any]] {
        let all = command["subcommands"] as? [[String: Any]] ?? []
        return all.filter { $0["commandName"] as? String != "help" }
    }

    private static func paths(of command: [String: Any], under path: String = "") -> [String] {
        [path]
            + children(of: command).flatMap { child in
                let name = child["commandName"] as? String ?? ""
                return paths(of: child, under: path.isEmpty ? name : path + " " + name)
            }
    }

    private static func silentArguments(of command: [String: Any]) -> [String] {
        let arguments = command["arguments"] as? [[String: Any]] ?? []
        let silent = arguments.filter { ($0["abstract"] as? String ?? "").isEmpty }
            .map { "\(command["commandName"] ?? "") \($0["valueName"] ?? "")" }
        return silent + children(of: command).flatMap(silentArguments)
    }
}
