import ArgumentParser
import Service
import Store
import Vocabulary

/// Gives back what a reservation holds, from the command line.
struct Release: TesseraCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives back what a reservation holds; ends with 1 if it holds nothing any more.")

    @Argument(help: "The reservation's id.", transform: identifier)
    var reservation: ReservationID

    @OptionGroup var counter: CounterOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let reply = try await withSession { context in
            let terminal = try await Counter(context).terminal(counter, of: reservation)
            return try await keyed(counter, context) { key in
                try await RedemptionService(context).release(
                    reservation, key: key, terminal: terminal, language: spokenLanguage)
            }
        }
        switch reply.answer {
        case .refused(let problem): try refuse(problem)
        case .reservation(let document):
            try output.result(document, text: "released: \(document.reservation)")
        }
    }
}

extension Counter {
    /// The terminal that was named, or the command line's in the store where it was reserved.
    func terminal(_ options: CounterOptions, of reservation: ReservationID) async throws -> TerminalRecord {
        var store = options.store
        if store == nil, options.terminal == nil {
            let found = try await stored(await context.store.reservation(reservation, home: context.home()))
            store = found?.store ?? context.configuration.stores.first?.id
        }
        return try await terminal(options.terminal, store: store)
    }
}
