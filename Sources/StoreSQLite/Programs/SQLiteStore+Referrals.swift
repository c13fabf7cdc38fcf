import GRDB
package import Membership
package import Store
package import Vocabulary

extension SQLiteStore: ReferralStore {
    package func add(
        _ referral: ReferralDraft, audit: AuditRecord, home: Home,
        rule: @escaping @Sendable (ReferralFacts) -> ReferralRefusal?
    ) async throws(StoreError) -> ReferralRefusal? {
        try await write { db in
            guard let facts = try ReferralProcedure.facts(referral, ReferralLookup(db: db, home: home)) else {
                throw StoreError.constraint("a referral is between two members")
            }
            if let refusal = rule(facts) { return refusal }
            try Self.insert(ReferralRecord(referral, facts), home: home, db)
            try Self.insert(audit, db)
            return nil
        }
    }

    package func reviewReferrals(
        after friend: MemberID?, limit: Int, at instant: Instant?, home: Home,
        rule: @escaping @Sendable (ReferralWork) -> ReferralState
    ) async throws(StoreError) -> [ReviewedReferral] {
        let work = { @Sendable (db: Database) throws -> [ReviewedReferral] in
            let page = try Row.fetchAll(
                db.cachedStatement(sql: ReferralSQL.waiting(mark: "?")),
                arguments: [home.rawValue, friend?.text ?? "", max(limit, 0)]
            ).map(Self.work)
            return ReferralProcedure.review(page, rule: rule)
        }
        guard let instant else { return try await read(work) }
        return try await write { db in
            let reviewed = try work(db)
            for referral in reviewed where referral.state != .waiting {
                try db.cachedStatement(
                    sql: "UPDATE referral SET state = ?, state_at = ? WHERE home = ? AND friend = ?"
                ).execute(
                    arguments: [
                        referral.state.rawValue, instant.millisecondsSince1970, home.rawValue,
                        referral.work.key.text,
                    ])
            }
            return reviewed
        }
    }

    package func referrals(
        of member: MemberID, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        try await read { db in
            try Row.fetchAll(
                db, sql: ReferralSQL.referrals(mark: "?"),
                arguments: [home.rawValue, member.text, max(limit, 0)]
            ).map(Self.record)
        }
    }

    package func dueReferrals(
        after friend: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        try await read { db in
            try Row.fetchAll(
                db, sql: ReferralSQL.due(mark: "?"),
                arguments: [home.rawValue, friend?.text ?? "", max(limit, 0)]
            ).map(Self.record)
        }
    }

    package func settleReferral(
        of friend: MemberID, at instant: Instant, home: Home
    ) async throws(StoreError) {
        try await write { db in
            try db.execute(
                sql: ReferralSQL.settling(mark: "?"),
                arguments: [home.rawValue, friend.text, instant.millisecondsSince1970])
        }
    }

    private struct ReferralLookup: ReferralReader {
        let db: Database
        let home: Home

        func member(_ id: MemberID) throws(StoreError) -> Store.MemberRecord? {
            try translatingErrors { try MemberReading(db, home: home).member(id) }
        }

        func referrers(of member: MemberID) throws(StoreError) -> [MemberID] {
            try translatingErrors {
                try String.fetchAll(
                    db.cachedStatement(sql: ReferralSQL.referrers(mark: "?")),
                    arguments: [home.rawValue, member.text])
            }.map(MemberID.init(unchecked:))
        }
    }

    private static func insert(_ record: ReferralRecord, home: Home, _ db: Database) throws {
        // One that was found void stands in nobody's way.
        try db.execute(
            sql: """
                INSERT INTO referral (home, friend, referrer, state, at, state_at, reward_offer, friend_offer)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (home, friend) DO UPDATE SET referrer = excluded.referrer, state = excluded.state,
                    at = excluded.at, state_at = excluded.state_at, reward_offer = excluded.reward_offer,
                    friend_offer = excluded.friend_offer
                """,
            arguments: [
                home.rawValue, record.friend.text, record.referrer.text, record.state.rawValue,
                record.at.millisecondsSince1970, record.stateAt.millisecondsSince1970,
                record.rewardOffer.text, record.friendOffer?.text,
            ])
    }

    private static func work(_ row: Row) -> ReferralWork {
        ReferralWork(
            key: MemberID(unchecked: row[0]), friend: MemberID(unchecked: row[1]),
            friendStore: (row[2] as String?).map(StoreID.init(unchecked:)),
            referrer: MemberID(unchecked: row[3]),
            areActive: row[4] == 1, redeemedOn: (row[5] as Int32?).map(CalendarDate.init(daysSince1970:)),
            rewards: row[6])
    }

    private static func record(_ row: Row) throws -> ReferralRecord {
        guard let state = ReferralState(rawValue: row[2]) else {
            throw StoreError.corrupt("no state of a referral: \(row[2] as String)")
        }
        return ReferralRecord(
            friend: MemberID(unchecked: row[0]), referrer: MemberID(unchecked: row[1]), state: state,
            at: Instant(millisecondsSince1970: row[3]), stateAt: Instant(millisecondsSince1970: row[4]),
            rewardOffer: OfferID(unchecked: row[5]),
            friendOffer: (row[6] as String?).map(OfferID.init(unchecked:)))
    }
}
