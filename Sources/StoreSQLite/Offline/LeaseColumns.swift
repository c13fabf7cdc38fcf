import GRDB
import Store
import Vocabulary

/// A lease's columns in one fixed order.
enum LeaseColumns {
    static let list = """
        home, id, terminal, store, issued_at, usable_until, held_until, coupons, uses, returned_at
        """

    static func lease(_ row: Row) -> LeaseRecord {
        LeaseRecord(
            id: LeaseID(unchecked: row[1]), home: Home(rawValue: row[0]),
            terminal: TerminalID(unchecked: row[2]), store: StoreID(unchecked: row[3]),
            issuedAt: Instant(millisecondsSince1970: row[4]),
            usableUntil: Instant(millisecondsSince1970: row[5]),
            heldUntil: Instant(millisecondsSince1970: row[6]), couponCount: row[7], useCount: row[8],
            returnedAt: (row[9] as Int64?).map(Instant.init(millisecondsSince1970:)))
    }

    static func write(_ lease: LeaseRecord, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO lease (\(list)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (home, id) DO UPDATE SET returned_at = excluded.returned_at
                """)
        try statement.execute(arguments: [
            lease.home.rawValue, lease.id.text, lease.terminal.text, lease.store.text,
            lease.issuedAt.millisecondsSince1970, lease.usableUntil.millisecondsSince1970,
            lease.heldUntil.millisecondsSince1970, lease.couponCount, lease.useCount,
            lease.returnedAt?.millisecondsSince1970,
        ])
    }
}

/// A row of the list of losses.
enum LossColumns {
    /// Adds an entry; one that is there already stays as it is.
    static func write(_ entry: OfflineLossEntry, home: Home, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO offline_loss (home, terminal, key, at, use, document) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
        let name = entry.idempotency
        let fields: (at: Instant, use: String?, document: String?) =
            switch entry {
            case .lost(let loss): (loss.moment.instant, nil, try Document.encode(loss))
            case .undone(_, _, let use, let at): (at, use, nil)
            }
        try statement.execute(arguments: [
            home.rawValue, name.terminal.text, name.key, fields.at.millisecondsSince1970, fields.use,
            fields.document,
        ])
    }
}
