package import Vocabulary

/// What rules of retention ask, and what they may forget; no ledger is touched by them.
package protocol RetentionStore: Sendable {
    /// Returns the traces of members, from one of them through another.
    ///
    /// What a merged member did and has counts for the one who stays.
    ///
    /// - Parameters:
    ///   - first: The first member.
    ///   - last: The last member.
    ///   - home: Whose.
    /// - Returns: The traces of those who left any.
    /// - Throws: `StoreError`.
    func traces(
        from first: MemberID, through last: MemberID, home: Home
    ) async throws(StoreError) -> [MemberID: MemberTrace]

    /// How many challenges ended before a time.
    func challengeCount(endedBefore end: Instant, home: Home) async throws(StoreError) -> Int

    /// Forgets the challenges that ended before a time, used or not.
    ///
    /// - Returns: How many.
    func forgetChallenges(endedBefore end: Instant, home: Home) async throws(StoreError) -> Int
}

/// What shows that somebody is still there.
package struct MemberTrace: Sendable, Hashable {
    /// When they last redeemed, moved a balance or said what they allow; what ends by itself moves nothing, and what a list
    /// says of them is not theirs.
    package var lastActiveAt: Instant?
    /// Whether a lot of stored value has anything left.
    package var holdsValue = false

    package init(lastActiveAt: Instant? = nil, holdsValue: Bool = false) {
        self.lastActiveAt = lastActiveAt
        self.holdsValue = holdsValue
    }
}

/// Questions of retention that both engines understand but for how parameters are written.
package enum RetentionSQL {
    /// The member, when they were last active and whether they have stored value, 0 or 1, for members from parameter 2
    /// through parameter 3; parameter 1 is the home.
    ///
    /// - Parameter mark: What stands before the number of a parameter.
    /// - Returns: The statement.
    package static func traces(mark: Character) -> String {
        let text = """
            WITH who AS (
                SELECT id AS member, id AS owner FROM member WHERE home = #1 AND id BETWEEN #2 AND #3
                UNION ALL
                SELECT id, merged_into FROM member WHERE home = #1 AND merged_into BETWEEN #2 AND #3
            ), trace AS (
                SELECT who.owner, used.at, 0 AS has_value
                FROM who JOIN ledger AS used ON used.home = #1 AND used.member = who.member
                UNION ALL
                SELECT who.owner, moved.at, 0
                FROM who JOIN unit_entry AS moved ON moved.home = #1 AND moved.member = who.member
                WHERE moved.kind <> 'expire'
                UNION ALL
                SELECT who.owner, said.at, 0
                FROM who JOIN consent AS said ON said.home = #1 AND said.member = who.member
                WHERE said.source <> 'import'
                UNION ALL
                SELECT who.owner, NULL, 1
                FROM who JOIN unit_lot AS lot ON lot.home = #1 AND lot.member = who.member
                WHERE lot.remaining > 0 AND lot.unit LIKE 'value.%'
            )
            SELECT owner, max(at), max(has_value) FROM trace GROUP BY owner
            """
        return String(text.map { $0 == "#" ? mark : $0 })
    }
}
