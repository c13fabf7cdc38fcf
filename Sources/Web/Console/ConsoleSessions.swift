import Payload
import Service
import Store
import Vocabulary

/// Who is signed in to the console, in the store, so that every verifier knows.
///
/// A session is a random number in a cookie; what it stands for is kept under the number's hash, so that no disk has
/// anything that could be stolen.
struct ConsoleSessions: Sendable {
    /// 12 hours: a working day; whoever needs it on the next signs in again.
    static let lifetimeSeconds: Int64 = 12 * 3_600

    /// 1,000 people at once; past that the oldest session ends.
    static let maximumCount = 1_000

    /// 32 bytes: no one guesses 256 bits.
    static let byteCount = 32

    struct Session: Sendable {
        let principal: Principal
        /// What a form of the session's pages holds, and no other page can know.
        let formToken: String
    }

    private let context: ServiceContext

    init(_ context: ServiceContext) {
        self.context = context
    }

    /// Begins a session.
    ///
    /// - Parameter principal: Whose; no terminal signs in.
    /// - Returns: The number for the cookie, 43 characters.
    /// - Throws: `ServiceError.storage`.
    func begin(_ principal: Principal) async throws(ServiceError) -> String {
        let number = Base64URL.encode(context.surroundings.randomBytes(Self.byteCount))
        let now = context.surroundings.now()
        var token: TokenID?
        if case .person(let record) = principal { token = record.id }
        let session = SessionRecord(
            key: Self.key(number), token: token, beganAt: now,
            endsAt: now.advanced(bySeconds: Self.lifetimeSeconds))
        try await stored(await context.store.begin(session, atMost: Self.maximumCount))
        return number
    }

    /// Returns the session of a cookie.
    ///
    /// The token is asked for every time: once it is revoked, its session is over.
    ///
    /// - Parameter number: What the cookie has.
    /// - Returns: `nil` if there is none, its time is over, or its token was revoked.
    /// - Throws: `ServiceError.storage`.
    func session(_ number: String) async throws(ServiceError) -> Session? {
        let now = context.surroundings.now()
        let record = try await stored(await context.store.session(Self.key(number), at: now))
        // A clock that was set back would let a session last for longer than it was meant to.
        guard let record, record.beganAt <= now else { return nil }
        let formToken = Self.formToken(number)
        guard let token = record.token else { return Session(principal: .owner, formToken: formToken) }
        let known = try await stored(await context.store.accessToken(token))
        guard let known, known.revokedAt == nil else {
            try await end(number)
            return nil
        }
        return Session(principal: .person(known), formToken: formToken)
    }

    /// Ends a session.
    func end(_ number: String) async throws(ServiceError) {
        try await stored(await context.store.endSession(Self.key(number)))
    }

    private static func key(_ number: String) -> [UInt8] {
        Digest256(hashing: Array(number.utf8)).bytes
    }

    /// Follows from the number alone, and says nothing of it.
    private static func formToken(_ number: String) -> String {
        Base64URL.encode(Digest256(hashing: Array("form of session ".utf8) + Array(number.utf8)).bytes)
    }
}
