import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: TriggerStore {
    package func members(
        bornOn dayNumber: Int, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [TriggeredMember] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: TriggerSQL.born(mark: "?")),
                arguments: [home.rawValue, dayNumber, id?.text ?? "", max(limit, 0)]
            ).map(Self.triggered)
        }
    }

    package func absentMembers(
        _ question: AbsenceQuestion, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [AbsentMember] {
        try await read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: TriggerSQL.absent(mark: "?")),
                arguments: [
                    home.rawValue, question.series, question.lastDay.daysSince1970, id?.text ?? "",
                    max(limit, 0),
                ]
            ).map { row in
                AbsentMember(
                    member: Self.triggered(row),
                    lastRedeemedOn: (row[4] as Int32?).map(CalendarDate.init(daysSince1970:)),
                    grantCount: row[5],
                    lastGrantedAt: (row[6] as Int64?).map(Instant.init(millisecondsSince1970:)))
            }
        }
    }

    private static func triggered(_ row: Row) -> TriggeredMember {
        TriggeredMember(
            id: MemberID(unchecked: row[0]), homeStore: (row[1] as String?).map(StoreID.init(unchecked:)),
            joinedOn: CalendarDate(daysSince1970: row[2]), marketingConsent: row[3])
    }
}
