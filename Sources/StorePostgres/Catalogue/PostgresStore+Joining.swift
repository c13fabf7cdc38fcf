package import Store
package import Vocabulary

extension PostgresStore: JoinStore {
    package func add(
        _ challenge: ChallengeRecord, within allowances: [ChallengeAllowance], home: Home
    ) async throws(StoreError) -> ChallengeAdmission {
        try await write { connection throws(StoreError) in
            // Codes to one address are asked for one after the other, so that none is counted too few.
            try connection.query(
                "SELECT pg_advisory_xact_lock($1)", [.integer(Self.lock(of: challenge.address))])
            for allowance in allowances {
                if let end = try Self.end(of: allowance, for: challenge, home: home, connection) {
                    return .refused(until: end)
                }
            }
            let oldest = challenge.createdAt.advanced(bySeconds: -allowances.longestSeconds)
            try connection.query(
                """
                DELETE FROM challenge WHERE home = $1 AND created_at <= $2 AND expires_at <= $3 AND kind = $4
                """,
                [
                    .home(home), .instant(oldest), .instant(challenge.createdAt),
                    .text(challenge.kind.rawValue),
                ])
            try connection.query(Self.insertion(of: challenge, home: home))
            return .admitted
        }
    }

    package func takeAttempt(
        _ id: ChallengeID, at now: Instant, home: Home
    ) async throws(StoreError) -> ChallengeRecord? {
        try await write { connection throws(StoreError) in
            try connection.query(
                """
                UPDATE challenge SET attempts_left = attempts_left - 1
                WHERE home = $1 AND id = $2 AND attempts_left > 0 AND expires_at > $3
                RETURNING member, claimed_batch, claimed_serial, address, answer, attempts_left, created_at,
                    expires_at, sealed_request, kind
                """, [.home(home), .id(id), .instant(now)]
            ).one { row throws(StoreError) in
                let use = try Self.use(row)
                return ChallengeRecord(
                    id: id, kind: try Self.kind(try row[9]), address: try row[3], answer: try row[4],
                    attemptsLeft: try row[5],
                    createdAt: try row.instant(6), expiresAt: try row.instant(7), member: use?.member,
                    claimed: use?.claimed, sealedRequest: try row[8])
            }
        }
    }

    package func keep(_ proof: KeptProof, home: Home) async throws(StoreError) -> Bool {
        try await write { connection throws(StoreError) in
            let kept = try connection.query(
                """
                UPDATE challenge SET address = $3, sealed_request = $4
                WHERE home = $1 AND id = $2 AND member IS NULL AND sealed_request = $5 RETURNING id
                """,
                [
                    .home(home), .id(proof.challenge), .bytes(proof.address), .bytes(proof.sealedRequest),
                    .bytes(proof.expected),
                ])
            return kept.count == 1
        }
    }

    package func join(
        _ joining: Joining, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> JoinAnswer {
        try await write { connection throws(StoreError) in
            let asked = try connection.query(
                """
                SELECT member, claimed_batch, claimed_serial FROM challenge
                WHERE home = $1 AND id = $2 FOR UPDATE
                """, [.home(home), .id(joining.challenge)])
            guard let row = asked.first else { return .overtaken }
            if let use = try Self.use(row) { return .usedBefore(by: use.member, use.claimed) }
            guard try Self.isAsRead(joining.change, home: home, connection) else { return .overtaken }
            var claimed: ClaimedCoupon?
            if let claim = joining.claim {
                claimed = try Self.take(claim, home: home, connection)
                guard claimed != nil else { return .overtaken }
            }
            try Self.write(joining.change, audit: audit, home: home, connection)
            try connection.query(
                """
                UPDATE challenge SET member = $3, claimed_batch = $4, claimed_serial = $5, sealed_request = ''
                WHERE home = $1 AND id = $2
                """,
                [
                    .home(home), .id(joining.challenge), .id(joining.change.members.first?.id),
                    .id(claimed?.batch), .integer(claimed.map { Int64($0.serial) }),
                ])
            return .joined(claimed)
        }
    }

    /// Forgets all challenges of these addresses, inside a transaction.
    static func forgetChallenges(
        of addresses: [[UInt8]], home: Home, _ connection: Connection
    ) throws(StoreError) {
        guard !addresses.isEmpty else { return }
        try connection.query(
            "DELETE FROM challenge WHERE home = $1 AND address = ANY($2)",
            [.home(home), .byteStrings(addresses)])
    }
}

extension PostgresStore {
    /// Who used a challenge, and with which coupon, by its first three columns.
    private static func use(
        _ row: Row
    ) throws(StoreError) -> (member: MemberID, claimed: ClaimedCoupon?)? {
        guard let member = try row.optionalID(0) as MemberID? else { return nil }
        guard let batch = try row.optionalID(1) as BatchID? else { return (member, nil) }
        return (member, ClaimedCoupon(batch: batch, serial: try row[2]))
    }

    private static func kind(_ text: String) throws(StoreError) -> ChallengeRecord.Kind {
        guard let kind = ChallengeRecord.Kind(rawValue: text) else {
            throw .corrupt("a challenge is of the unknown kind \(text)")
        }
        return kind
    }

    /// A lock for each address: the first 64 bits of its digest.
    private static func lock(of address: [UInt8]) -> Int64 {
        Int64(bitPattern: address.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// When an allowance that is used up has room again.
    private static func end(
        of allowance: ChallengeAllowance, for challenge: ChallengeRecord, home: Home,
        _ connection: Connection
    ) throws(StoreError) -> Instant? {
        let since = challenge.createdAt.advanced(bySeconds: -allowance.seconds)
        var parameters: [Parameter] = [
            .home(home), .instant(since), .integer(allowance.count - 1), .text(challenge.kind.rawValue),
        ]
        if allowance.scope == .address { parameters.append(.bytes(challenge.address)) }
        let freeing = try connection.query(
            """
            SELECT created_at FROM challenge WHERE home = $1 AND created_at > $2 AND kind = $4
            \(allowance.scope == .address ? "AND address = $5" : "")
            ORDER BY created_at DESC LIMIT 1 OFFSET $3
            """, parameters
        ).one { row throws(StoreError) in try row.instant(0) }
        return freeing?.advanced(bySeconds: allowance.seconds)
    }

    private static func insertion(of challenge: ChallengeRecord, home: Home) -> Statement {
        Statement(
            """
            INSERT INTO challenge (home, id, address, answer, attempts_left, created_at, expires_at, member,
                sealed_request, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .home(home), .id(challenge.id), .bytes(challenge.address), .bytes(challenge.answer),
                .integer(challenge.attemptsLeft), .instant(challenge.createdAt),
                .instant(challenge.expiresAt), .id(challenge.member), .bytes(challenge.sealedRequest),
                .text(challenge.kind.rawValue),
            ])
    }
}
