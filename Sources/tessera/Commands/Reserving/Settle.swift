import ArgumentParser
import Service
import Store
import Vocabulary

/// Makes redemptions of what a reservation holds, from the command line.
struct Settle: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Redeems what a reservation holds; ends with 1 if it is refused.")

    @Argument(help: "The reservation's id.", transform: identifier)
    var reservation: ReservationID

    @Option(
        help: ArgumentHelp(
            "The purchase before the discount, if it is another by now. Default: the one it was held for.",
            valueName: "amount"))
    var amount: String?

    @Option(help: ArgumentHelp("The receipt's number, if it was not known before.", valueName: "number"))
    var purchase: String?

    @OptionGroup var counter: CounterOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let reply = try await withSession { context in
            let currency = context.configuration.issuer.currency
            let call = SettlementCall(
                amount: try amount.map { try tessera.amount($0, in: currency) }, cashier: counter.cashier,
                purchase: purchase)
            let terminal = try await Counter(context).terminal(counter, of: reservation)
            return try await keyed(counter, context) { key in
                try await RedemptionService(context).settle(
                    call, reservation: reservation, key: key, terminal: terminal, language: spokenLanguage)
            }
        }
        try answer(reply)
    }
}
