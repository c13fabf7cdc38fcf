/// Questions about grants that both engines understand but for how parameters are written.
package enum GrantSQL {
    package static let columns =
        "number, member, asked_for, series, occasion, offer, batch, serial, granted_at"

    /// What the member of parameter 2, or anyone who is one with them, was given for the series 3 and the occasion 4.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement.
    package static func grant(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT \(columns) FROM reward_grant
            WHERE home = #1 AND series = #3 AND occasion = #4 AND member IN (\(family("#2")))
            UNION ALL
            SELECT \(columns) FROM reward_grant
            WHERE home = #1 AND series = #3 AND occasion = #4 AND asked_for <> member AND asked_for IN (\(family("#2")))
            ORDER BY 1 LIMIT 1
            """, mark)
    }

    /// Grants of everybody, or of the member of parameter 4 and all who are one with them, before the number of parameter 2,
    /// at most parameter 3.
    ///
    /// - Parameters:
    ///   - ofMember: Whether one member's are wanted.
    ///   - mark: What stands before the number of a parameter.
    /// - Returns: The statement, newest first.
    package static func grants(ofMember: Bool, mark: Character) -> String {
        let condition = ofMember ? "AND member IN (\(family("#4")))" : ""
        return SharedSQL.numbered(
            """
            SELECT \(columns) FROM reward_grant WHERE home = #1 AND number < #2 \(condition)
            ORDER BY number DESC LIMIT #3
            """, mark)
    }

    /// `number`, `id`, `member` and `reward` of full stamp cards after the number of parameter 2, from the day of parameter 3 on,
    /// for which nothing was granted, at most parameter 4.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, oldest first.
    package static func owedCards(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT entry.number, entry.id, entry.member, entry.reward FROM unit_entry AS entry
            WHERE entry.home = #1 AND entry.reward IS NOT NULL AND entry.number > #2 AND entry.day >= #3
            AND NOT EXISTS (SELECT 1 FROM reward_grant AS given
                WHERE given.home = #1 AND given.series = '\(GrantReason.stampSeries)' AND given.occasion = entry.id)
            AND NOT EXISTS (SELECT 1 FROM unit_entry AS back
                WHERE back.home = #1 AND back.reverses = entry.id)
            ORDER BY entry.number LIMIT #4
            """, mark)
    }

    /// Everyone who is one with a member; two questions, since one with OR looks at every member.
    private static func family(_ member: String) -> String {
        """
        SELECT coalesce(asked.merged_into, asked.id) FROM member AS asked
            WHERE asked.home = #1 AND asked.id = \(member)
            UNION ALL SELECT part.id FROM member AS asked
            JOIN member AS part ON part.home = #1 AND part.merged_into = coalesce(asked.merged_into, asked.id)
            WHERE asked.home = #1 AND asked.id = \(member)
        """
    }
}
