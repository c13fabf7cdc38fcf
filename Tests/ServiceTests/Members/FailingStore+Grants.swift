import Store
import Vocabulary

extension FailingStore: GrantStore {
    func grant(_ order: GrantOrder, audit: AuditRecord, home: Home) async throws(StoreError) -> GrantAnswer {
        try await base.grant(order, audit: audit, home: home)
    }

    func grant(
        _ reason: GrantReason, of member: MemberID, home: Home
    ) async throws(StoreError) -> GrantRecord? {
        try await base.grant(reason, of: member, home: home)
    }

    func grants(
        of member: MemberID?, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedGrant] {
        try await base.grants(of: member, before: number, limit: limit, home: home)
    }

    func owedCards(
        after number: Int64, since day: CalendarDate, limit: Int, home: Home
    ) async throws(StoreError) -> [OwedCard] {
        try await base.owedCards(after: number, since: day, limit: limit, home: home)
    }
}
