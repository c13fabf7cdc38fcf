/// What the unit ledger says twice and must agree, as questions that both engines understand.
package enum UnitFaults: CaseIterable, Sendable {
    /// Entries whose postings do not add up to zero.
    case sums
    /// Lots that differ from their postings.
    case lots
    /// Debts that differ from their postings.
    case debts
    /// Entries of which more was taken back than there was.
    case corrections

    /// Selects the names of what is wrong, at most `limit`.
    package func query(limit: Int) -> String {
        switch self {
        case .sums:
            """
            SELECT entry || ' in ' || unit FROM unit_posting GROUP BY home, entry, unit
            HAVING sum(amount) <> 0 ORDER BY 1 LIMIT \(limit)
            """
        case .lots:
            """
            SELECT source || ' of ' || unit FROM (
                SELECT home, source, unit, remaining, expired FROM unit_lot
                UNION ALL
                SELECT posting.home, lot, unit, -posting.amount,
                    CASE kind WHEN 'expire' THEN posting.amount ELSE 0 END
                FROM unit_posting AS posting JOIN unit_entry AS entry
                    ON entry.home = posting.home AND entry.id = posting.entry
                WHERE lot IS NOT NULL) AS both_sides
            GROUP BY home, source, unit HAVING sum(remaining) <> 0 OR sum(expired) <> 0
            ORDER BY 1 LIMIT \(limit)
            """
        case .debts:
            """
            SELECT member || ' in ' || unit FROM (
                SELECT home, member, unit, amount FROM unit_debt
                UNION ALL
                SELECT home, member, unit, amount FROM unit_posting WHERE account = 'debt') AS both_sides
            GROUP BY home, member, unit HAVING sum(amount) <> 0 ORDER BY 1 LIMIT \(limit)
            """
        case .corrections:
            """
            SELECT entry.id FROM unit_entry AS entry JOIN (
                SELECT home, reverses, sum(amount) AS total FROM unit_entry
                WHERE reverses IS NOT NULL GROUP BY home, reverses) AS done
            ON done.home = entry.home AND done.reverses = entry.id
            WHERE done.total > abs(entry.amount) ORDER BY entry.id LIMIT \(limit)
            """
        }
    }

    /// Says what is wrong.
    package func sentence(_ name: String) -> String {
        switch self {
        case .sums: "The postings of entry \(name) do not add up to zero."
        case .lots: "Lot \(name) differs from its postings."
        case .debts: "The debt of \(name) differs from its postings."
        case .corrections: "More of entry \(name) was taken back than there was."
        }
    }
}
