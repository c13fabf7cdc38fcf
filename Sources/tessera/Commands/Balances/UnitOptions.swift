import ArgumentParser
import Service
import Store

/// What every request to the unit ledger takes.
struct UnitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The request's name, 1 to 128 characters: repeated, it gets the same answer. Default: a new one.",
            valueName: "key"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "Why, 1 to 200 characters, for the ledger; never personal data.", valueName: "text"))
    var note: String?
}

extension TesseraCommand {
    /// Sends a request to the unit ledger and writes its answer; a refusal ends with 1.
    ///
    /// - Parameters:
    ///   - options: The key that was typed, if one was, and the note.
    ///   - request: Sends it.
    /// - Throws: What it throws; the key is said if its answer was lost.
    func units(
        _ options: UnitOptions,
        _ request: (BalanceService, UnitCall, ServiceContext) async throws -> UnitsReply
    ) async throws {
        let reply = try await withSession { context in
            let key = options.key ?? context.newKey()
            let call = UnitCall(key: key, actor: MemberCommand.actor.id, note: options.note)
            do {
                return try await request(BalanceService(context), call, context)
            } catch let error as ServiceError {
                if case .storage = error {
                    Output.error("tessera: repeated with --key \(key), the same command does nothing twice")
                }
                throw error
            }
        }
        switch reply {
        case .done(let document): try output.result(document, text: document.lines)
        case .refused(let document):
            try output.result(document, text: "refused: \(document.reason): \(document.detail)")
            throw Refused()
        }
    }
}
