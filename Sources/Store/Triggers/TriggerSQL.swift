/// Questions for triggers that both engines understand but for how parameters are written.
package enum TriggerSQL {
    /// `id`, `home_store`, `joined_on` and `marketing_consent` of those born on the day of parameter 2, after the id of
    /// parameter 3, at most parameter 4.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, by id.
    package static func born(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT id, home_store, joined_on, marketing_consent FROM member
            WHERE home = #1 AND birth_day = #2 AND id > #3 AND state = 'member' ORDER BY id LIMIT #4
            """, mark)
    }

    /// The columns of `born`, the last standing redemption's day, and number and latest time of the grants of the series of
    /// parameter 2, of those who joined and redeemed last until the day of parameter 3, after the id of parameter 4, at most
    /// parameter 5.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, by id.
    package static func absent(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT away.id, away.home_store, away.joined_on, away.marketing_consent, away.last_day,
                (SELECT count(*) \(given)), (SELECT max(given.granted_at) \(given))
            FROM (SELECT m.id, m.home_store, m.joined_on, m.marketing_consent,
                (SELECT max(used.day) FROM \(SharedSQL.family(of: "m.id")) AS who
                    JOIN ledger AS used ON used.home = #1 AND used.member = who.id
                    WHERE used.kind = 'redemption'
                    AND NOT EXISTS (SELECT 1 FROM ledger AS back WHERE back.home = #1
                        AND back.kind <> 'redemption' AND back.redemption = used.redemption
                        AND back.restores_use)) AS last_day
                FROM member AS m
                WHERE m.home = #1 AND m.state = 'member' AND m.joined_on <= #3 AND m.id > #4) AS away
            WHERE away.last_day IS NULL OR away.last_day <= #3
            ORDER BY away.id LIMIT #5
            """, mark)
    }

    /// The grants of the series of parameter 2 that somebody has who is away.
    private static let given = """
        FROM \(SharedSQL.family(of: "away.id")) AS who
        JOIN reward_grant AS given ON given.home = #1 AND given.member = who.id AND given.series = #2
        """
}
