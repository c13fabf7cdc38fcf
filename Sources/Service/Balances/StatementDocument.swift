import Promotion
package import Vocabulary

/// A page of a member's entries, newest first.
package struct StatementDocument: Sendable, Hashable, Encodable {
    package let member: MemberID
    package let entries: [UnitEntryDocument]
    /// Before which entry the next page ends; missing on the last one.
    package let next: Int64?

    /// The entries of the page that moved a unit.
    func only(_ unit: BalanceUnit) -> StatementDocument {
        let moved = entries.filter { entry in entry.movements.contains { $0.unit == unit } }
        return StatementDocument(member: member, entries: moved, next: next)
    }

    /// A row for each unit that an entry moved.
    package var lines: String {
        let rows = entries.flatMap { entry in
            let gains = entry.gains.map { ($0.amount.description, $0.unit.text) }
            return (gains.isEmpty ? [("0", "")] : gains).map { amount, unit in
                [
                    entry.day.description, entry.kind.rawValue, amount, unit, entry.entry.text,
                    entry.reward.map { "reward \($0)" } ?? entry.reverses.map { "of \($0)" } ?? entry.note
                        ?? "",
                ]
            }
        }
        let heads = ["DAY", "KIND", "AMOUNT", "UNIT", "ENTRY", "NOTE"]
        let table = TextTable(rows: [heads] + rows, alignments: [.leading, .leading, .trailing])
        return (table.lines + (next.map { ["more: --before \($0)"] } ?? [])).joined(separator: "\n")
    }
}
