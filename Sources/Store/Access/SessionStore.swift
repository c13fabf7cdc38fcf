package import Vocabulary

/// Somebody who signed in to the console.
package struct SessionRecord: Sendable, Hashable {
    /// The digest of the number in the cookie, 32 bytes; the number itself is kept nowhere.
    package var key: [UInt8]
    /// The token that they signed in with; `nil` for the workspace's own.
    package var token: TokenID?
    package var beganAt: Instant
    package var endsAt: Instant

    package init(key: [UInt8], token: TokenID?, beganAt: Instant, endsAt: Instant) {
        self.key = key
        self.token = token
        self.beganAt = beganAt
        self.endsAt = endsAt
    }
}

/// Who is signed in to the console, the same for every verifier.
package protocol SessionStore: Sendable {
    /// Keeps a new session, and forgets those that have ended.
    ///
    /// - Parameters:
    ///   - session: Which.
    ///   - count: How many there may be with it, from 1; past that the oldest end.
    /// - Throws: `StoreError`.
    func begin(_ session: SessionRecord, atMost count: Int) async throws(StoreError)

    /// The session of a key, unless it has ended.
    func session(_ key: [UInt8], at now: Instant) async throws(StoreError) -> SessionRecord?

    /// Forgets a session, if there is one.
    func endSession(_ key: [UInt8]) async throws(StoreError)
}
