import Store
import Vocabulary

/// Counts by placement, one query a kind of event.
struct PlacementTally {
    private let connection: Connection
    private let span: Range<Instant>
    private var counted: [String: PlacementCounts] = [:]

    init(_ connection: Connection, span: Range<Instant>) throws(StoreError) {
        self.connection = connection
        self.span = span
        for row in try connection.query("SELECT id FROM placement").rows {
            let id: String = try row[0]
            counted[id] = PlacementCounts(placement: PlacementID(unchecked: id))
        }
    }

    /// The counts by placement id.
    var counts: [PlacementCounts] { counted.values.sorted { $0.placement < $1.placement } }

    /// Adds scans and landings; a visitor who came in several net classes is one.
    mutating func addVisits(netClasses: Set<String>) throws(StoreError) {
        let isNet = "kind = 'scan' AND scan_class = ANY($3)"
        let found = try connection.query(
            """
            SELECT placement, count(*) FILTER (WHERE kind = 'scan'), count(*) FILTER (WHERE \(isNet)),
                count(DISTINCT visitor) FILTER (WHERE \(isNet)), count(*) FILTER (WHERE kind = 'landing')
            FROM visit WHERE at >= $1 AND at < $2 GROUP BY placement
            """, instants + [.texts(netClasses.sorted())])
        for row in found.rows {
            try update(row) { counts throws(StoreError) in
                counts.scansGross = try row[1]
                counts.scansNet = try row[2]
                counts.scansUnique = try row[3]
                counts.landings = try row[4]
            }
        }
    }

    /// Adds members by when they joined; followers have not.
    mutating func addJoins() throws(StoreError) {
        let found = try connection.query(
            """
            SELECT placement, count(*) FROM member
            WHERE placement IS NOT NULL AND state <> 'follower' AND joined_at >= $1 AND joined_at < $2
            GROUP BY placement
            """, instants)
        for row in found.rows { try update(row) { counts throws(StoreError) in counts.joins = try row[1] } }
    }

    /// Adds redemptions and reversals, and what they moved.
    mutating func addLedger() throws(StoreError) {
        let found = try connection.query(
            """
            SELECT placement, count(*) FILTER (WHERE kind = 'redemption'),
                count(*) FILTER (WHERE kind <> 'redemption')
            FROM ledger WHERE placement IS NOT NULL AND at >= $1 AND at < $2 GROUP BY placement
            """, instants)
        for row in found.rows {
            try update(row) { counts throws(StoreError) in
                counts.redemptions = try row[1]
                counts.reversals = try row[2]
            }
        }
        try addSums(of: "amount", to: \.spend)
        try addSums(of: "discount", to: \.discount)
    }

    private mutating func addSums(
        of column: String, to part: WritableKeyPath<PlacementCounts, [Money]>
    ) throws(StoreError) {
        let found = try connection.query(
            """
            SELECT placement, sum(CASE kind WHEN 'redemption' THEN \(column) ELSE -\(column) END)::bigint,
                \(column)_currency
            FROM ledger WHERE placement IS NOT NULL AND at >= $1 AND at < $2 AND \(column) IS NOT NULL
            GROUP BY placement, \(column)_currency ORDER BY placement, \(column)_currency
            """, instants)
        for row in found.rows {
            try update(row) { counts throws(StoreError) in
                counts[keyPath: part].append(try row.money(1, currency: 2))
            }
        }
    }

    private var instants: [Parameter] { [.instant(span.lowerBound), .instant(span.upperBound)] }

    /// Visits to a placement that is not ours are not counted.
    private mutating func update(
        _ row: Row, _ change: (inout PlacementCounts) throws(StoreError) -> Void
    ) throws(StoreError) {
        let placement: String = try row[0]
        guard var counts = counted[placement] else { return }
        try change(&counts)
        counted[placement] = counts
    }
}
