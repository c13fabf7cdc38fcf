import Store

/// Reads every chain once, page after page, and its checkpoints beside it.
struct ChainSearch {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// The first fault of each chain, and of each chain's checkpoints.
    func faults() throws(StoreError) -> [String] {
        var faults: [String] = []
        for row in try connection.query("SELECT home, writer FROM chain ORDER BY home, writer").rows {
            var walk = ChainWalk(home: try row[0], writer: try row[1])
            try walk.run(connection)
            faults += walk.faults
        }
        let strangers = try connection.query(
            """
            SELECT DISTINCT writer FROM ledger WHERE NOT EXISTS (
                SELECT FROM chain WHERE chain.home = ledger.home AND chain.writer = ledger.writer) ORDER BY writer
            """)
        return try faults
            + strangers.map { row throws(StoreError) in
                "Ledger \(try row[0] as String) is not in the list of chains."
            }
    }
}

/// The way along one chain.
private struct ChainWalk {
    private let home: Int64
    private let writer: String
    private var verifier: LedgerChain.Verifier
    private var last: Int64 = 0
    /// Entries that a checkpoint may still need, in order.
    private var window: [LedgerEntry] = []
    /// Checkpoints whose entries have not all been read.
    private var open: [Checkpoint] = []
    /// The last entry of the last checkpoint that was read.
    private var covered: Int64 = 0
    private(set) var faults: [String] = []

    init(home: Int64, writer: String) {
        self.home = home
        self.writer = writer
        verifier = LedgerChain.Verifier(writer: writer)
    }

    mutating func run(_ connection: Connection) throws(StoreError) {
        while true {
            let entries = try page(connection)
            guard faults.isEmpty else { return }
            let isLastPage = entries.count < PostgresLimits.rowsPerFetch
            try checkpoints(upTo: isLastPage ? .max : last, connection)
            closeCheckpoints()
            guard faults.isEmpty, !isLastPage else { break }
        }
        if faults.isEmpty, let left = open.first { noteMisfit(left) }
    }

    /// Verifies the next entries; stops at the first fault.
    private mutating func page(_ connection: Connection) throws(StoreError) -> [LedgerEntry] {
        let found = try connection.query(
            """
            SELECT \(LedgerColumns.list) FROM ledger WHERE home = $1 AND writer = $2 AND sequence > $3
            ORDER BY sequence LIMIT $4
            """, [.integer(home), .text(writer), .integer(last), .integer(PostgresLimits.rowsPerFetch)])
        var entries: [LedgerEntry] = []
        for row in found.rows {
            do {
                let entry = try LedgerColumns.entry(row)
                try verifier.verify(entry)
                entries.append(entry)
            } catch let fault as LedgerChain.Fault {
                faults.append(fault.sentence)
                return entries
            } catch {
                faults.append("An entry of ledger \(writer) cannot be read: \(error).")
                return entries
            }
        }
        window += entries
        last = entries.last?.sequence ?? last
        return entries
    }

    private mutating func checkpoints(
        upTo end: Int64, _ connection: Connection
    ) throws(StoreError) {
        let found = try connection.query(
            """
            SELECT first, last, root, key_id, signature FROM checkpoint
            WHERE home = $1 AND writer = $2 AND first > $3 AND first <= $4 ORDER BY first
            """, [.integer(home), .text(writer), .integer(covered), .integer(end)])
        open += try found.map { row throws(StoreError) in
            Checkpoint(
                home: Home(rawValue: home), writer: writer, first: try row[0], last: try row[1],
                root: try row[2],
                seal: Seal(keyID: UInt8(clamping: try row[3] as Int64), signature: try row[4]))
        }
        covered = open.last?.last ?? covered
    }

    /// Recomputes the roots; the signatures are for whoever has the public key.
    private mutating func closeCheckpoints() {
        while let next = open.first, next.last <= last {
            open.removeFirst()
            let entries = window.filter { (next.first...next.last).contains($0.sequence) }
            guard next.fits(entries) else { return noteMisfit(next) }
        }
        let needed = open.first?.first ?? last + 1
        window.removeAll { $0.sequence < needed }
    }

    private mutating func noteMisfit(_ checkpoint: Checkpoint) {
        faults.append("Checkpoint \(checkpoint.last) of ledger \(writer) does not fit its entries.")
    }
}
