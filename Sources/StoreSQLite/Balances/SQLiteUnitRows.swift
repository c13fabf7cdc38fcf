import Foundation
import GRDB
import Promotion
import Store
import Vocabulary

/// The rows of the unit ledger inside a transaction, which is the only one that writes.
final class SQLiteUnitRows: UnitRows {
    private let db: Database
    private let home: Home

    init(_ db: Database, home: Home) {
        self.db = db
        self.home = home
    }

    func answer(to key: String) throws(StoreError) -> KeptUnitAnswer? {
        let row = try all("SELECT digest, document FROM unit_answer WHERE home = ? AND key = ?", [key]).first
        guard let row else { return nil }
        return KeptUnitAnswer(
            digest: [UInt8](row[0] as Data),
            outcome: try translatingErrors { try Document.decode(UnitOutcome.self, from: row[1]) })
    }

    func holder(_ member: MemberID) throws(StoreError) -> UnitHolder? {
        let row = try all(
            """
            SELECT id, tier, state = 'member', (SELECT group_concat(other.id, ' ') FROM member AS other
                WHERE other.home = member.home AND other.merged_into = member.id)
            FROM member WHERE home = ?1
                AND id = coalesce((SELECT merged_into FROM member WHERE home = ?1 AND id = ?2), ?2)
            """, [member.text]
        ).first
        return row.map { row in
            let merged = (row[3] as String?)?.split(separator: " ") ?? []
            return UnitHolder(
                member: MemberID(unchecked: row[0]),
                merged: merged.map { MemberID(unchecked: String($0)) }, tier: row[1], isActive: row[2])
        }
    }

    func lots(of members: [MemberID], units: [BalanceUnit]?) throws(StoreError) -> [UnitLot] {
        let unitCondition = units.map { " AND unit IN (\(marks($0)))" } ?? ""
        let values = members.map(\.text) + (units ?? []).map(\.text)
        return try lots(
            "WHERE home = ? AND remaining > 0 AND member IN (\(marks(members)))\(unitCondition)", values)
    }

    func lots(madeBy entries: [UnitEntryID]) throws(StoreError) -> [UnitLot] {
        try lots("WHERE home = ? AND source IN (\(marks(entries)))", entries.map(\.text))
    }

    func endedLots(before day: CalendarDate, limit: Int) throws(StoreError) -> [UnitLot] {
        try lots(
            """
            WHERE home = ? AND remaining > 0 AND last_day IS NOT NULL AND last_day < ?
            ORDER BY member, source, unit LIMIT ?
            """, [day.daysSince1970, limit])
    }

    func debts(of members: [MemberID]) throws(StoreError) -> [UnitDebt] {
        try all(
            "SELECT member, unit, amount FROM unit_debt WHERE home = ? AND member IN (\(marks(members)))",
            members.map(\.text)
        ).map { row throws(StoreError) in
            UnitDebt(
                member: MemberID(unchecked: row[0]), unit: try BalanceUnit(column: row[1]), amount: row[2])
        }
    }

    func entry(_ id: UnitEntryID) throws(StoreError) -> UnitEntry? {
        try entries("WHERE home = ? AND id = ?", [id.text]).first?.entry
    }

    func corrections(of entry: UnitEntryID) throws(StoreError) -> [UnitEntry] {
        try entries("WHERE home = ? AND reverses = ? ORDER BY number", [entry.text]).map(\.entry)
    }

    func added(
        _ unit: BalanceUnit, to members: [MemberID], on day: CalendarDate
    ) throws(StoreError) -> Int64 {
        let rows = try all(
            """
            SELECT coalesce(sum(amount - (SELECT coalesce(sum(undone.amount), 0) FROM unit_entry AS undone
                WHERE undone.home = entry.home AND undone.reverses = entry.id)), 0)
            FROM unit_entry AS entry
            WHERE home = ? AND kind = 'earn' AND day = ? AND member IN (\(marks(members))) AND EXISTS (
                SELECT 1 FROM unit_posting AS posting WHERE posting.home = entry.home
                AND posting.entry = entry.id AND posting.unit = ?)
            """, [day.daysSince1970] + members.map(\.text) + [unit.text])
        return rows.first?[0] ?? 0
    }

