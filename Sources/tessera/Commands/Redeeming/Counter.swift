import Foundation
import Payload
import Promotion
import Service
import Store
import Vocabulary

/// The terminal for which the command line redeems.
struct Counter: Sendable {
    let context: ServiceContext

    init(_ context: ServiceContext) {
        self.context = context
    }

    /// Returns the terminal that was named, or the command line's own in a store.
    ///
    /// - Parameters:
    ///   - id: An enrolled terminal.
    ///   - store: A store, whose command-line terminal is enrolled when it is first needed.
    /// - Returns: A terminal that may redeem.
    /// - Throws: `ServiceError`, or `UsageError` if neither was named and there are several stores.
    func terminal(_ id: TerminalID?, store: StoreID?) async throws -> TerminalRecord {
        if let id { return try await enrolled(id, store: store) }
        let stores = context.configuration.stores
        guard let store = store ?? (stores.count == 1 ? stores.first?.id : nil) else {
            throw UsageError(
                "say where: --store with one of \(stores.map(\.id.text).joined(separator: ", "))")
        }
        guard context.configuration.store(store) != nil else {
            throw ServiceError.notFound(kind: "store", name: store.text)
        }
        return try await ownTerminal(in: store)
    }

    private func enrolled(_ id: TerminalID, store: StoreID?) async throws -> TerminalRecord {
        guard let terminal = try await stored(await context.store.terminal(id)), terminal.revokedAt == nil
        else {
            throw ServiceError.notFound(kind: "terminal", name: id.text)
        }
        if let store, store != terminal.store {
            throw UsageError("terminal \(id) stands in \(terminal.store), not in \(store)")
        }
        return terminal
    }

    /// The terminal `cli-STORE`; its token is thrown away, so that nobody else can speak for it.
    private func ownTerminal(in store: StoreID) async throws -> TerminalRecord {
        let id = TerminalID(unchecked: "cli-\(store.text.prefix(TerminalID.maximumLength - 4))")
        if let terminal = try await stored(await context.store.terminal(id)) {
            guard terminal.revokedAt == nil else {
                throw ServiceError.notFound(kind: "terminal", name: "\(id): it was revoked")
            }
            return terminal
        }
        let token = try AccessToken(random: context.surroundings.randomBytes(Secret32.byteCount))
        let terminal = TerminalRecord(
            id: id, store: store, name: "command line", tokenDigest: token.digest.bytes,
            enrolledAt: context.surroundings.now())
        try await context.audit(.terminalEnrol, id.text, store: store, detail: ["name": "command line"])
        do {
            try await context.store.enrol(terminal)
            return terminal
        } catch StoreError.constraint {
            // Another process enrolled it in this moment.
            return try await enrolled(id, store: store)
        }
    }
}

extension TesseraCommand {
    /// The language of sentences: the person's own at a terminal, the issuer's (`nil`) in documents.
    var spokenLanguage: SpokenLanguage? {
        guard !global.json else { return nil }
        let environment = ProcessInfo.processInfo.environment
        let tag = environment["LC_ALL"] ?? environment["LANG"]
        return tag.map { SpokenLanguage(nearest: $0) }
    }
}

extension ServiceContext {
    /// Makes an idempotency key that no other request has.
    func newKey() -> String {
        "cli-" + Hex.encode(surroundings.randomBytes(16))
    }
}
