package import Membership
package import Vocabulary

extension MemoryStore: ReferralStore {
    package func add(
        _ referral: ReferralDraft, audit: AuditRecord, home: Home,
        rule: @escaping @Sendable (ReferralFacts) -> ReferralRefusal?
    ) async throws(StoreError) -> ReferralRefusal? {
        guard let facts = try ReferralProcedure.facts(referral, ReferralLookup(state: state, home: home))
        else {
            throw .constraint("a referral is between two members")
        }
        if let refusal = rule(facts) { return refusal }
        state.referrals[Homed(facts.friend, home)] = ReferralRecord(referral, facts)
        state.audit.append(audit)
        return nil
    }

    package func reviewReferrals(
        after friend: MemberID?, limit: Int, at instant: Instant?, home: Home,
        rule: @escaping @Sendable (ReferralWork) -> ReferralState
    ) async throws(StoreError) -> [ReviewedReferral] {
        let waiting = state.referrals.filter { key, referral in
            key.home == home && referral.state == .waiting && friend.map { $0 < key.key } ?? true
        }.values.sorted { $0.friend < $1.friend }
        let page = waiting.prefix(max(limit, 0)).compactMap { state.work($0, home: home) }
        let reviewed = ReferralProcedure.review(page, rule: rule)
        guard let instant else { return reviewed }
        for referral in reviewed where referral.state != .waiting {
            state.referrals[Homed(referral.work.key, home)]?.state = referral.state
            state.referrals[Homed(referral.work.key, home)]?.stateAt = instant
        }
        return reviewed
    }

    package func referrals(
        of member: MemberID, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        let parts = state.parts(of: member, home: home)
        let found = state.referrals.filter { key, referral in
            key.home == home && (parts.contains(referral.friend) || parts.contains(referral.referrer))
        }.values
        return Array(found.sorted { ($0.at, $0.friend) < ($1.at, $1.friend) }.prefix(max(limit, 0)))
    }

    package func dueReferrals(
        after friend: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        let due = state.referrals.filter { key, referral in
            key.home == home && referral.state == .due && friend.map { $0 < key.key } ?? true
        }.values.sorted { $0.friend < $1.friend }
        return Array(due.prefix(max(limit, 0)))
    }

    package func settleReferral(
        of friend: MemberID, at instant: Instant, home: Home
    ) async throws(StoreError) {
        guard var referral = state.referrals[Homed(friend, home)], referral.state == .due else { return }
        (referral.state, referral.stateAt) = (.rewarded, instant)
        state.referrals[Homed(friend, home)] = referral
    }

    private struct ReferralLookup: ReferralReader {
        let state: MemoryState
        let home: Home

        func member(_ id: MemberID) throws(StoreError) -> MemberRecord? { state.members[Homed(id, home)] }

        func referrers(of member: MemberID) throws(StoreError) -> [MemberID] {
            let found = state.parts(of: member, home: home).compactMap { state.referrals[Homed($0, home)] }
                .filter { $0.state != .void }
            return Set(found.map { state.owner(of: $0.referrer, home: home) }).sorted()
        }
    }
}

extension MemoryState {
    /// A member and those who became part of them.
    fileprivate func parts(of member: MemberID, home: Home) -> Set<MemberID> {
        Set([member] + merged(into: member, home: home).map(\.id))
    }

    /// The member that an id stands for now.
    fileprivate func owner(of member: MemberID, home: Home) -> MemberID {
        members[Homed(member, home)]?.mergedInto ?? member
    }

    fileprivate func work(_ referral: ReferralRecord, home: Home) -> ReferralWork? {
        let (friend, giver) = (
            owner(of: referral.friend, home: home), owner(of: referral.referrer, home: home)
        )
        guard let record = members[Homed(friend, home)], let other = members[Homed(giver, home)] else {
            return nil
        }
        let users = parts(of: friend, home: home)
        let days = ledger.entries.map(\.draft).filter { draft in
            draft.home == home && draft.kind == .redemption && draft.member.map(users.contains) == true
                && !ledger.entries(of: draft.redemption, home: home).contains(where: \.draft.restoresUse)
        }.map(\.moment.date)
        let givers = parts(of: giver, home: home)
        let rewards = referrals.count { key, known in
            key.home == home && known.state.isRewarding && givers.contains(known.referrer)
        }
        return ReferralWork(
            key: referral.friend, friend: friend, friendStore: record.homeStore, referrer: giver,
            areActive: record.state.isActive && other.state.isActive, redeemedOn: days.min(), rewards: rewards
        )
    }
}
