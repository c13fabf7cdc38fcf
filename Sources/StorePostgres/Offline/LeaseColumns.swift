import Store
import Vocabulary

/// A lease's columns in one fixed order.
enum LeaseColumns {
    static let list = """
        home, id, terminal, store, issued_at, usable_until, held_until, coupons, uses, returned_at
        """

    static func lease(_ row: Row) throws(StoreError) -> LeaseRecord {
        LeaseRecord(
            id: try row.id(1), home: Home(rawValue: try row[0]), terminal: try row.id(2),
            store: try row.id(3),
            issuedAt: try row.instant(4), usableUntil: try row.instant(5), heldUntil: try row.instant(6),
            couponCount: try row[7], useCount: try row[8], returnedAt: try row.optionalInstant(9))
    }

    static func writing(_ lease: LeaseRecord) -> Statement {
        Statement(
            """
            INSERT INTO lease (\(list)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (home, id) DO UPDATE SET returned_at = excluded.returned_at
            """,
            [
                .home(lease.home), .id(lease.id), .id(lease.terminal), .id(lease.store),
                .instant(lease.issuedAt), .instant(lease.usableUntil), .instant(lease.heldUntil),
                .integer(lease.couponCount), .integer(lease.useCount),
                .integer(lease.returnedAt?.millisecondsSince1970),
            ])
    }
}

/// Rows of the list of losses.
enum LossColumns {
    /// Adds entries; one that is there already stays as it is.
    static func writing(_ entries: [OfflineLossEntry], home: Home) throws(StoreError) -> Statement {
        let sorted = entries.sorted { left, right in
            let (one, other) = (left.idempotency, right.idempotency)
            return (one.terminal.text, one.key) < (other.terminal.text, other.key)
        }
        var records: [String?] = []
        for entry in sorted {
            if case .lost(let loss) = entry {
                records.append(try Document.encode(loss))
            } else {
                records.append(nil)
            }
        }
        return Statement(
            """
            INSERT INTO offline_loss (home, terminal, key, at, use, record)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
            ON CONFLICT DO NOTHING
            """,
            [
                .home(home), .texts(sorted.map(\.idempotency.terminal.text)),
                .texts(sorted.map(\.idempotency.key)),
                .integers(sorted.map { $0.at.millisecondsSince1970 }), .texts(sorted.map(\.undoneUse)),
                .texts(records),
            ])
    }
}

extension OfflineLossEntry {
    fileprivate var at: Instant {
        switch self {
        case .lost(let loss): loss.moment.instant
        case .undone(_, _, _, let at): at
        }
    }

    fileprivate var undoneUse: String? {
        switch self {
        case .lost: nil
        case .undone(_, _, let use, _): use
        }
    }
}
