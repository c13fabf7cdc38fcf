package import Vocabulary

/// What has to be known before a member is taken for brought in by another.
///
/// Members are those that merged ones became part of.
package struct ReferralFacts: Sendable, Hashable {
    package var friend: MemberID
    package var referrer: MemberID
    package var areActive: Bool
    /// Whether somebody brought in the friend, or anyone who became part of them.
    package var isReferred: Bool
    /// By the friend's home store's calendar.
    package var joinedOn: CalendarDate
    package var today: CalendarDate
    /// Who brought in the referrer, who brought in those, and so on, a set for each step; at most one more than
    /// `ReferralLimits.chainLength` of them.
    package var ancestors: [Set<MemberID>]

    package init(
        friend: MemberID, referrer: MemberID, areActive: Bool, isReferred: Bool, joinedOn: CalendarDate,
        today: CalendarDate, ancestors: [Set<MemberID>]
    ) {
        self.friend = friend
        self.referrer = referrer
        self.areActive = areActive
        self.isReferred = isReferred
        self.joinedOn = joinedOn
        self.today = today
        self.ancestors = ancestors
    }

    /// Follows those who brought each other in.
    ///
    /// - Parameters:
    ///   - member: Where to begin.
    ///   - referrers: Who brought in these members.
    /// - Returns: A set for each step, the nearest first; it ends where nobody brought in anybody, or one step past the limit.
    /// - Throws: What `referrers` throws.
    package static func ancestors<Failure: Error>(
        of member: MemberID, referrers: (Set<MemberID>) throws(Failure) -> Set<MemberID>
    ) throws(Failure) -> [Set<MemberID>] {
        var steps: [Set<MemberID>] = []
        var last: Set<MemberID> = [member]
        while steps.count <= ReferralLimits.chainLength {
            last = try referrers(last)
            guard !last.isEmpty else { break }
            steps.append(last)
        }
        return steps
    }
}

extension ReferralRules {
    /// Says why a member is not taken for brought in by another, or `nil` if they are.
    package func refusal(_ facts: ReferralFacts) -> ReferralRefusal? {
        if facts.friend == facts.referrer { return .selfReferral }
        if !facts.areActive { return .notActive }
        if facts.isReferred { return .alreadyReferred }
        if facts.today > facts.joinedOn.advanced(byDays: windowDays) { return .tooLate }
        if facts.ancestors.contains(where: { $0.contains(facts.friend) }) { return .cycle }
        // The friend is one more.
        if facts.ancestors.count >= ReferralLimits.chainLength { return .chainTooLong }
        return nil
    }
}
