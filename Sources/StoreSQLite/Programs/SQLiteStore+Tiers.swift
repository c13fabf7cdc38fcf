import GRDB
package import Membership
package import Store
package import Vocabulary

extension SQLiteStore: TierStore {
    package func memberTiers(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberTier] {
        try await read { db in
            // Every identifier is greater than the empty text.
            try Self.tiers(db, TierSQL.page, [home.rawValue, id?.text ?? "", max(limit, 0)])
        }
    }

    package func memberTier(_ id: MemberID, home: Home) async throws(StoreError) -> MemberTier? {
        try await read { db in try Self.tiers(db, TierSQL.one, [home.rawValue, id.text]).first }
    }

    package func activity(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, currency: Currency,
        home: Home
    ) async throws(StoreError) -> [MemberID: [DayActivity]] {
        try await read { db in
            let statement = try db.cachedStatement(sql: TierSQL.activity(mark: "?"))
            let rows = try Row.fetchCursor(
                statement,
                arguments: [
                    home.rawValue, first.text, last.text, days.lowerBound.daysSince1970,
                    days.upperBound.daysSince1970, currency.code,
                ])
            var found: [MemberID: [DayActivity]] = [:]
            while let row = try rows.next() {
                found[MemberID(unchecked: row[0]), default: []].append(
                    DayActivity(
                        day: CalendarDate(daysSince1970: row[1]), redemptions: row[2], spent: row[3]))
            }
            return found
        }
    }

    package func pointsEarned(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, home: Home
    ) async throws(StoreError) -> [MemberID: [CalendarDate: Int64]] {
        try await read { db in
            let rows = try Row.fetchCursor(
                try db.cachedStatement(sql: TierSQL.pointsEarned(mark: "?")),
                arguments: [
                    home.rawValue, first.text, last.text, days.lowerBound.daysSince1970,
                    days.upperBound.daysSince1970,
                ])
            var found: [MemberID: [CalendarDate: Int64]] = [:]
            while let row = try rows.next() {
                let day = CalendarDate(daysSince1970: row[1])
                found[MemberID(unchecked: row[0]), default: [:]][day] = row[2]
            }
            return found
        }
    }

    package func write(
        _ updates: [TierUpdate], audit: AuditRecord?, home: Home
    ) async throws(StoreError) -> Set<MemberID> {
        try await write { db in
            var refused: Set<MemberID> = []
            for update in updates {
                let found = try Self.tiers(db, TierSQL.one, [home.rawValue, update.member.text])
                guard found.first?.standing == update.expected else {
                    refused.insert(update.member)
                    continue
                }
                try Self.write(update, home: home, db)
            }
            if let audit { try Self.insert(audit, db) }
            return refused
        }
    }

    package func tierChanges(
        of member: MemberID, home: Home
    ) async throws(StoreError) -> [TierChangeRecord] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql:
                    "SELECT former, tier, at, reason FROM tier_change WHERE home = ? AND member = ? ORDER BY number",
                arguments: [home.rawValue, member.text]
            ).map { row in
                TierChangeRecord(
                    member: member, former: row[0], tier: row[1], at: Instant(millisecondsSince1970: row[2]),
                    reason: row[3])
            }
        }
    }

    private static func tiers(
        _ db: Database, _ condition: String, _ arguments: StatementArguments
    ) throws -> [MemberTier] {
        let statement = try db.cachedStatement(sql: TierSQL.standings(condition, mark: "?"))
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            let days = (3...5).map { column in
                (row[column] as Int32?).map(CalendarDate.init(daysSince1970:))
            }
            return MemberTier(
                member: MemberID(unchecked: row[0]),
                homeStore: (row[1] as String?).map(StoreID.init(unchecked:)),
                standing: TierStanding(tier: row[2], since: days[0], keptUntil: days[1], pinnedUntil: days[2])
            )
        }
    }

    private static func write(_ update: TierUpdate, home: Home, _ db: Database) throws {
        let (id, standing) = (update.member.text, update.standing)
        try db.cachedStatement(
            sql: "UPDATE member SET tier = ?3, updated_at = ?4 WHERE home = ?1 AND id = ?2 AND tier <> ?3"
        ).execute(arguments: [home.rawValue, id, standing.tier, update.at.millisecondsSince1970])
        try db.cachedStatement(
            sql: """
                INSERT INTO tier_state (home, member, tier, since, kept_until, pinned_until) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (home, member) DO UPDATE SET tier = excluded.tier, since = excluded.since,
                    kept_until = excluded.kept_until, pinned_until = excluded.pinned_until
                """
        ).execute(
            arguments: [
                home.rawValue, id, standing.tier, standing.since?.daysSince1970,
                standing.keptUntil?.daysSince1970, standing.pinnedUntil?.daysSince1970,
            ])
        guard let change = update.change else { return }
        try db.cachedStatement(
            sql: "INSERT INTO tier_change (home, member, former, tier, at, reason) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(
            arguments: [
                home.rawValue, id, change.former, change.tier, change.at.millisecondsSince1970, change.reason,
            ])
    }
}
