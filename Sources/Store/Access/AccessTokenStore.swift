package import Vocabulary

/// The tokens of people.
package protocol AccessTokenStore: Sendable {
    /// Keeps a new token together with its audit entry, in one transaction.
    ///
    /// - Throws: `StoreError.constraint` if its id or digest is another one's; then nothing is written.
    func issue(_ token: AccessTokenRecord, audit: AuditRecord) async throws(StoreError)
    /// The token of this digest, unless it was revoked.
    func accessToken(digest: [UInt8]) async throws(StoreError) -> AccessTokenRecord?
    func accessToken(_ id: TokenID) async throws(StoreError) -> AccessTokenRecord?
    /// All tokens by id, revoked ones too.
    func accessTokens() async throws(StoreError) -> [AccessTokenRecord]
    /// Stops a token at once, and appends the audit entry in the same transaction.
    ///
    /// A second revocation changes nothing and is in the audit too.
    ///
    /// - Returns: `false` if there is no such token; then nothing is written.
    func revoke(
        _ token: TokenID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool
}
