package import Store
package import Vocabulary

extension PostgresStore: TriggerStore {
    package func members(
        bornOn dayNumber: Int, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [TriggeredMember] {
        let statement = Statement(
            TriggerSQL.born(mark: "$"),
            [.home(home), .integer(dayNumber), .text(id?.text ?? ""), .integer(max(limit, 0))])
        return try await rows(statement) { found throws(StoreError) in try found.map(Self.triggered) }
    }

    package func absentMembers(
        _ question: AbsenceQuestion, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [AbsentMember] {
        let statement = Statement(
            TriggerSQL.absent(mark: "$"),
            [
                .home(home), .text(question.series), .integer(question.lastDay.daysSince1970),
                .text(id?.text ?? ""), .integer(max(limit, 0)),
            ])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                AbsentMember(
                    member: try Self.triggered(row), lastRedeemedOn: try row.optionalDay(4),
                    grantCount: try row[5], lastGrantedAt: try row.optionalInstant(6))
            }
        }
    }

    private static func triggered(_ row: Row) throws(StoreError) -> TriggeredMember {
        TriggeredMember(
            id: try row.id(0), homeStore: try row.optionalID(1), joinedOn: try row.day(2),
            marketingConsent: try row[3])
    }
}