    /// The entries of members before a number, newest first.
    func page(
        of members: [MemberID], before number: Int64?, limit: Int
    ) throws(StoreError) -> [NumberedUnitEntry] {
        try entries(
            "WHERE home = ? AND member IN (\(marks(members))) AND number < ? ORDER BY number DESC LIMIT ?",
            members.map(\.text) + [number ?? .max, limit])
    }
}

// MARK: - Reading

extension SQLiteUnitRows {
    private func lots(
        _ condition: String, _ values: [any DatabaseValueConvertible]
    ) throws(StoreError) -> [UnitLot] {
        try all("SELECT \(UnitTables.lot) FROM unit_lot \(condition)", values).map(UnitColumns.lot)
    }

    private func entries(
        _ condition: String, _ values: [any DatabaseValueConvertible]
    ) throws(StoreError) -> [NumberedUnitEntry] {
        let rows = try all("SELECT \(UnitTables.entry) FROM unit_entry \(condition)", values)
        return try rows.map { row throws(StoreError) in
            let postings = try all(
                "SELECT \(UnitTables.posting) FROM unit_posting WHERE home = ? AND entry = ? ORDER BY place",
                [row[1] as String])
            return NumberedUnitEntry(
                number: row[0],
                entry: try UnitColumns.entry(row, postings: try postings.map(UnitColumns.posting)))
        }
    }

    /// The rows of a statement whose first parameter is the home.
    private func all(
        _ sql: String, _ values: [any DatabaseValueConvertible]
    ) throws(StoreError) -> [Row] {
        try translatingErrors {
            try Row.fetchAll(
                db.cachedStatement(sql: sql), arguments: StatementArguments([home.rawValue] + values))
        }
    }

    private func marks(_ values: [some Any]) -> String {
        values.map { _ in "?" }.joined(separator: ", ")
    }
}

// MARK: - Writing

extension SQLiteUnitRows {
    func write(_ change: UnitChange) throws(StoreError) {
        for entry in change.answer.entries { try append(entry) }
        for lot in change.lots {
            try run(
                """
                INSERT INTO unit_lot (home, source, unit, member, amount, remaining, expired, created_on,
                    first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (home, source, unit) DO UPDATE SET remaining = excluded.remaining,
                    expired = excluded.expired, last_day = excluded.last_day
                """,
                [
                    lot.source.text, lot.unit.text, lot.member.text, lot.amount, lot.remaining, lot.expired,
                    lot.createdOn.daysSince1970, lot.firstDay.daysSince1970, lot.lastDay?.daysSince1970,
                ])
        }
        for debt in change.debts {
            try run(
                """
                INSERT INTO unit_debt (home, member, unit, amount) VALUES (?, ?, ?, ?)
                ON CONFLICT (home, member, unit) DO UPDATE SET amount = excluded.amount
                """, [debt.member.text, debt.unit.text, debt.amount])
        }
    }

    func keep(_ answer: KeptUnitAnswer, under key: String, at instant: Instant) throws(StoreError) {
        try run(
            "INSERT INTO unit_answer (home, key, digest, document, at) VALUES (?, ?, ?, ?, ?)",
            [
                key, Data(answer.digest), try translatingErrors { try Document.encode(answer.outcome) },
                instant.millisecondsSince1970,
            ])
    }

    private func append(_ entry: UnitEntry) throws(StoreError) {
        try run(
            """
            INSERT INTO unit_entry (home, id, kind, member, at, day, amount, reverses, reward, note, actor)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                entry.id.text, entry.kind.rawValue, entry.member.text, entry.at.millisecondsSince1970,
                entry.day.daysSince1970, entry.amount, entry.reverses?.text, entry.reward?.text, entry.note,
                entry.actor,
            ])
        for (place, posting) in entry.postings.enumerated() {
            let columns = posting.account.columns
            try run(
                """
                INSERT INTO unit_posting (home, entry, place, unit, account, lot, member, amount)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    entry.id.text, place, posting.unit.text, columns.account, columns.lot?.text,
                    columns.member?.text, posting.amount,
                ])
        }
    }

    private func run(
        _ sql: String, _ values: [(any DatabaseValueConvertible)?]
    ) throws(StoreError) {
        try translatingErrors {
            try db.cachedStatement(sql: sql).execute(
                arguments: StatementArguments([home.rawValue] + values))
        }
    }
}
