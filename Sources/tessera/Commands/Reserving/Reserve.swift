import ArgumentParser
import Service
import Store
import Vocabulary

/// Holds uses from the command line.
struct Reserve: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Holds a use of each coupon for a while; ends with 1 if it is refused.",
        discussion: """
            Nobody else gets what is held. `tessera settle` makes a redemption of it, `tessera release` gives it back, \
            and when its time is over it is free again by itself.
            """)

    @Argument(
        help: ArgumentHelp(
            "The short code in any spelling, the symbol's URL, or the signed token; several are held together.",
            valueName: "code"))
    var codes: [String]

    @Option(
        help: ArgumentHelp(
            "How long it is held, 1 to \(ReservationCall.maximumSeconds). Default: "
                + "\(ReservationCall.defaultSeconds).",
            valueName: "seconds"))
    var seconds: Int?

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

    @OptionGroup var counter: CounterOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let reply = try await withSession { context in
            let terminal = try await Counter(context).terminal(counter.terminal, store: counter.store)
            let currency = context.configuration.issuer.currency
            let wish = RedemptionCall(
                codes: codes, amount: try amount.map { try tessera.amount($0, in: currency) }, member: member,
                cashier: counter.cashier, purchase: purchase)
            let call = ReservationCall(wish: wish, seconds: seconds)
            return try await keyed(counter, context) { key in
                try await RedemptionService(context).reserve(
                    call, key: key, terminal: terminal, language: spokenLanguage)
            }
        }
        switch reply.answer {
        case .refused(let problem): try refuse(problem)
        case .reservation(let document):
            let discount = document.discount.map { "\($0) off, " } ?? ""
            try output.result(
                document,
                text: "held: \(discount)until \(document.expiresAt), \(document.reservation)"
                    + (reply.isReplayed ? " (the earlier answer again)" : ""))
        }
    }
}
