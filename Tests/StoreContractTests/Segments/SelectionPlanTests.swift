import GRDB
import Membership
import Store
import StoreSQLite
import Testing
import Vocabulary

/// That SQLite finds members by the index that a selection says it has.
@Suite struct SelectionPlanTests {
    @Test(
        "A place, a home store and a recent day of joining are found by their index, alone where it says all",
        arguments: [
            (
                "within(30 km, store SH01) and gender = female and tier >= silver",
                "COVERING INDEX member_cell (home=? AND cell=? AND tier=? AND gender=?)"
            ),
            (
                "within(100 km, store SH01) and gender = female and tier >= silver",
                "COVERING INDEX member_cell (home=? AND cell>? AND cell<?)"
            ),
            ("store = SH01 and consent(marketing)", "COVERING INDEX member_store (home=? AND home_store=?)"),
            ("region = 上海市 and not gender = male", "COVERING INDEX member_store (home=? AND home_store=?)"),
            ("joined(2 weeks)", "INDEX member_joined (home=? AND joined_on>? AND joined_on<?)"),
            ("joined_on < 60 days ago", "PRIMARY KEY (home=?)"),
            ("not store = SH01", "PRIMARY KEY (home=?)"),
        ])
    func plan(_ expression: String, _ expected: String) async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            let rule = try SegmentRule(parsing: expression, in: RandomSegments.vocabulary)
            let selection = MemberSelection(rule, today: RandomSegments.today, home: Fixture.home)
            let (sql, values) = SelectionSQL(selection, dialect: .questionMarks).statement(
                SelectionSQL.tallyHead)
            let queue = try DatabaseQueue(path: folder + "/tessera.db")
            let plan = try await queue.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN " + sql,
                    arguments: StatementArguments(values.map(\.databaseValue))
                ).map { $0["detail"] as String }
            }
            #expect(plan.contains { $0.contains("SEARCH m USING \(expected)") }, "\(plan)")
            try queue.close()
            try store.close()
        }
    }
}

extension SelectionSQL.Value {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .text(let text): text.databaseValue
        case .integer(let number): number.databaseValue
        }
    }
}
