import ArgumentParser
import Promotion
import Service
import Vocabulary

/// Stored value.
struct ValueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "value",
        abstract: "Keeps members' stored value: what was paid for, and the bonus on top.",
        subcommands: [ValueTopUp.self, ValueSpend.self, ValueRefund.self, ValueShow.self])
}

/// Sells stored value.
struct ValueTopUp: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "topup", abstract: "Sells stored value, with the bonus that program.yaml gives on top.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Argument(help: "What was paid, such as 100.00.")
    var money: String

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await units(options) { service, call, context in
            let money = try tessera.amount(money, in: context.configuration.issuer.currency)
            return try await service.topUp(money, for: member, call)
        }
    }
}

/// Pays with stored value.
struct ValueSpend: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend",
        abstract: "Pays with stored value; ends with 1 if there is too little.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @Argument(help: "How much, such as 28.00.")
    var money: String

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await units(options) { service, call, context in
            let money = try tessera.amount(money, in: context.configuration.issuer.currency)
            return try await service.spend(value: money, of: member, call)
        }
    }
}

/// Refunds a top-up.
struct ValueRefund: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund",
        abstract: "Refunds what is left of a top-up's paid part, and takes its bonus back in proportion.",
        discussion: "A bonus that was spent already is kept from the money; the answer says what to pay back."
    )

    @Argument(help: "The top-up's entry.", transform: identifier)
    var entry: UnitEntryID

    @Option(
        name: .customLong("amount"),
        help: ArgumentHelp("How much of what was paid. Default: what is left of it.", valueName: "amount"))
    var part: String?

    @OptionGroup var options: UnitOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await units(options) { service, call, _ in
            try await service.refund(entry, part: part.map(UnitPart.written), call)
        }
    }
}

/// Shows a member's stored value.
struct ValueShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a member's stored value, paid part and bonus.")

    @Argument(help: "The member's id.", transform: identifier)
    var member: MemberID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession { try await BalanceService($0).balances(of: member, .value) }
        try output.result(document, text: document.lines)
    }
}
