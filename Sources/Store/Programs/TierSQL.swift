/// Questions about tiers that both engines understand but for how parameters are written.
package enum TierSQL {
    /// `id`, `home_store`, `tier`, `since`, `kept_until` and `pinned_until` of members.
    ///
    /// - Parameters:
    ///   - condition: Which members, `member` being the table, and in which order; parameter 1 is the home.
    ///   - mark: What stands before the number of a parameter.
    /// - Returns: The statement.
    package static func standings(_ condition: String, mark: Character) -> String {
        // Days that belong to another tier are of one that a list, a form or a merge has replaced.
        SharedSQL.numbered(
            """
            SELECT member.id, member.home_store, member.tier, known.since, known.kept_until, known.pinned_until
            FROM member LEFT JOIN tier_state AS known
                ON known.home = member.home AND known.member = member.id AND known.tier = member.tier
            WHERE member.home = #1 AND member.state = 'member' AND \(condition)
            """, mark)
    }

    /// The condition for as many members as parameter 3 says after parameter 2.
    package static let page = "member.id > #2 ORDER BY member.id LIMIT #3"

    /// The condition for the member of parameter 2.
    package static let one = "member.id = #2"

    /// The member, the day, the redemptions that stand and what was spent, for members from parameter 2 through parameter 3
    /// on the days from parameter 4 to parameter 5, in the currency of parameter 6.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, by member and day.
    package static func activity(mark: Character) -> String {
        let back =
            "ledger AS back WHERE back.home = #1 AND back.redemption = used.redemption AND back.kind <> 'redemption'"
        return SharedSQL.numbered(
            """
            SELECT who.owner, used.day,
                CAST(sum(CASE WHEN EXISTS (SELECT 1 FROM \(back) AND back.restores_use) THEN 0 ELSE 1 END) AS bigint),
                CAST(sum(CASE WHEN used.amount_currency = #6 AND (used.stack IS NULL OR used.stack = used.redemption)
                    THEN used.amount - coalesce((SELECT sum(back.amount) FROM \(back) AND back.amount_currency = #6), 0)
                    ELSE 0 END) AS bigint)
            FROM \(owners)
            JOIN ledger AS used ON used.home = #1 AND used.member = who.member
            WHERE used.kind = 'redemption' AND used.day BETWEEN #4 AND #5
            GROUP BY who.owner, used.day ORDER BY who.owner, used.day
            """, mark)
    }

    /// Members from parameter 2 through parameter 3 with those who became part of them.
    private static let owners = """
        (
            SELECT id AS member, id AS owner FROM member WHERE home = #1 AND id BETWEEN #2 AND #3
            UNION ALL
            SELECT id, merged_into FROM member WHERE home = #1 AND merged_into BETWEEN #2 AND #3
        ) AS who
        """

    /// The member, the day and the points that were earned, for members from parameter 2 through parameter 3 on the days
    /// from parameter 4 to parameter 5.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement.
    package static func pointsEarned(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT who.owner, earned.day, CAST(-sum(posting.amount) AS bigint)
            FROM \(owners)
            JOIN unit_entry AS earned
                ON earned.home = #1 AND earned.member = who.member AND earned.kind = 'earn'
            JOIN unit_entry AS entry
                ON entry.home = #1 AND (entry.id = earned.id OR entry.reverses = earned.id)
            JOIN unit_posting AS posting ON posting.home = #1 AND posting.entry = entry.id
            WHERE earned.day BETWEEN #4 AND #5 AND posting.unit = 'points' AND posting.account = 'issued'
            GROUP BY who.owner, earned.day
            """, mark)
    }
}
