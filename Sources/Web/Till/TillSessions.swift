import Payload
import Service
import Store
import Vocabulary

/// Which till a browser is: a sealed cookie, so that every verifier of the workspace knows it and none keeps it.
///
/// The cookie names a terminal, or a cashier's token, and is asked about at every request: a session ends with the
/// terminal's revocation. The token itself is in no browser. A device that is in use every month stays signed in, for
/// nobody at a counter has the token at hand.
struct TillSessions: Sendable {
    /// The cookie's name.
    static let cookie = "tessera_till"
    /// 30 days: a till that nobody used for so long is signed in anew.
    static let lifetimeSeconds: Int64 = 30 * 86_400
    /// A day: a session that is older is renewed when the page is opened.
    static let renewalSeconds: Int64 = 86_400
    /// 16 bytes: what a form's token follows from is not guessed.
    static let secretByteCount = 16
    /// 512 characters: four times what a cookie of ours has.
    static let maximumCookieLength = 512

    /// What is sealed with, so that nothing else that the vault has sealed is taken for a session.
    private static let purpose = Array("tessera/till-session/1".utf8)

    private let context: ServiceContext

    init(_ context: ServiceContext) {
        self.context = context
    }

    /// A till that is signed in.
    struct Session: Sendable {
        let principal: Principal
        /// What the page sends with every request, and no page of another site can know.
        let formToken: String
        /// Whether the cookie is to be renewed.
        let isOld: Bool
        fileprivate let seat: Seat

        /// Whether a request has the form's token.
        func knows(_ sent: String?) -> Bool {
            let digest = Digest256(hashing: Array((sent ?? "").utf8))
            return digest.isEqual(constantTime: Digest256(hashing: Array(formToken.utf8)))
        }
    }

    /// What a cookie holds, sealed.
    fileprivate struct Seat: Sendable {
        let isTerminal: Bool
        let id: String
        var endsAt: Instant
        /// Random, and the same after a renewal, so that two windows of a browser know the same token.
        let secret: String

        var text: String {
            [isTerminal ? "terminal" : "person", id, String(endsAt.millisecondsSince1970), secret]
                .joined(separator: "\n")
        }

        init(isTerminal: Bool, id: String, endsAt: Instant, secret: String) {
            (self.isTerminal, self.id, self.endsAt, self.secret) = (isTerminal, id, endsAt, secret)
        }

        init?(_ text: String) {
            let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let end = Int64(parts[2]) else { return nil }
            self.init(
                isTerminal: parts[0] == "terminal", id: parts[1],
                endsAt: Instant(millisecondsSince1970: end), secret: parts[3])
        }
    }

    /// Begins a session.
    ///
    /// - Parameter principal: A terminal, or a cashier who works in one store.
    /// - Returns: The cookie's value; `nil` for somebody who is no till.
    func begin(_ principal: Principal) -> String? {
        let surroundings = context.surroundings
        let isTerminal: Bool
        switch principal {
        case .terminal: isTerminal = true
        case .person: isTerminal = false
        case .owner: return nil
        }
        guard let till = principal.till else { return nil }
        return seal(
            Seat(
                isTerminal: isTerminal, id: till.id.text, endsAt: end,
                secret: Base64URL.encode(surroundings.randomBytes(Self.secretByteCount))))
    }

    /// Returns the cookie's value for another month.
    func renewed(_ session: Session) -> String? {
        var seat = session.seat
        seat.endsAt = end
        return seal(seat)
    }

    /// Returns the session of a cookie.
    ///
    /// - Parameter sealed: What the cookie has.
    /// - Returns: `nil` if it is none of ours, its time is over, or its terminal or token was revoked.
    /// - Throws: `ServiceError.storage`.
    func session(_ sealed: String) async throws(ServiceError) -> Session? {
        guard let seat = opened(sealed) else { return nil }
        let left = context.surroundings.now().millisecondsSince1970.distance(
            to: seat.endsAt.millisecondsSince1970)
        // A clock that was set back would let a session last for longer than it was meant to.
        guard left > 0, left <= Self.lifetimeSeconds * 1_000 else { return nil }
        guard let principal = try await principal(seat), principal.till != nil else { return nil }
        return Session(
            principal: principal, formToken: Self.formToken(seat),
            isOld: left < (Self.lifetimeSeconds - Self.renewalSeconds) * 1_000, seat: seat)
    }

    private var end: Instant { context.surroundings.now().advanced(bySeconds: Self.lifetimeSeconds) }

    private func principal(_ seat: Seat) async throws(ServiceError) -> Principal? {
        guard seat.isTerminal else {
            let found = try await stored(await context.store.accessToken(TokenID(unchecked: seat.id)))
            return found.flatMap { $0.revokedAt == nil ? .person($0) : nil }
        }
        let found = try await stored(await context.store.terminal(TerminalID(unchecked: seat.id)))
        return found.flatMap { $0.revokedAt == nil ? .terminal($0) : nil }
    }

    private func seal(_ seat: Seat) -> String? {
        let nonce = context.surroundings.randomBytes(Vault.nonceByteCount)
        let sealed = try? context.keys.vault.seal(
            Array(seat.text.utf8), nonce: nonce, context: Self.purpose)
        return sealed.map(Base64URL.encode)
    }

    private func opened(_ text: String) -> Seat? {
        guard text.utf8.count <= Self.maximumCookieLength else { return nil }
        let values = text.utf8.compactMap(Base64URL.value)
        guard values.count == text.utf8.count, let bytes = Base64URL.decode(values),
            let plain = try? context.keys.vault.open(bytes, context: Self.purpose)
        else { return nil }
        return Seat(String(decoding: plain, as: UTF8.self))
    }

    /// Follows from the secret alone, and says nothing of it.
    private static func formToken(_ seat: Seat) -> String {
        Base64URL.encode(Digest256(hashing: Array("form of till ".utf8) + Array(seat.secret.utf8)).bytes)
    }
}
