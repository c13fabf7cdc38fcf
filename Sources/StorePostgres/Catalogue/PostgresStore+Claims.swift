package import Store
package import Vocabulary

extension PostgresStore: ClaimStore {
    package func claims(
        on digests: ClosedRange<DigestBound>, isOpen: Bool, limit: Int, home: Home
    ) async throws(StoreError) -> [ClaimRecord] {
        try await claims(
            """
            digest BETWEEN $2 AND $3\(isOpen ? " AND answered_at IS NULL" : "") ORDER BY digest, member LIMIT $4
            """,
            [
                .home(home), .bytes(digests.lowerBound.bytes), .bytes(digests.upperBound.bytes),
                .integer(min(max(limit, 1), ClaimPage.maximumCount)),
            ])
    }

    package func claims(on digests: [[UInt8]], home: Home) async throws(StoreError) -> [ClaimRecord] {
        guard !digests.isEmpty else { return [] }
        return try await claims(
            "digest = ANY($2) ORDER BY digest, member", [.home(home), .byteStrings(digests)])
    }

    package func claims(of member: MemberID, home: Home) async throws(StoreError) -> [ClaimRecord] {
        try await claims("member = $2 ORDER BY digest", [.home(home), .id(member)])
    }

    private func claims(
        _ condition: String, _ parameters: [Parameter]
    ) async throws(StoreError) -> [ClaimRecord] {
        let statement = Statement(
            """
            SELECT member, kind, digest, sealed, source, at, answered_at FROM identity_claim
            WHERE home = $1 AND \(condition)
            """, parameters)
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                ClaimRecord(
                    member: try row.id(0),
                    identity: IdentityRecord(kind: try row[1], digest: try row[2], sealed: try row[3]),
                    source: try row[4], at: try row.instant(5), answeredAt: try row.optionalInstant(6))
            }
        }
    }

    /// The statement that keeps claims that are not known.
    static func keeping(_ claims: [ClaimRecord], home: Home) -> Statement {
        Statement(
            """
            INSERT INTO identity_claim (home, digest, member, kind, sealed, source, at)
            SELECT $1, * FROM unnest($2::bytea[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::bigint[])
            ON CONFLICT (home, digest, member) DO NOTHING
            """,
            [
                .home(home), .byteStrings(claims.map(\.identity.digest)), .texts(claims.map(\.member.text)),
                .texts(claims.map(\.identity.kind)), .byteStrings(claims.map(\.identity.sealed)),
                .texts(claims.map(\.source)), .integers(claims.map(\.at.millisecondsSince1970)),
            ])
    }

    /// The statement that notes that a person has decided.
    static func answering(_ answer: ClaimAnswer, home: Home) -> Statement {
        Statement(
            """
            UPDATE identity_claim SET answered_at = $3, sealed = ''
            WHERE home = $1 AND digest = $2 AND answered_at IS NULL
            """, [.home(home), .bytes(answer.digest), .integer(answer.at.millisecondsSince1970)])
    }
}
