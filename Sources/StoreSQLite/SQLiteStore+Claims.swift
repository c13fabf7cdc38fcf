import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: ClaimStore {
    package func claims(
        on digests: ClosedRange<DigestBound>, isOpen: Bool, limit: Int, home: Home
    ) async throws(StoreError) -> [ClaimRecord] {
        try await claims(
            """
            digest BETWEEN ? AND ?\(isOpen ? " AND answered_at IS NULL" : "") ORDER BY digest, member LIMIT ?
            """,
            [
                home.rawValue, Data(digests.lowerBound.bytes), Data(digests.upperBound.bytes),
                min(max(limit, 1), ClaimPage.maximumCount),
            ])
    }

    package func claims(on digests: [[UInt8]], home: Home) async throws(StoreError) -> [ClaimRecord] {
        let wanted = Set(digests).sorted { $0.lexicographicallyPrecedes($1) }
        return try await read { db in
            try wanted.flatMap { digest in
                try Self.claims("digest = ? ORDER BY member", [home.rawValue, Data(digest)], db)
            }
        }
    }

    package func claims(of member: MemberID, home: Home) async throws(StoreError) -> [ClaimRecord] {
        try await claims("member = ? ORDER BY digest", [home.rawValue, member.text])
    }

    private func claims(
        _ condition: String, _ arguments: StatementArguments
    ) async throws(StoreError) -> [ClaimRecord] {
        try await read { db in try Self.claims(condition, arguments, db) }
    }

    private static func claims(
        _ condition: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> [ClaimRecord] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT member, kind, digest, sealed, source, at, answered_at FROM identity_claim
                WHERE home = ? AND \(condition)
                """)
        return try Row.fetchAll(statement, arguments: arguments).map(claim)
    }

    private static func claim(_ row: Row) -> ClaimRecord {
        ClaimRecord(
            member: MemberID(unchecked: row[0]),
            identity: IdentityRecord(
                kind: row[1], digest: Array(row[2] as Data), sealed: Array(row[3] as Data)),
            source: row[4], at: Instant(millisecondsSince1970: row[5]),
            answeredAt: (row[6] as Int64?).map(Instant.init(millisecondsSince1970:)))
    }

    /// Keeps claims that are not known, inside a transaction.
    static func keep(_ claims: [ClaimRecord], home: Home, _ db: Database) throws {
        for claim in claims {
            try db.execute(
                sql: """
                    INSERT INTO identity_claim (home, digest, member, kind, sealed, source, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (home, digest, member) DO NOTHING
                    """,
                arguments: [
                    home.rawValue, Data(claim.identity.digest), claim.member.text, claim.identity.kind,
                    Data(claim.identity.sealed), claim.source, claim.at.millisecondsSince1970,
                ])
        }
    }

    /// Notes that a person has decided, inside a transaction.
    static func answer(_ answer: ClaimAnswer, home: Home, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE identity_claim SET answered_at = ?, sealed = x''
                WHERE home = ? AND digest = ? AND answered_at IS NULL
                """,
            arguments: [answer.at.millisecondsSince1970, home.rawValue, Data(answer.digest)])
    }

    /// Forgets a member's claims, inside a transaction.
    static func forgetClaims(of member: MemberID, home: Home, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM identity_claim WHERE home = ? AND member = ?",
            arguments: [home.rawValue, member.text])
    }
}
