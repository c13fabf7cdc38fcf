import ArgumentParser
import Service
import Vocabulary

/// Where the command line redeems, and under which key.
struct CounterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The store, whose command-line terminal acts. Default: where it was redeemed or reserved, else the only one \
            there is.
            """, valueName: "id"),
        transform: identifier)
    var store: StoreID?

    @Option(
        help: ArgumentHelp(
            "The enrolled terminal that acts. Default: the store's command line.", valueName: "id"),
        transform: identifier)
    var terminal: TerminalID?

    @Option(
        help: ArgumentHelp(
            "The request's name, 1 to 128 characters: repeated, it gets the same answer. Default: a new one.",
            valueName: "key"))
    var key: String?

    @Option(help: ArgumentHelp("Who stands at the till, for the register.", valueName: "name"))
    var cashier: String?
}

extension TesseraCommand {
    /// Sends a request under the key that was typed or a new one, and says the key if its answer was lost.
    func keyed<Reply>(
        _ options: CounterOptions, _ context: ServiceContext, _ request: (String) async throws -> Reply
    ) async throws -> Reply {
        let key = options.key ?? context.newKey()
        do {
            return try await request(key)
        } catch let error as ServiceError {
            if case .storage = error {
                Output.error("tessera: repeated with --key \(key), the same command does nothing twice")
            }
            throw error
        }
    }
}
