import Store
import Vocabulary

extension FailingStore: TriggerStore {
    func members(
        bornOn dayNumber: Int, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [TriggeredMember] {
        try await base.members(bornOn: dayNumber, after: id, limit: limit, home: home)
    }

    func absentMembers(
        _ question: AbsenceQuestion, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [AbsentMember] {
        try await base.absentMembers(question, after: id, limit: limit, home: home)
    }
}
