import Payload
import Store

/// Knows people and tills by their tokens.
package struct AccessService: Sendable {
    private let context: ServiceContext
    private let memory = AccessMemory()

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// Returns who holds a bearer token, or `nil` if nobody does or it was revoked.
    ///
    /// Nothing is remembered between two requests, so a revocation counts from the moment it is on disk, in every
    /// verifier. Whatever the text is, it is hashed and looked up once, in the table that its prefix names, and
    /// digests are compared in constant time: an answer says nothing about how near a guess came.
    package func principal(bearer text: String) async throws(ServiceError) -> Principal? {
        let digest = Digest256(hashing: Array(text.utf8))
        if digest.isEqual(constantTime: context.keys.ownerToken) { return .owner }
        switch AccessToken.Kind(claimedBy: text) ?? .terminal {
        case .terminal:
            let found = try await stored(await context.store.terminal(tokenDigest: digest.bytes))
            guard let found, found.revokedAt == nil, digest.isEqual(constantTime: found.tokenDigest) else {
                return nil
            }
            return .terminal(found)
        case .person:
            let found = try await stored(await context.store.accessToken(digest: digest.bytes))
            guard let found, found.revokedAt == nil, digest.isEqual(constantTime: found.tokenDigest) else {
                return nil
            }
            return .person(found)
        }
    }

    /// Returns who holds a bearer token as `principal` does, and remembers it for `remembered`.
    package func principalToRemember(bearer text: String) async throws(ServiceError) -> Principal? {
        // The version first: whatever changes after it makes what is remembered too old for a group.
        let version = try await stored(await context.store.accessVersion())
        let principal = try await principal(bearer: text)
        if let version, let principal {
            memory.remember(principal, by: Digest256(hashing: Array(text.utf8)), accessVersion: version)
        }
        return principal
    }

    /// Returns who held a bearer token when it was looked up last, or `nil` if it has to be looked up.
    ///
    /// It may have been revoked since. Only attempts that are carried out in a group may rely on it, which is given the
    /// version and does nothing once it has changed: so a revocation counts from the moment it is on disk here too.
    package func remembered(bearer text: String) -> (principal: Principal, accessVersion: Int64)? {
        memory.principal(by: Digest256(hashing: Array(text.utf8)))
    }

    /// Forgets everybody, after a group found that somebody's access has changed.
    package func forgetAll() {
        memory.forgetAll()
    }

    /// Whether somebody who was let in a while ago still may, for answers that take long.
    package func isCurrent(_ principal: Principal) async throws(ServiceError) -> Bool {
        switch principal {
        case .owner: return true
        case .person(let token):
            guard let now = try await stored(await context.store.accessToken(token.id)) else { return false }
            return now.revokedAt == nil
        case .terminal(let terminal):
            guard let now = try await stored(await context.store.terminal(terminal.id)) else { return false }
            return now.revokedAt == nil
        }
    }
}

extension Digest256 {
    fileprivate func isEqual(constantTime stored: [UInt8]) -> Bool {
        (try? Digest256(bytes: stored)).map { isEqual(constantTime: $0) } ?? false
    }
}
