package import Membership
package import Store
package import Vocabulary

extension PostgresStore: ReferralStore {
    package func add(
        _ referral: ReferralDraft, audit: AuditRecord, home: Home,
        rule: @escaping @Sendable (ReferralFacts) -> ReferralRefusal?
    ) async throws(StoreError) -> ReferralRefusal? {
        try await write { connection throws(StoreError) in
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Schema.referralLock)])
            let reader = ReferralLookup(connection: connection, home: home)
            guard let facts = try ReferralProcedure.facts(referral, reader) else {
                throw .constraint("a referral is between two members")
            }
            if let refusal = rule(facts) { return refusal }
            try connection.query(Self.insertion(of: ReferralRecord(referral, facts), home: home))
            try connection.query(Self.insertion(of: audit))
            return nil
        }
    }

    package func reviewReferrals(
        after friend: MemberID?, limit: Int, at instant: Instant?, home: Home,
        rule: @escaping @Sendable (ReferralWork) -> ReferralState
    ) async throws(StoreError) -> [ReviewedReferral] {
        let waiting = Statement(
            ReferralSQL.waiting(mark: "$"),
            [.home(home), .text(friend?.text ?? ""), .integer(max(limit, 0))])
        guard let instant else {
            return try await rows(waiting) { found throws(StoreError) in
                ReferralProcedure.review(try found.map(Self.work), rule: rule)
            }
        }
        return try await write { connection throws(StoreError) in
            // What a reward counts for is read after every other review has written.
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Schema.referralLock)])
            let reviewed = ReferralProcedure.review(try connection.query(waiting).map(Self.work), rule: rule)
            let changed = reviewed.filter { $0.state != .waiting }
            try connection.query(
                """
                UPDATE referral SET state = new.state, state_at = $2
                FROM unnest($3::text[], $4::text[]) AS new (friend, state)
                WHERE referral.home = $1 AND referral.friend = new.friend
                """,
                [
                    .home(home), .instant(instant), .texts(changed.map(\.work.key.text)),
                    .texts(changed.map(\.state.rawValue)),
                ])
            return reviewed
        }
    }

    package func referrals(
        of member: MemberID, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        let statement = Statement(
            ReferralSQL.referrals(mark: "$"), [.home(home), .id(member), .integer(max(limit, 0))])
        return try await rows(statement) { found throws(StoreError) in try found.map(Self.record) }
    }

    package func dueReferrals(
        after friend: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        let statement = Statement(
            ReferralSQL.due(mark: "$"),
            [.home(home), .text(friend?.text ?? ""), .integer(max(limit, 0))])
        return try await rows(statement) { found throws(StoreError) in try found.map(Self.record) }
    }

    package func settleReferral(
        of friend: MemberID, at instant: Instant, home: Home
    ) async throws(StoreError) {
        try await change(
            ReferralSQL.settling(mark: "$"), [.home(home), .id(friend), .instant(instant)])
    }

    private struct ReferralLookup: ReferralReader {
        let connection: Connection
        let home: Home

        func member(_ id: MemberID) throws(StoreError) -> Store.MemberRecord? {
            try PostgresStore.members(
                of: Statement(
                    "SELECT \(MemberTable.columns) FROM member WHERE home = $1 AND id = $2",
                    [.home(home), .id(id)]), home: .home(home), connection
            ).first
        }

        func referrers(of member: MemberID) throws(StoreError) -> [MemberID] {
            try connection.query(ReferralSQL.referrers(mark: "$"), [.home(home), .id(member)])
                .map { row throws(StoreError) in try row.id(0) as MemberID }
        }
    }

    private static func insertion(of record: ReferralRecord, home: Home) -> Statement {
        // One that was found void stands in nobody's way.
        Statement(
            """
            INSERT INTO referral (home, friend, referrer, state, at, state_at, reward_offer, friend_offer)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (home, friend) DO UPDATE SET referrer = excluded.referrer, state = excluded.state,
                at = excluded.at, state_at = excluded.state_at, reward_offer = excluded.reward_offer,
                friend_offer = excluded.friend_offer
            """,
            [
                .home(home), .id(record.friend), .id(record.referrer), .text(record.state.rawValue),
                .instant(record.at), .instant(record.stateAt), .id(record.rewardOffer),
                .id(record.friendOffer),
            ])
    }

    private static func record(_ row: Row) throws(StoreError) -> ReferralRecord {
        ReferralRecord(
            friend: try row.id(0), referrer: try row.id(1), state: try row.word(2),
            at: try row.instant(3), stateAt: try row.instant(4), rewardOffer: try row.id(5),
            friendOffer: try row.optionalID(6))
    }

    private static func work(_ row: Row) throws(StoreError) -> ReferralWork {
        ReferralWork(
            key: try row.id(0), friend: try row.id(1), friendStore: try row.optionalID(2),
            referrer: try row.id(3), areActive: try row[4] == 1, redeemedOn: try row.optionalDay(5),
            rewards: try row[6])
    }
}
