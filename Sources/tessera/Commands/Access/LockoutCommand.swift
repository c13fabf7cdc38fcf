import ArgumentParser
import Service
import Store
import Vocabulary

/// Lock-outs.
struct LockoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lockout",
        abstract: "Shows who is locked out for guessing codes, and lets them in again.",
        subcommands: [LockoutList.self, LockoutLift.self])
}

/// Lists the lock-outs in force.
struct LockoutList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the terminals, tokens and addresses that are locked out now.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let lockouts = try await withSession { try await LockoutService($0).list().map(LockoutDocument.init) }
        let rows = lockouts.map { lockout in
            [
                lockout.id.text, lockout.kind.rawValue, lockout.subject, lockout.store?.text ?? "",
                String(lockout.level), lockout.endsAt,
            ]
        }
        try output.result(
            Document(lockouts: lockouts),
            text: TextTable(rows: [["ID", "KIND", "SUBJECT", "STORE", "LEVEL", "UNTIL"]] + rows).lines.joined(
                separator: "\n"))
    }

    private struct Document: Encodable {
        var lockouts: [LockoutDocument]
    }
}

/// Ends a lock-out.
struct LockoutLift: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "lift", abstract: "Ends a lock-out; a running verifier obeys within a second.")

    @Argument(help: "The lock-out's id, as `lockout list` shows it.", transform: identifier)
    var id: LockoutID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { try await LockoutService($0).lift(id) }
        try output.confirm(Document(id: id, state: "lifted"), text: "\(id) is lifted.")
    }

    private struct Document: Encodable {
        var id: LockoutID
        var state: String
    }
}
