package import Store
package import Vocabulary

extension PostgresStore {
    package func entries(
        ofMembers members: [MemberID], after place: EntryPlace?, limit: Int, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        var parameters: [Parameter] = [
            .home(home), .texts(members.map(\.text)), .integer(LedgerPage.bounded(limit)),
        ]
        if let place {
            parameters += [
                .integer(place.at.millisecondsSince1970), .text(place.writer), .integer(place.sequence),
            ]
        }
        // Writers are compared byte by byte, as the cursor's other readers do.
        let statement = Statement(
            """
            SELECT \(LedgerColumns.list) FROM ledger WHERE home = $1 AND member = ANY ($2::text[])
            \(place == nil ? "" : "AND (at, writer COLLATE \"C\", sequence) < ($4, $5, $6)")
            ORDER BY at DESC, writer COLLATE "C" DESC, sequence DESC LIMIT $3
            """, parameters)
        return try await rows(statement) { found throws(StoreError) in try found.map(LedgerColumns.entry) }
    }
}
