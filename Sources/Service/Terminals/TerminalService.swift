package import Payload
package import Store
package import Vocabulary

/// Enrols tills, knows them by their tokens and stops them.
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
    /// - Returns: The terminal and its token.
    /// - Throws: `ServiceError.notFound` for a store that the workspace does not have.
    package func enrol(store: StoreID, name: String) async throws(ServiceError) -> Enrolment {
        let faults = InputChecks.text(name, length: 1...RedemptionCall.maximumWordLength, at: "/name")
        guard faults.isEmpty else { throw .invalidInput(faults) }
        guard context.configuration.store(store) != nil else {
            throw .notFound(kind: "store", name: store.text)
        }
        let token = try newToken()
        let terminal = TerminalRecord(
            id: try await freeID(in: store), store: store, name: name, tokenDigest: token.digest.bytes,
            enrolledAt: context.surroundings.now())
        try await stored(await context.store.enrol(terminal))
        return Enrolment(terminal: terminal, token: token)
    }

    /// All terminals by id, revoked ones too.
    package func list() async throws(ServiceError) -> [TerminalRecord] {
        try await stored(await context.store.terminals())
    }

    /// Stops a terminal's token at once.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func revoke(_ id: TerminalID) async throws(ServiceError) {
        let isKnown = try await stored(await context.store.revoke(id, at: context.surroundings.now()))
        guard isKnown else { throw .notFound(kind: "terminal", name: id.text) }
    }

    /// Returns who holds a bearer token, or `nil` if nobody does or it was revoked.
    ///
    /// Tokens are found by their digest and compared in constant time, so the time of an answer says nothing
    /// about how near a guess came.
    package func principal(bearer text: String) async throws(ServiceError) -> Principal? {
        guard let token = try? AccessToken(parsing: text) else { return nil }
        if token.matches(context.keys.ownerToken) { return .owner }
        let found = try await stored(await context.store.terminal(tokenDigest: token.digest.bytes))
        guard let terminal = found, let digest = try? Digest256(bytes: terminal.tokenDigest),
            token.matches(digest), terminal.revokedAt == nil
        else { return nil }
        return .terminal(terminal)
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

/// Who a request comes from.
package enum Principal: Sendable, Hashable {
    /// Whoever holds the workspace's `keys/owner.token`.
    case owner
    case terminal(TerminalRecord)
}
