import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: JoinStore {
    package func add(
        _ challenge: ChallengeRecord, within allowances: [ChallengeAllowance], home: Home
    ) async throws(StoreError) -> ChallengeAdmission {
        try await write { db in
            for allowance in allowances {
                if let end = try Self.end(of: allowance, for: challenge, home: home, db) {
                    return .refused(until: end)
                }
            }
            let oldest = challenge.createdAt.advanced(bySeconds: -allowances.longestSeconds)
            try db.execute(
                sql: """
                    DELETE FROM challenge WHERE home = ? AND created_at <= ? AND expires_at <= ? AND kind = ?
                    """,
                arguments: [
                    home.rawValue, oldest.millisecondsSince1970, challenge.createdAt.millisecondsSince1970,
                    challenge.kind.rawValue,
                ])
            try Self.insert(challenge, home: home, db)
            return .admitted
        }
    }

    package func takeAttempt(
        _ id: ChallengeID, at now: Instant, home: Home
    ) async throws(StoreError) -> ChallengeRecord? {
        try await write { db in
            try Row.fetchOne(
                db,
                sql: """
                    UPDATE challenge SET attempts_left = attempts_left - 1
                    WHERE home = ? AND id = ? AND attempts_left > 0 AND expires_at > ?
                    RETURNING member, claimed_batch, claimed_serial, address, answer, attempts_left, created_at,
                        expires_at, sealed_request, kind
                    """, arguments: [home.rawValue, id.text, now.millisecondsSince1970]
            ).map { row in
                let use = Self.use(row)
                return ChallengeRecord(
                    id: id, kind: try Self.kind(row[9]), address: LedgerColumns.bytes(row[3]),
                    answer: LedgerColumns.bytes(row[4]),
                    attemptsLeft: row[5], createdAt: Instant(millisecondsSince1970: row[6]),
                    expiresAt: Instant(millisecondsSince1970: row[7]), member: use?.member,
                    claimed: use?.claimed, sealedRequest: LedgerColumns.bytes(row[8]))
            }
        }
    }

    package func keep(_ proof: KeptProof, home: Home) async throws(StoreError) -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE challenge SET address = ?, sealed_request = ?
                    WHERE home = ? AND id = ? AND member IS NULL AND sealed_request = ?
                    """,
                arguments: [
                    Data(proof.address), Data(proof.sealedRequest), home.rawValue, proof.challenge.text,
                    Data(proof.expected),
                ])
            return db.changesCount == 1
        }
    }

    package func join(
        _ joining: Joining, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> JoinAnswer {
        try await write { db in
            let asked = try Row.fetchOne(
                db,
                sql: "SELECT member, claimed_batch, claimed_serial FROM challenge WHERE home = ? AND id = ?",
                arguments: [home.rawValue, joining.challenge.text])
            guard let asked else { return .overtaken }
            if let use = Self.use(asked) { return .usedBefore(by: use.member, use.claimed) }
            guard try Self.isAsRead(joining.change, home: home, db) else { return .overtaken }
            var claimed: ClaimedCoupon?
            if let claim = joining.claim {
                claimed = try Self.take(claim, home: home, db)
                guard claimed != nil else { return .overtaken }
            }
            try Self.write(joining.change, home: home, db)
            try db.execute(
                sql: """
                    UPDATE challenge SET member = ?, claimed_batch = ?, claimed_serial = ?, sealed_request = x''
                    WHERE home = ? AND id = ?
                    """,
                arguments: [
                    joining.change.members.first?.id.text, claimed?.batch.text, claimed?.serial,
                    home.rawValue, joining.challenge.text,
                ])
            try Self.insert(audit, db)
            return .joined(claimed)
        }
    }

    /// Forgets all challenges of these addresses, inside a transaction.
    static func forgetChallenges(of addresses: [[UInt8]], home: Home, _ db: Database) throws {
        for address in addresses {
            try db.execute(
                sql: "DELETE FROM challenge WHERE home = ? AND address = ?",
                arguments: [home.rawValue, Data(address)])
        }
    }
}

extension SQLiteStore {
    /// Who used a challenge, and with which coupon, by its first three columns.
    private static func use(_ row: Row) -> (member: MemberID, claimed: ClaimedCoupon?)? {
        guard let member = row[0] as String? else { return nil }
        let claimed = (row[1] as String?).map { batch in
            ClaimedCoupon(batch: BatchID(unchecked: batch), serial: row[2])
        }
        return (MemberID(unchecked: member), claimed)
    }

    private static func kind(_ text: String) throws(StoreError) -> ChallengeRecord.Kind {
        guard let kind = ChallengeRecord.Kind(rawValue: text) else {
            throw .corrupt("a challenge is of the unknown kind \(text)")
        }
        return kind
    }

    /// When an allowance that is used up has room again.
    private static func end(
        of allowance: ChallengeAllowance, for challenge: ChallengeRecord, home: Home, _ db: Database
    ) throws -> Instant? {
        let since = challenge.createdAt.advanced(bySeconds: -allowance.seconds)
        var arguments: StatementArguments = [
            home.rawValue, since.millisecondsSince1970, challenge.kind.rawValue,
        ]
        if allowance.scope == .address { arguments += [Data(challenge.address)] }
        arguments += [allowance.count - 1]
        let freeing = try Int64.fetchOne(
            db,
            sql: """
                SELECT created_at FROM challenge WHERE home = ? AND created_at > ? AND kind = ?
                \(allowance.scope == .address ? "AND address = ?" : "")
                ORDER BY created_at DESC LIMIT 1 OFFSET ?
                """, arguments: arguments)
        return freeing.map { Instant(millisecondsSince1970: $0).advanced(bySeconds: allowance.seconds) }
    }

    private static func insert(_ challenge: ChallengeRecord, home: Home, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO challenge (home, id, address, answer, attempts_left, created_at, expires_at, member,
                    sealed_request, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                home.rawValue, challenge.id.text, Data(challenge.address), Data(challenge.answer),
                challenge.attemptsLeft, challenge.createdAt.millisecondsSince1970,
                challenge.expiresAt.millisecondsSince1970, challenge.member?.text,
                Data(challenge.sealedRequest), challenge.kind.rawValue,
            ])
    }
}
