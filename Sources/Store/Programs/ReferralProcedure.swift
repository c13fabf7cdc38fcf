package import Membership
package import Vocabulary

/// What an engine answers inside the transaction in which a referral is decided.
package protocol ReferralReader {
    func member(_ id: MemberID) throws(StoreError) -> MemberRecord?
    /// Who brought in a member or anyone who became part of them: those whom they are part of now, void ones left out.
    func referrers(of member: MemberID) throws(StoreError) -> [MemberID]
}

/// The steps of adding and of reviewing referrals, the same for every engine.
package enum ReferralProcedure {
    /// Gathers what the rule asks for.
    ///
    /// - Parameters:
    ///   - draft: Two members.
    ///   - reader: The engine's, in its transaction.
    /// - Returns: The facts, or `nil` if there is no such member.
    /// - Throws: `StoreError`.
    /// - Complexity: At most `ReferralLimits.chainLength` steps up.
    package static func facts(
        _ draft: ReferralDraft, _ reader: some ReferralReader
    ) throws(StoreError) -> ReferralFacts? {
        guard let friend = try owner(draft.friend, reader), let referrer = try owner(draft.referrer, reader)
        else { return nil }
        let ancestors = try ReferralFacts.ancestors(of: referrer.id) { members throws(StoreError) in
            var found: Set<MemberID> = []
            for member in members { found.formUnion(try reader.referrers(of: member)) }
            return found
        }
        return ReferralFacts(
            friend: friend.id, referrer: referrer.id,
            areActive: friend.state.isActive && referrer.state.isActive,
            isReferred: try !reader.referrers(of: friend.id).isEmpty, joinedOn: friend.joinedOn,
            today: draft.today, ancestors: ancestors)
    }

    /// The member that an id stands for now.
    private static func owner(
        _ id: MemberID, _ reader: some ReferralReader
    ) throws(StoreError) -> MemberRecord? {
        let record = try reader.member(id)
        guard let other = record?.mergedInto else { return record }
        return try reader.member(other)
    }

    /// Decides a page in its order; a reward that it gives counts for those that come after it.
    package static func review(
        _ page: [ReferralWork], rule: (ReferralWork) -> ReferralState
    ) -> [ReviewedReferral] {
        var given: [MemberID: Int] = [:]
        return page.map { work in
            var work = work
            work.rewards += given[work.referrer] ?? 0
            let state = rule(work)
            if state.isRewarding { given[work.referrer, default: 0] += 1 }
            return ReviewedReferral(work: work, state: state)
        }
    }
}
