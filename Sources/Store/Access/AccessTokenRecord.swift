package import Vocabulary

/// What a person's token opens; raw values are wire format and stored.
package enum PersonalRole: String, Sendable, Hashable, CaseIterable, Codable {
    /// Everything, in every store.
    case owner
    /// The terminals and the register of their stores.
    case manager
    /// The till of one store.
    case cashier
    /// Reading, and changing nothing.
    case auditor
}

/// A person's token.
package struct AccessTokenRecord: Sendable, Hashable {
    package var id: TokenID
    package var role: PersonalRole
    /// Whom it was given to, in the owner's words.
    package var name: String
    package var scope: StoreScope
    /// SHA-256 of the token, 32 bytes; the token itself was shown once and is kept nowhere.
    package var tokenDigest: [UInt8]
    package var issuedAt: Instant
    /// When it stopped working.
    package var revokedAt: Instant?

    package init(
        id: TokenID, role: PersonalRole, name: String, scope: StoreScope, tokenDigest: [UInt8],
        issuedAt: Instant, revokedAt: Instant? = nil
    ) {
        self.id = id
        self.role = role
        self.name = name
        self.scope = scope
        self.tokenDigest = tokenDigest
        self.issuedAt = issuedAt
        self.revokedAt = revokedAt
    }
}
