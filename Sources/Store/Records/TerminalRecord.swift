package import Vocabulary

/// An enrolled device with its own key.
package struct TerminalRecord: Sendable, Hashable {
    package var id: TerminalID
    package var store: StoreID
    package var name: String
    /// SHA-256 of the token, 32 bytes; the token itself was shown once and is kept nowhere.
    package var tokenDigest: [UInt8]
    package var enrolledAt: Instant
    /// When its token stopped working.
    package var revokedAt: Instant?

    package init(
        id: TerminalID, store: StoreID, name: String, tokenDigest: [UInt8], enrolledAt: Instant,
        revokedAt: Instant? = nil
    ) {
        self.id = id
        self.store = store
        self.name = name
        self.tokenDigest = tokenDigest
        self.enrolledAt = enrolledAt
        self.revokedAt = revokedAt
    }
}
