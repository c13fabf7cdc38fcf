import GRDB
package import Store
package import Vocabulary

extension SQLiteStore {
    package func entries(
        ofMembers members: [MemberID], after place: EntryPlace?, limit: Int, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        let marks = members.map { _ in "?" }.joined(separator: ", ")
        var arguments: StatementArguments = [home.rawValue]
        arguments += StatementArguments(members.map(\.text))
        if let place {
            arguments += [place.at.millisecondsSince1970, place.writer, place.sequence]
        }
        arguments += [LedgerPage.bounded(limit)]
        let sql = """
            SELECT \(LedgerColumns.list) FROM ledger WHERE home = ? AND member IN (\(marks))
            \(place == nil ? "" : "AND (at, writer, sequence) < (?, ?, ?)")
            ORDER BY at DESC, writer DESC, sequence DESC LIMIT ?
            """
        return try await read { [arguments] db in
            try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map(LedgerColumns.entry)
        }
    }
}
