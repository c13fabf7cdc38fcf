/// Questions about referrals that both engines understand but for how parameters are written.
package enum ReferralSQL {
    /// Who brought in the member of parameter 2; parameter 1 is the home.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement.
    package static func referrers(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT DISTINCT coalesce(giver.merged_into, giver.id) FROM referral
            JOIN member AS giver ON giver.home = #1 AND giver.id = referral.referrer
            WHERE referral.home = #1 AND referral.state <> 'void' AND referral.friend IN \(SharedSQL.family(of: "#2"))
            ORDER BY 1
            """, mark)
    }

    /// `friend`, `referrer`, `state`, `at`, `state_at`, `reward_offer` and `friend_offer` of what the member of parameter 2 has
    /// part in, at most parameter 3.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, oldest first.
    package static func referrals(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT friend, referrer, state, at, state_at, reward_offer, friend_offer FROM referral
            WHERE home = #1 AND (friend IN \(SharedSQL.family(of: "#2")) OR referrer IN \(SharedSQL.family(of: "#2")))
            ORDER BY at, friend LIMIT #3
            """, mark)
    }

    /// The columns of `referrals` for as many that are due as parameter 3 says, after the friend of parameter 2.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, by the friends' ids.
    package static func due(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT friend, referrer, state, at, state_at, reward_offer, friend_offer FROM referral
            WHERE home = #1 AND state = 'due' AND friend > #2 ORDER BY friend LIMIT #3
            """, mark)
    }

    /// Marks the referral of the friend of parameter 2 as rewarded at parameter 3, if it is due.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement.
    package static func settling(mark: Character) -> String {
        SharedSQL.numbered(
            """
            UPDATE referral SET state = 'rewarded', state_at = #3
            WHERE home = #1 AND friend = #2 AND state = 'due'
            """, mark)
    }

    /// The columns of `ReferralWork` for as many that wait as parameter 3 says, after the friend of parameter 2.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement, by the friends' ids.
    package static func waiting(mark: Character) -> String {
        SharedSQL.numbered(
            """
            SELECT referral.friend, friend_now.id, friend_now.home_store, giver_now.id,
                CASE WHEN friend_now.state = 'member' AND giver_now.state = 'member' THEN 1 ELSE 0 END,
                (SELECT min(used.day) FROM ledger AS used
                    WHERE used.home = #1 AND used.kind = 'redemption' AND used.member IN \(SharedSQL.family(of: "friend_now.id"))
                    AND NOT EXISTS (SELECT 1 FROM ledger AS back WHERE back.home = #1 AND back.kind <> 'redemption'
                        AND back.redemption = used.redemption AND back.restores_use)),
                (SELECT count(*) FROM referral AS given
                    WHERE given.home = #1 AND given.state IN ('due', 'rewarded')
                    AND given.referrer IN \(SharedSQL.family(of: "giver_now.id")))
            FROM referral
            JOIN member AS friend ON friend.home = #1 AND friend.id = referral.friend
            JOIN member AS friend_now ON friend_now.home = #1 AND friend_now.id = coalesce(friend.merged_into, friend.id)
            JOIN member AS giver ON giver.home = #1 AND giver.id = referral.referrer
            JOIN member AS giver_now ON giver_now.home = #1 AND giver_now.id = coalesce(giver.merged_into, giver.id)
            WHERE referral.home = #1 AND referral.state = 'waiting' AND referral.friend > #2
            ORDER BY referral.friend LIMIT #3
            """, mark)
    }
}
