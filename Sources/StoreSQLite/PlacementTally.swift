import GRDB
import Store
import Vocabulary

/// Counts by placement, one query a kind of event.
struct PlacementTally {
    private let db: Database
    private let span: Range<Instant>
    private var counted: [String: PlacementCounts] = [:]

    init(_ db: Database, span: Range<Instant>) throws {
        self.db = db
        self.span = span
        for id in try String.fetchAll(db, sql: "SELECT id FROM placement") {
            counted[id] = PlacementCounts(placement: PlacementID(unchecked: id))
        }
    }

    /// The counts by placement id.
    var counts: [PlacementCounts] { counted.values.sorted { $0.placement < $1.placement } }

    /// Adds scans and landings; a visitor who came in several net classes is one.
    mutating func addVisits(netClasses: Set<String>) throws {
        let marks = Array(repeating: "?", count: netClasses.count).joined(separator: ", ")
        let isNet = "kind = 'scan' AND scan_class IN (\(marks))"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT placement, count(*) FILTER (WHERE kind = 'scan'), count(*) FILTER (WHERE \(isNet)),
                    count(DISTINCT CASE WHEN \(isNet) THEN visitor END),
                    count(*) FILTER (WHERE kind = 'landing')
                FROM visit WHERE at >= ? AND at < ? GROUP BY placement
                """, arguments: StatementArguments(netClasses.sorted() + netClasses.sorted()) + instants)
        for row in rows {
            update(row[0]) { counts in
                counts.scansGross = row[1]
                counts.scansNet = row[2]
                counts.scansUnique = row[3]
                counts.landings = row[4]
            }
        }
    }

    /// Adds members by when they joined; followers have not.
    mutating func addJoins() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT placement, count(*) FROM member
                WHERE placement IS NOT NULL AND state <> 'follower' AND joined_at >= ? AND joined_at < ?
                GROUP BY placement
                """, arguments: instants)
        for row in rows { update(row[0]) { $0.joins = row[1] } }
    }

    /// Adds redemptions and reversals, and what they moved.
    mutating func addLedger() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT placement, count(*) FILTER (WHERE kind = 'redemption'),
                    count(*) FILTER (WHERE kind <> 'redemption')
                FROM ledger WHERE placement IS NOT NULL AND at >= ? AND at < ? GROUP BY placement
                """, arguments: instants)
        for row in rows {
            update(row[0]) { counts in
                counts.redemptions = row[1]
                counts.reversals = row[2]
            }
        }
        // Coupons that were redeemed together share one purchase, which counts once.
        try addSums(of: "amount", where: "AND (stack IS NULL OR stack = redemption)", to: \.spend)
        try addSums(of: "discount", where: "", to: \.discount)
    }

    private mutating func addSums(
        of column: String, where condition: String, to part: WritableKeyPath<PlacementCounts, [Money]>
    ) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT placement, \(column)_currency AS currency,
                    sum(CASE kind WHEN 'redemption' THEN \(column) ELSE -\(column) END)
                FROM ledger WHERE placement IS NOT NULL AND at >= ? AND at < ? AND \(column) IS NOT NULL \(condition)
                GROUP BY placement, currency ORDER BY placement, currency
                """, arguments: instants)
        for row in rows {
            let money = try LedgerColumns.requiredMoney(row[2], row[1])
            update(row[0]) { $0[keyPath: part].append(money) }
        }
    }

    private var instants: StatementArguments {
        [span.lowerBound.millisecondsSince1970, span.upperBound.millisecondsSince1970]
    }

    /// Visits to a placement that is not ours are not counted.
    private mutating func update(_ placement: String, _ change: (inout PlacementCounts) -> Void) {
        guard var counts = counted[placement] else { return }
        change(&counts)
        counted[placement] = counts
    }
}
