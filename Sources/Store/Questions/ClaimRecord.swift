package import Vocabulary

/// That an identity is a member's, said where another member has it or claims it too; kept until a person decides.
package struct ClaimRecord: Sendable, Hashable {
    package var member: MemberID
    /// The identity as it would be the member's; nothing is sealed any more once it was decided.
    package var identity: IdentityRecord
    /// Where it was said, such as `import` or `pair`.
    package var source: String
    package var at: Instant
    /// When a person decided; the same claim is not asked about again.
    package var answeredAt: Instant?

    package init(
        member: MemberID, identity: IdentityRecord, source: String, at: Instant, answeredAt: Instant? = nil
    ) {
        self.member = member
        self.identity = identity
        self.source = source
        self.at = at
        self.answeredAt = answeredAt
    }
}

/// That a person has decided whose an identity is: every open claim on it is answered.
package struct ClaimAnswer: Sendable, Hashable {
    package var digest: [UInt8]
    package var at: Instant

    package init(digest: [UInt8], at: Instant) {
        self.digest = digest
        self.at = at
    }
}

/// How claims are read.
package enum ClaimPage {
    /// 1,000 claims: some hundred kilobytes.
    package static let maximumCount = 1_000
    /// 100 claims on one identity: a number that more people claim is nobody's, such as a shop's own.
    package static let maximumCountPerIdentity = 100
}

/// Claims on identities.
package protocol ClaimStore: Sendable {
    /// Returns claims on identities in the order of their digests, then of their members.
    ///
    /// - Parameters:
    ///   - digests: The first digest and the last, as bytes.
    ///   - isOpen: Whether those are left out about which a person has decided.
    ///   - limit: How many at most, from 1 to `ClaimPage.maximumCount`.
    ///   - home: Whose.
    /// - Returns: The claims.
    /// - Throws: `StoreError`.
    func claims(
        on digests: ClosedRange<DigestBound>, isOpen: Bool, limit: Int, home: Home
    ) async throws(StoreError) -> [ClaimRecord]

    /// Returns all claims on identities, also those about which a person has decided, in the same order.
    func claims(on digests: [[UInt8]], home: Home) async throws(StoreError) -> [ClaimRecord]

    /// Returns a member's claims, also those about which a person has decided, by digest.
    func claims(of member: MemberID, home: Home) async throws(StoreError) -> [ClaimRecord]
}

/// The beginning of a digest: bounds compare byte by byte, and what is shorter comes first.
package struct DigestBound: Sendable, Hashable, Comparable {
    package let bytes: [UInt8]

    /// 32 bytes, as digests have.
    package static let byteCount = 32
    /// Before every digest.
    package static let lowest = DigestBound([])
    /// After every digest.
    package static let highest = DigestBound([UInt8](repeating: 0xFF, count: byteCount))

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package static func < (one: DigestBound, other: DigestBound) -> Bool {
        one.bytes.lexicographicallyPrecedes(other.bytes)
    }
}

extension ClosedRange<DigestBound> {
    /// The digests that begin with some bytes.
    package static func range(startingWith prefix: [UInt8]) -> ClosedRange<DigestBound> {
        let padding = [UInt8](repeating: 0xFF, count: Swift.max(DigestBound.byteCount - prefix.count, 0))
        return DigestBound(prefix)...DigestBound(prefix + padding)
    }
}
