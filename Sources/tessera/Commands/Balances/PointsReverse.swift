import ArgumentParser
import Promotion
import Service
import Store

/// Takes back an entry.
struct PointsReverse: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse",
        abstract: "Takes back an entry of points, stamps or stored value, or a part of it.",
        discussion: """
            A spending goes back to the very lots that it came from. An earning is taken from its lot, then from the \
            others, and what was spent of it already is owed and paid by what is earned next. A top-up is refunded: \
            tessera value refund.
            """)

    @Argument(help: "The entry's name.", transform: identifier)
    var entry: UnitEntryID

    @Option(
        help: ArgumentHelp(
            "How much, in points, stamps or money. Default: what is left of it.", valueName: "amount"))
    var amount: String?

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await units(options) { service, call, _ in
            try await service.reverse(entry, part: amount.map(UnitPart.written), call)
        }
    }
}

/// Books what has ended.
struct PointsExpire: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "expire",
        abstract: "Books points, stamps and bonuses that have ended.",
        discussion:
            "What has ended cannot be spent before either; this keeps the books of what is owed to members.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let report = try await withSession {
            try await BalanceService($0).expire(actor: MemberCommand.actor.id)
        }
        try output.confirm(report, text: report.lines)
    }
}
