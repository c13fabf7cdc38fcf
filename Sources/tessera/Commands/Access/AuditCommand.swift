import ArgumentParser
import Service
import Store
import Vocabulary

/// The audit log.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Shows who did what.", subcommands: [AuditList.self])
}

/// Lists the audit log.
struct AuditList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists who did what to what and when, the newest last.",
        discussion: "Redemptions and reversals are in the register, not here.")

    @Option(
        help: ArgumentHelp(
            "Entries after the one with this number; 0 for the first ones. Default: the newest.",
            valueName: "number"))
    var after: Int64?

    @Option(help: ArgumentHelp("How many entries at most, 1 to \(AuditPage.maximumCount).", valueName: "n"))
    var limit = 100

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard (1...AuditPage.maximumCount).contains(limit) else {
            throw ValidationError("--limit takes 1 to \(AuditPage.maximumCount), not \(limit)")
        }
        guard after ?? 0 >= 0 else { throw ValidationError("--after takes 0 or more") }
    }

    func run() async throws {
        let page = try await withSession { try await AuditService($0).page(after: after, limit: limit) }
        let rows = page.entries.map { entry in
            [
                String(entry.number), entry.at, "\(entry.actor.role.rawValue) \(entry.actor.id)",
                entry.action,
                entry.subject, entry.store?.text ?? "", entry.detail.text,
            ]
        }
        let heading = ["NUMBER", "AT", "WHO", "WHAT", "TO", "STORE", "DETAIL"]
        try output.result(page, text: TextTable(rows: [heading] + rows).lines.joined(separator: "\n"))
    }
}
