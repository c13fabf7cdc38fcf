package import Payload
package import Vocabulary

/// The secrets of a workspace, as read from `keys/`; never printed, never in the database.
package struct WorkspaceKeys: Sendable {
    /// Seals batch secrets and personal data at rest.
    package let vault: Vault
    /// Turns a coupon's code into the key under which it is stored.
    package let couponLookup: Secret32
    /// Turns an identity into the hash under which it is found.
    package let identityLookup: Secret32
    /// Turns a visitor's traces into a day's pseudonym.
    package let visitorSalt: Secret32
    /// What the secrets of webhooks are derived from.
    package let webhooks: Secret32
    /// Signs codes and receipts.
    package let signing: IssuerSigningKey
    /// The public halves of this and all earlier signing keys.
    package let keyring: IssuerKeyring
    /// From when on codes signed by a key are believed no more, by its id; a key that is not here has no end.
    package let keyEnds: [UInt8: Instant]
    /// The digest of the owner's token in `keys/owner.token`.
    package let ownerToken: Digest256

    package init(
        vault: Vault, couponLookup: Secret32, identityLookup: Secret32, visitorSalt: Secret32,
        webhooks: Secret32, signing: IssuerSigningKey, keyring: IssuerKeyring,
        keyEnds: [UInt8: Instant] = [:], ownerToken: Digest256
    ) {
        self.vault = vault
        self.couponLookup = couponLookup
        self.identityLookup = identityLookup
        self.visitorSalt = visitorSalt
        self.webhooks = webhooks
        self.signing = signing
        self.keyring = keyring
        self.keyEnds = keyEnds
        self.ownerToken = ownerToken
    }
}
