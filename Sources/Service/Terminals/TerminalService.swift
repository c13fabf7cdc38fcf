package import Payload
package import Store
package import Vocabulary

/// Enrols tills, lists them and stops them.
package struct TerminalService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Four hexadecimal digits tell a store's tills apart; where they meet, another four are drawn, so often.
    private static let maximumDrawCount = 16

    /// A terminal with its token, which is shown now and never again.
    package struct Enrolment: Sendable, Hashable {
        package let terminal: TerminalRecord
        package let token: AccessToken
    }

    /// Enrols a terminal in a store.
    ///
    /// - Parameters:
    ///   - store: Where it stands.
    ///   - name: What people call it, 1 to 64 characters.
    ///   - scope: A store outside of it is as good as none.
    ///   - actor: Who enrols it; `nil` for whoever runs this process.
    /// - Returns: The terminal and its token.
    /// - Throws: `ServiceError.notFound` for a store that the workspace does not have.
    package func enrol(
        store: StoreID, name: String, scope: StoreScope = .every, by actor: AuditActor? = nil
    ) async throws(ServiceError) -> Enrolment {
        let faults = InputChecks.text(name, length: 1...RedemptionCall.maximumWordLength, at: "/name")
        guard faults.isEmpty else { throw .invalidInput(faults) }
        guard context.configuration.store(store) != nil, scope.includes(store) else {
            throw .notFound(kind: "store", name: store.text)
        }
        let token = try newToken()
        let terminal = TerminalRecord(
            id: try await freeID(in: store), store: store, name: name, tokenDigest: token.digest.bytes,
            enrolledAt: context.surroundings.now())
        try await context.audit(
            .terminalEnrol, terminal.id.text, store: store, detail: ["name": .text(name)], by: actor)
        try await stored(await context.store.enrol(terminal))
        return Enrolment(terminal: terminal, token: token)
    }

    /// Lists terminals, revoked ones too.
    ///
    /// - Parameter scope: Terminals of other stores are left out.
    /// - Returns: The terminals by id.
    /// - Throws: `ServiceError.storage`.
    package func list(scope: StoreScope = .every) async throws(ServiceError) -> [TerminalRecord] {
        try await stored(await context.store.terminals()).filter { scope.includes($0.store) }
    }

    /// Stops a terminal's token at once.
    ///
    /// - Parameters:
    ///   - id: The terminal.
    ///   - scope: A terminal of another store is as good as none.
    ///   - actor: Who stops it; `nil` for whoever runs this process.
    /// - Throws: `ServiceError.notFound`.
    package func revoke(
        _ id: TerminalID, scope: StoreScope = .every, by actor: AuditActor? = nil
    ) async throws(ServiceError) {
        guard let terminal = try await stored(await context.store.terminal(id)),
            scope.includes(terminal.store)
        else { throw .notFound(kind: "terminal", name: id.text) }
        try await context.audit(.terminalRevoke, id.text, store: terminal.store, by: actor)
        _ = try await stored(await context.store.revoke(id, at: context.surroundings.now()))
    }

    private func newToken() throws(ServiceError) -> AccessToken {
        do {
            return try AccessToken(random: context.surroundings.randomBytes(Secret32.byteCount))
        } catch {
            throw .keys("a token needs \(error.expected) random bytes, not \(error.found)")
        }
    }

    private func freeID(in store: StoreID) async throws(ServiceError) -> TerminalID {
        for _ in 0..<Self.maximumDrawCount {
            let digits = Hex.encode(context.surroundings.randomBytes(2))
            // 2 + 48 + 1 + 4 characters stay below an identifier's 64.
            let id = TerminalID(unchecked: "t-\(store.text.lowercased().prefix(48))-\(digits)")
            if try await stored(await context.store.terminal(id)) == nil { return id }
        }
        throw .exists(kind: "terminal", name: "t-\(store.text.lowercased())-…")
    }
}
