package import Membership
package import Store
package import Vocabulary

extension PostgresStore: TierStore {
    package func memberTiers(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberTier] {
        // Every identifier is greater than the empty text.
        let statement = Statement(
            TierSQL.standings(TierSQL.page, mark: "$"),
            [.home(home), .text(id?.text ?? ""), .integer(max(limit, 0))])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in try Self.memberTier(row) }
        }
    }

    package func memberTier(_ id: MemberID, home: Home) async throws(StoreError) -> MemberTier? {
        let statement = Statement(TierSQL.standings(TierSQL.one, mark: "$"), [.home(home), .id(id)])
        return try await rows(statement) { found throws(StoreError) in
            try found.one { row throws(StoreError) in try Self.memberTier(row) }
        }
    }

    package func activity(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, currency: Currency,
        home: Home
    ) async throws(StoreError) -> [MemberID: [DayActivity]] {
        let statement = Statement(
            TierSQL.activity(mark: "$"),
            [
                .home(home), .id(first), .id(last), .integer(days.lowerBound.daysSince1970),
                .integer(days.upperBound.daysSince1970), .text(currency.code),
            ])
        return try await rows(statement) { found throws(StoreError) in
            var activity: [MemberID: [DayActivity]] = [:]
            for row in found.rows {
                activity[try row.id(0) as MemberID, default: []].append(
                    DayActivity(day: try row.day(1), redemptions: try row[2], spent: try row[3]))
            }
            return activity
        }
    }

    package func pointsEarned(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, home: Home
    ) async throws(StoreError) -> [MemberID: [CalendarDate: Int64]] {
        let statement = Statement(
            TierSQL.pointsEarned(mark: "$"),
            [
                .home(home), .id(first), .id(last), .integer(days.lowerBound.daysSince1970),
                .integer(days.upperBound.daysSince1970),
            ])
        return try await rows(statement) { found throws(StoreError) in
            var earned: [MemberID: [CalendarDate: Int64]] = [:]
            for row in found.rows {
                earned[try row.id(0) as MemberID, default: [:]][try row.day(1)] = try row[2]
            }
            return earned
        }
    }

    package func write(
        _ updates: [TierUpdate], audit: AuditRecord?, home: Home
    ) async throws(StoreError) -> Set<MemberID> {
        let ids = Parameter.texts(updates.map(\.member.text))
        return try await write { connection throws(StoreError) in
            // By id, so that two reviews wait for each other and never both.
            try connection.query(
                "SELECT id FROM member WHERE home = $1 AND id = ANY($2) ORDER BY id FOR UPDATE",
                [.home(home), ids])
            let found = try connection.query(
                TierSQL.standings("member.id = ANY(#2)", mark: "$"), [.home(home), ids])
            var known: [MemberID: TierStanding] = [:]
            for row in found.rows {
                let tier = try Self.memberTier(row)
                known[tier.member] = tier.standing
            }
            let taken = updates.filter { known[$0.member] == $0.expected }
            for statement in Self.statements(taken, home: home) { try connection.query(statement) }
            if let audit { try connection.query(Self.insertion(of: audit)) }
            return Set(updates.map(\.member)).subtracting(taken.map(\.member))
        }
    }

    package func tierChanges(
        of member: MemberID, home: Home
    ) async throws(StoreError) -> [TierChangeRecord] {
        let statement = Statement(
            "SELECT former, tier, at, reason FROM tier_change WHERE home = $1 AND member = $2 ORDER BY number",
            [.home(home), .id(member)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                TierChangeRecord(
                    member: member, former: try row[0], tier: try row[1], at: try row.instant(2),
                    reason: try row[3])
            }
        }
    }

    private static func memberTier(_ row: Row) throws(StoreError) -> MemberTier {
        MemberTier(
            member: try row.id(0), homeStore: try row.optionalID(1),
            standing: TierStanding(
                tier: try row[2], since: try row.optionalDay(3), keptUntil: try row.optionalDay(4),
                pinnedUntil: try row.optionalDay(5)))
    }

    private static func statements(_ updates: [TierUpdate], home: Home) -> [Statement] {
        guard !updates.isEmpty else { return [] }
        let members = Parameter.texts(updates.map(\.member.text))
        let tiers = Parameter.texts(updates.map(\.standing.tier))
        let dates = [\TierStanding.since, \.keptUntil, \.pinnedUntil].map { path in
            Parameter.integers(updates.map { $0.standing[keyPath: path].map { Int64($0.daysSince1970) } })
        }
        let changes = updates.compactMap(\.change)
        return [
            Statement(
                """
                UPDATE member SET tier = new.tier, updated_at = new.at
                FROM unnest($2::text[], $3::text[], $4::bigint[]) AS new (id, tier, at)
                WHERE member.home = $1 AND member.id = new.id AND member.tier <> new.tier
                """,
                [.home(home), members, tiers, .integers(updates.map(\.at.millisecondsSince1970))]),
            Statement(
                """
                INSERT INTO tier_state (home, member, tier, since, kept_until, pinned_until)
                SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[])
                ON CONFLICT (home, member) DO UPDATE SET tier = excluded.tier, since = excluded.since,
                    kept_until = excluded.kept_until, pinned_until = excluded.pinned_until
                """, [.home(home), members, tiers] + dates),
        ] + (changes.isEmpty ? [] : [insertion(of: changes, home: home)])
    }

    private static func insertion(of changes: [TierChangeRecord], home: Home) -> Statement {
        Statement(
            """
            INSERT INTO tier_change (home, member, former, tier, at, reason)
            SELECT $1, member, former, tier, at, reason
            FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
                WITH ORDINALITY AS new (member, former, tier, at, reason, place) ORDER BY place
            """,
            [
                .home(home), .texts(changes.map(\.member.text)), .texts(changes.map(\.former)),
                .texts(changes.map(\.tier)), .integers(changes.map(\.at.millisecondsSince1970)),
                .texts(changes.map(\.reason)),
            ])
    }
}
