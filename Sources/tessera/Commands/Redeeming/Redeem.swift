import ArgumentParser
import Service
import Store
import Vocabulary

/// Redeems a coupon from the command line.
struct Redeem: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Redeems a coupon, exactly once; ends with 1 if it is refused.")

    @Argument(
        help: ArgumentHelp(
            "The short code in any spelling, the symbol's URL, or the signed token; several are redeemed together.",
            valueName: "code"))
    var codes: [String]

    @Option(help: ArgumentHelp("The purchase before the discount, such as 128.00.", valueName: "amount"))
    var amount: String?

    @Option(
        help: ArgumentHelp(
            "The member whose card was shown: the id, or what the card's symbol holds.", valueName: "id"),
        transform: presentedMember)
    var member: PresentedMember?

    @Option(
        help: ArgumentHelp(
            "The receipt's number, which joins the coupons of one purchase.", valueName: "number"))
    var purchase: String?

    @Flag(help: "Only say what it would come to; change nothing.")
    var dryRun = false

    @OptionGroup var counter: CounterOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let problem = try await withSession { context in
            let terminal = try await Counter(context).terminal(counter.terminal, store: counter.store)
            let call = RedemptionCall(
                codes: codes, amount: try amount.map { try money($0, context) }, member: member,
                cashier: counter.cashier, purchase: purchase)
            return dryRun
                ? try await validate(call, context, terminal) : try await redeem(call, context, terminal)
        }
        if let problem { try refuse(problem) }
    }

    private func money(_ text: String, _ context: ServiceContext) throws -> Money {
        try tessera.amount(text, in: context.configuration.issuer.currency)
    }

    private func redeem(
        _ call: RedemptionCall, _ context: ServiceContext, _ terminal: TerminalRecord
    ) async throws -> Problem? {
        let reply = try await keyed(counter, context) { key in
            try await RedemptionService(context).redeem(
                call, key: key, terminal: terminal, language: spokenLanguage)
        }
        guard case .refused(let problem) = reply.answer else {
            try answer(reply)
            return nil
        }
        return problem
    }

    private func validate(
        _ call: RedemptionCall, _ context: ServiceContext, _ terminal: TerminalRecord
    ) async throws -> Problem? {
        switch try await RedemptionService(context).validate(
            call, terminal: terminal, language: spokenLanguage)
        {
        case .refused(let problem): return problem
        case .stackable(let document):
            let titles = document.validations.map(\.offer.title).joined(separator: " + ")
            let discount = document.discount.map { "\($0) off, " } ?? ""
            try output.result(document, text: "redeemable: \(discount)\(titles)")
            return nil
        case .redeemable(let document):
            try output.result(
                document,
                text:
                    "redeemable: \(document.benefit.discount) off, \(document.offer.title), \(document.coupon)"
            )
            return nil
        }
    }
}

extension TesseraCommand {
    /// Writes what a redemption or a settlement came to; a refusal ends with 1.
    func answer(_ reply: RedemptionReply) throws {
        let replay = reply.isReplayed ? " (the earlier answer again)" : ""
        switch reply.answer {
        case .refused(let problem): try refuse(problem)
        case .stacked(let document):
            let titles = document.redemptions.map(\.offer.title).joined(separator: " + ")
            try output.result(
                document,
                text: "redeemed: \(document.discount) off, \(titles), \(document.redemption)\(replay)")
        case .redeemed(let document):
            let left = document.usesLeft > 0 ? ", \(document.usesLeft) uses left" : ""
            try output.result(
                document,
                text: "redeemed: \(document.benefit.discount) off, \(document.offer.title), "
                    + "\(document.coupon)\(left), \(document.redemption)\(replay)")
        }
    }

    /// Writes a refusal, which is an answer and so stands on stdout, and ends with 1.
    func refuse(_ problem: Problem) throws -> Never {
        try output.result(problem, text: "refused: \(problem.reason): \(problem.detail ?? problem.title)")
        throw Refused()
    }
}
