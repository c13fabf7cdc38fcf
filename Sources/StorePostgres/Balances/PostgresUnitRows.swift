import Promotion
import Store
import Vocabulary

/// The rows of the unit ledger inside a transaction.
///
/// A transaction that writes locks its key, its member and every lot that it reads, in this order, so that parallel
/// spendings of one balance are decided one after the other.
final class PostgresUnitRows: UnitRows {
    let connection: Connection
    let home: Home
    private let locks: Locks

    /// Whether rows are locked as they are read.
    enum Locks {
        case none, taken
    }

    init(_ connection: Connection, home: Home, locks: Locks) {
        self.connection = connection
        self.home = home
        self.locks = locks
    }

    func answer(to key: String) throws(StoreError) -> KeptUnitAnswer? {
        if locks == .taken {
            // Before the look: whoever uses the same key at the same time has committed then.
            try connection.query(
                "SELECT pg_advisory_xact_lock(hashtextextended($1, $2))", [.text("unit " + key), .home(home)])
        }
        return try connection.query(
            "SELECT digest, document FROM unit_answer WHERE home = $1 AND key = $2",
            [.home(home), .text(key)]
        ).one { row throws(StoreError) in
            KeptUnitAnswer(
                digest: try row[0], outcome: try Document.decode(UnitOutcome.self, from: try row[1]))
        }
    }

    func holder(_ member: MemberID) throws(StoreError) -> UnitHolder? {
        guard let asked = try standing(of: member) else { return nil }
        let id = asked.mergedInto ?? member
        guard let found = id == member ? asked : try standing(of: id) else { return nil }
        let merged = try connection.query(
            "SELECT id FROM member WHERE home = $1 AND merged_into = $2", [.home(home), .id(id)]
        ).map { row throws(StoreError) in try row.id(0) as MemberID }
        return UnitHolder(member: id, merged: merged, tier: found.tier, isActive: found.isActive)
    }

    func lots(of members: [MemberID], units: [BalanceUnit]?) throws(StoreError) -> [UnitLot] {
        let values: [Parameter] = units.map { [.texts($0.map(\.text))] } ?? []
        return try lots(
            "remaining > 0 AND member = ANY($2)\(units == nil ? "" : " AND unit = ANY($3)")",
            [.texts(members.map(\.text))] + values)
    }

    func lots(madeBy entries: [UnitEntryID]) throws(StoreError) -> [UnitLot] {
        try lots("source = ANY($2)", [.texts(entries.map(\.text))])
    }

    func endedLots(before day: CalendarDate, limit: Int) throws(StoreError) -> [UnitLot] {
        // By member, so that one entry books all that a member lost.
        try connection.query(
            """
            SELECT \(UnitTables.lot) FROM unit_lot
            WHERE home = $1 AND remaining > 0 AND last_day IS NOT NULL AND last_day < $2
            ORDER BY member, source, unit LIMIT $3 FOR UPDATE
            """, [.home(home), .integer(day.daysSince1970), .integer(limit)]
        ).map(UnitColumns.lot)
    }

    func debts(of members: [MemberID]) throws(StoreError) -> [UnitDebt] {
        try connection.query(
            "SELECT member, unit, amount FROM unit_debt WHERE home = $1 AND member = ANY($2)\(lock)",
            [.home(home), .texts(members.map(\.text))]
        ).map { row throws(StoreError) in
            UnitDebt(member: try row.id(0), unit: try BalanceUnit(column: try row[1]), amount: try row[2])
        }
    }

    func entry(_ id: UnitEntryID) throws(StoreError) -> UnitEntry? {
        try entries("id = $2", [.id(id)]).first?.entry
    }

    func corrections(of entry: UnitEntryID) throws(StoreError) -> [UnitEntry] {
        try entries("reverses = $2 ORDER BY number", [.id(entry)]).map(\.entry)
    }

    func added(
        _ unit: BalanceUnit, to members: [MemberID], on day: CalendarDate
    ) throws(StoreError) -> Int64 {
        let rows = try connection.query(
            """
            SELECT coalesce(sum(amount - (SELECT coalesce(sum(undone.amount), 0) FROM unit_entry AS undone
                WHERE undone.home = entry.home AND undone.reverses = entry.id)), 0)::bigint
            FROM unit_entry AS entry
            WHERE home = $1 AND kind = 'earn' AND day = $2 AND member = ANY($3) AND EXISTS (
                SELECT FROM unit_posting AS posting WHERE posting.home = entry.home
                AND posting.entry = entry.id AND posting.unit = $4)
            """,
            [
                .home(home), .integer(day.daysSince1970), .texts(members.map(\.text)), .text(unit.text),
            ])
        return try rows.one { row throws(StoreError) in try row[0] as Int64 } ?? 0
    }

    /// The entries of members before a number, newest first.
    func page(
        of members: [MemberID], before number: Int64?, limit: Int
    ) throws(StoreError) -> [NumberedUnitEntry] {
        try entries(
            "member = ANY($2) AND number < $3 ORDER BY number DESC LIMIT $4",
            [.texts(members.map(\.text)), .integer(number ?? .max), .integer(limit)])
    }
}

// MARK: - Reading

extension PostgresUnitRows {
    private var lock: String { locks == .taken ? " FOR UPDATE" : "" }

    private struct Standing {
        let tier: String
        let isActive: Bool
        let mergedInto: MemberID?
    }

    /// A member's row, locked as it is now; referring to it stays possible for others.
    private func standing(of member: MemberID) throws(StoreError) -> Standing? {
        try connection.query(
            """
            SELECT tier, state = 'member', merged_into FROM member WHERE home = $1 AND id = $2
            \(locks == .taken ? "FOR NO KEY UPDATE" : "")
            """, [.home(home), .id(member)]
        ).one { row throws(StoreError) in
            Standing(tier: try row[0], isActive: try row[1], mergedInto: try row.optionalID(2))
        }
    }

    private func lots(_ condition: String, _ values: [Parameter]) throws(StoreError) -> [UnitLot] {
        // In the order of their names, so that two who want the same lots wait for each other and never both.
        try connection.query(
            """
            SELECT \(UnitTables.lot) FROM unit_lot WHERE home = $1 AND \(condition)
            ORDER BY source, unit\(lock)
            """, [.home(home)] + values
        ).map(UnitColumns.lot)
    }

    private func entries(
        _ condition: String, _ values: [Parameter]
    ) throws(StoreError) -> [NumberedUnitEntry] {
        let rows = try connection.query(
            "SELECT \(UnitTables.entry) FROM unit_entry WHERE home = $1 AND \(condition)",
            [.home(home)] + values)
        let ids = try rows.map { row throws(StoreError) in try row[1] as String }
        var postings: [String: [UnitPosting]] = [:]
        let found = try connection.query(
            """
            SELECT \(UnitTables.posting), entry FROM unit_posting
            WHERE home = $1 AND entry = ANY($2) ORDER BY entry, place
            """, [.home(home), .texts(ids)])
        for row in found.rows { postings[try row[5], default: []].append(try UnitColumns.posting(row)) }
        return try rows.map { row throws(StoreError) in
            NumberedUnitEntry(
                number: try row[0],
                entry: try UnitColumns.entry(row, postings: postings[try row[1]] ?? []))
        }
    }
}
