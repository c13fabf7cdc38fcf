import Membership
import Store
import Vocabulary

extension FailingStore: ReferralStore {
    func add(
        _ referral: ReferralDraft, audit: AuditRecord, home: Home,
        rule: @escaping @Sendable (ReferralFacts) -> ReferralRefusal?
    ) async throws(StoreError) -> ReferralRefusal? {
        try await base.add(referral, audit: audit, home: home, rule: rule)
    }

    func reviewReferrals(
        after friend: MemberID?, limit: Int, at instant: Instant?, home: Home,
        rule: @escaping @Sendable (ReferralWork) -> ReferralState
    ) async throws(StoreError) -> [ReviewedReferral] {
        try await base.reviewReferrals(after: friend, limit: limit, at: instant, home: home, rule: rule)
    }

    func referrals(of member: MemberID, limit: Int, home: Home) async throws(StoreError) -> [ReferralRecord] {
        try await base.referrals(of: member, limit: limit, home: home)
    }

    func dueReferrals(
        after friend: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [ReferralRecord] {
        try await base.dueReferrals(after: friend, limit: limit, home: home)
    }

    func settleReferral(of friend: MemberID, at instant: Instant, home: Home) async throws(StoreError) {
        try await base.settleReferral(of: friend, at: instant, home: home)
    }
}
