import ArgumentParser
import Promotion
import Service
import Store
import Vocabulary

/// Undoes a redemption from the command line.
struct Reverse: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Undoes a redemption, whole or in part; ends with 1 if it cannot be undone.")

    @Argument(help: "The redemption's id.", transform: identifier)
    var redemption: RedemptionID

    @Option(help: ArgumentHelp("Why, in a sentence of at most 200 characters.", valueName: "text"))
    var reason: String

    @Option(
        help: ArgumentHelp(
            "The part of the purchase that comes back, such as 40.00. Default: all that is left.",
            valueName: "amount"))
    var amount: String?

    @Option(help: "With goods, at any time (return), or a mistake of the same day (void).")
    var kind = Kind.return

    @OptionGroup var counter: CounterOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// The kinds, as they are typed.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case `return`, void

        var reversal: Reversal.Kind { self == .void ? .void : .return }
    }

    func run() async throws {
        let problem = try await withSession { context in
            let currency = context.configuration.issuer.currency
            let call = ReversalCall(
                kind: kind.reversal, amount: try amount.map { try tessera.amount($0, in: currency) },
                reason: reason,
                cashier: counter.cashier)
            return try await reverse(call, context, try await terminal(context))
        }
        if let problem { try refuse(problem) }
    }

    /// The terminal that was named, or the command line's in the store where it was redeemed.
    private func terminal(_ context: ServiceContext) async throws -> TerminalRecord {
        var store = counter.store
        if store == nil, counter.terminal == nil {
            let entries = try await stored(await context.store.entries(of: redemption, home: context.home()))
            store = entries.first?.draft.store ?? context.configuration.stores.first?.id
        }
        return try await Counter(context).terminal(counter.terminal, store: store)
    }

    private func reverse(
        _ call: ReversalCall, _ context: ServiceContext, _ terminal: TerminalRecord
    ) async throws -> Problem? {
        let reply = try await keyed(counter, context) { key in
            try await RedemptionService(context).reverse(
                call, redemption: redemption, key: key, terminal: terminal, language: spokenLanguage)
        }
        switch reply.answer {
        case .refused(let problem): return problem
        case .reversed(let document):
            let use = document.useRestored ? "the coupon has its use again" : "the coupon stays used"
            try output.result(
                document,
                text:
                    "reversed: \(document.discount) of the discount taken back, \(use), \(document.reversal)")
            return nil
        }
    }
}
