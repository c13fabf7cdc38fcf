import Membership
package import Vocabulary

extension MemoryStore: TriggerStore {
    package func members(
        bornOn dayNumber: Int, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [TriggeredMember] {
        let found = state.activeMembers(after: id, home: home).filter { $0.birthDay == dayNumber }
        return found.prefix(max(limit, 0)).map(TriggeredMember.init)
    }

    package func absentMembers(
        _ question: AbsenceQuestion, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [AbsentMember] {
        let absent = state.activeMembers(after: id, home: home).lazy
            .filter { $0.joinedOn <= question.lastDay }
            .map { self.state.absence(of: $0, question, home: home) }
            .filter { $0.lastRedeemedOn.map { $0 <= question.lastDay } ?? true }
        return Array(absent.prefix(max(limit, 0)))
    }
}

extension TriggeredMember {
    fileprivate init(_ record: MemberRecord) {
        self.init(
            id: record.id, homeStore: record.homeStore, joinedOn: record.joinedOn,
            marketingConsent: record.marketingConsent)
    }
}

extension MemoryState {
    /// Members in the program, by id.
    fileprivate func activeMembers(after id: MemberID?, home: Home) -> [MemberRecord] {
        members.filter { key, record in
            key.home == home && record.state.isActive && id.map { $0 < key.key } ?? true
        }.map(\.value).sorted { $0.id < $1.id }
    }

    fileprivate func absence(
        of record: MemberRecord, _ question: AbsenceQuestion, home: Home
    ) -> AbsentMember {
        let family = Set([record.id] + merged(into: record.id, home: home).map(\.id))
        let days = ledger.entries.map(\.draft).filter { draft in
            draft.home == home && draft.kind == .redemption && draft.member.map(family.contains) == true
                && !ledger.entries(of: draft.redemption, home: home).contains(where: \.draft.restoresUse)
        }.map(\.moment.date)
        let given = grants.filter { line in
            line.home == home && line.grant.reason.series == question.series
                && family.contains(line.grant.member)
        }
        return AbsentMember(
            member: TriggeredMember(record), lastRedeemedOn: days.max(), grantCount: given.count,
            lastGrantedAt: given.map(\.grant.at).max())
    }
}
