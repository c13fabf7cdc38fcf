import Membership
import Store
import Vocabulary

extension FailingStore: TierStore {
    func memberTiers(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberTier] {
        try await base.memberTiers(after: id, limit: limit, home: home)
    }

    func memberTier(_ id: MemberID, home: Home) async throws(StoreError) -> MemberTier? {
        try await base.memberTier(id, home: home)
    }

    func pointsEarned(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, home: Home
    ) async throws(StoreError) -> [MemberID: [CalendarDate: Int64]] {
        try await base.pointsEarned(from: first, through: last, on: days, home: home)
    }

    func activity(
        from first: MemberID, through last: MemberID, on days: ClosedRange<CalendarDate>, currency: Currency,
        home: Home
    ) async throws(StoreError) -> [MemberID: [DayActivity]] {
        try await base.activity(from: first, through: last, on: days, currency: currency, home: home)
    }

    func write(
        _ updates: [TierUpdate], audit: AuditRecord?, home: Home
    ) async throws(StoreError) -> Set<MemberID> {
        try await base.write(updates, audit: audit, home: home)
    }

    func tierChanges(of member: MemberID, home: Home) async throws(StoreError) -> [TierChangeRecord] {
        try await base.tierChanges(of: member, home: home)
    }
}
