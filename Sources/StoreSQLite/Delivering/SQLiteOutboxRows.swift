import Foundation
import GRDB
package import Store
package import Vocabulary

/// The rows of delivering in one transaction on a `SQLiteStore`; lives no longer than it.
package final class SQLiteOutboxRows: DeliveryRows {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Appends events, in the transaction of what they tell of.
    static func insert(_ events: [EventDraft], _ db: Database) throws(StoreError) {
        try translatingErrors {
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO event (id, kind, home, coupon, writer, sequence, document, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for event in events { try statement.execute(arguments: arguments(event)) }
        }
    }

    package func webhooks() throws(StoreError) -> [WebhookRecord] {
        try all(
            "SELECT id, kinds, state, state_at, generation, previous_until FROM webhook ORDER BY id", []
        ).map { row throws(StoreError) in
            let kinds = try (row[1] as String).split(separator: ",").map { word throws(StoreError) in
                try stored(String(word)) as EventKind
            }
            return WebhookRecord(
                id: WebhookID(unchecked: row[0]), kinds: Set(kinds), state: try stored(row[2] as String),
                stateAt: Instant(millisecondsSince1970: row[3]), generation: row[4],
                previousUntil: (row[5] as Int64?).map(Instant.init(millisecondsSince1970:)))
        }
    }

    package func put(_ webhook: WebhookRecord) throws(StoreError) {
        try run(
            """
            INSERT INTO webhook (id, kinds, state, state_at, generation, previous_until)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET kinds = excluded.kinds, state = excluded.state,
                state_at = excluded.state_at, generation = excluded.generation,
                previous_until = excluded.previous_until
            """,
            [
                webhook.id.text, webhook.kinds.map(\.rawValue).sorted().joined(separator: ","),
                webhook.state.rawValue, webhook.stateAt.millisecondsSince1970, webhook.generation,
                webhook.previousUntil?.millisecondsSince1970,
            ])
    }

    package func append(_ events: [EventDraft]) throws(StoreError) {
        try Self.insert(events, db)
    }

    package func undispatched(limit: Int) throws(StoreError) -> [EventHeadline] {
        try all(
            "SELECT number, kind, home, coupon FROM event WHERE position IS NULL ORDER BY number LIMIT ?",
            [limit]
        ).map { row throws(StoreError) in try Self.headline(row) }
    }

    package func dispatch(_ events: [Int64]) throws(StoreError) {
        for event in events {
            try run(
                """
                UPDATE event SET position = 1 + coalesce(
                    (SELECT max(position) FROM event WHERE position IS NOT NULL), 0) WHERE number = ?
                """, [event])
        }
    }

    package func headline(of event: Int64) throws(StoreError) -> EventHeadline? {
        try all("SELECT number, kind, home, coupon FROM event WHERE number = ?", [event]).first
            .map { row throws(StoreError) in try Self.headline(row) }
    }

    package func event(_ number: Int64) throws(StoreError) -> EventRecord? {
        try events("WHERE number = ?", [number]).first
    }

    package func event(_ id: EventID) throws(StoreError) -> EventRecord? {
        try events("WHERE id = ?", [id.text]).first
    }

    package func events(after position: Int64, limit: Int) throws(StoreError) -> [EventRecord] {
        try events(
            "WHERE position IS NOT NULL AND position > ? ORDER BY position LIMIT ?", [position, limit])
    }

    package func delivery(
        of event: Int64, to webhook: WebhookID
    ) throws(StoreError) -> DeliveryRecord? {
        try deliveries("WHERE webhook = ? AND event = ?", [webhook.text, event]).first
    }

    package func deliveries(of event: Int64) throws(StoreError) -> [DeliveryRecord] {
        try deliveries("WHERE event = ? ORDER BY webhook", [event])
    }

    package func put(_ delivery: DeliveryRecord) throws(StoreError) {
        try run(Self.deliveryUpsert, Self.arguments(delivery))
    }

    package func head(of queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord? {
        try deliveries(
            "WHERE webhook = ? AND home = ? AND coupon = ? AND state = 'ready'", Self.arguments(queue)
        ).first
    }

    /// Without the index's name SQLite walks through everything that was ever told, since that is in order too.
    package func first(in queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord? {
        try deliveries(
            """
            INDEXED BY delivery_queue
            WHERE webhook = ? AND home = ? AND coupon = ? AND state IN ('waiting', 'ready')
            ORDER BY event LIMIT 1
            """, Self.arguments(queue)
        ).first
    }

    package func due(
        for webhook: WebhookID, at now: Instant, limit: Int
    ) throws(StoreError) -> [DeliveryRecord] {
        try deliveries(
            "WHERE webhook = ? AND state = 'ready' AND next_at <= ? ORDER BY next_at, event LIMIT ?",
            [webhook.text, now.millisecondsSince1970, limit])
    }

    package func hasten(_ webhook: WebhookID, at now: Instant) throws(StoreError) {
        try run(
            """
            UPDATE delivery SET next_at = ?2
            WHERE webhook = ?1 AND state = 'ready' AND next_at > ?2 AND claimant IS NULL
            """, [webhook.text, now.millisecondsSince1970])
    }

    package func failed(
        for webhook: WebhookID, after event: Int64, limit: Int
    ) throws(StoreError) -> [Int64] {
        try all(
            """
            SELECT event FROM delivery WHERE webhook = ? AND state = 'failed' AND event > ?
            ORDER BY event LIMIT ?
            """, [webhook.text, event, limit]
        ).map { $0[0] }
    }

    package func backlog(of webhook: WebhookID) throws(StoreError) -> WebhookBacklog {
        let unsettled = try all(
            """
            SELECT unsettled.count, event.at FROM (
                SELECT count(*) AS count, min(event) AS first FROM delivery INDEXED BY delivery_queue
                WHERE webhook = ? AND state IN ('waiting', 'ready')) AS unsettled
            LEFT JOIN event ON event.number = unsettled.first
            """, [webhook.text]
        ).first
        let failed = try all(
            """
            SELECT count(*) FROM delivery INDEXED BY delivery_failed
            WHERE webhook = ? AND state = 'failed'
            """, [webhook.text]
        ).first
        return WebhookBacklog(
            unsettledCount: unsettled?[0] ?? 0, failedCount: failed?[0] ?? 0,
            oldestAt: (unsettled?[1] as Int64?).map(Instant.init(millisecondsSince1970:)))
    }

    package func append(_ audit: AuditRecord) throws(StoreError) {
        try translatingErrors { try SQLiteStore.insert(audit, db) }
    }
}

extension SQLiteOutboxRows {
    private static func arguments(_ event: EventDraft) throws -> StatementArguments {
        var place: (writer: String, sequence: Int64)?
        var document: String?
        switch event.source {
        case .entry(let writer, let sequence): place = (writer, sequence)
        case .reservation(let facts): document = try Document.encode(facts)
        }
        return [
            event.id.text, event.kind.rawValue, event.home.rawValue, event.coupon.column, place?.writer,
            place?.sequence, document, event.at.millisecondsSince1970,
        ]
    }

    private static func headline(_ row: Row) throws(StoreError) -> EventHeadline {
        EventHeadline(
            number: row[0], kind: try stored(row[1] as String), home: Home(rawValue: row[2]),
            coupon: CouponKey(column: row[3]))
    }

    private func events(
        _ clause: String, _ arguments: StatementArguments
    ) throws(StoreError) -> [EventRecord] {
        let rows = try all(
            """
            SELECT number, position, id, kind, home, coupon, at, writer, sequence, document
            FROM event \(clause)
            """, arguments)
        return try rows.map { row throws(StoreError) in
            let (source, entry) = try source(row)
            return EventRecord(
                number: row[0], position: row[1],
                draft: EventDraft(
                    id: EventID(unchecked: row[2]), kind: try stored(row[3] as String),
                    home: Home(rawValue: row[4]), coupon: CouponKey(column: row[5]), source: source,
                    at: Instant(millisecondsSince1970: row[6])),
                entry: entry)
        }
    }

    private func source(_ row: Row) throws(StoreError) -> (EventSource, LedgerEntry?) {
        if let document = row[9] as String? {
            let facts = try translatingErrors { try Document.decode(ReservationFacts.self, from: document) }
            return (.reservation(facts), nil)
        }
        let (writer, sequence) = (row[7] as String? ?? "", row[8] as Int64? ?? 0)
        let found = try all(
            "SELECT \(LedgerColumns.list) FROM ledger WHERE writer = ? AND sequence = ?", [writer, sequence])
        guard let row = found.first else {
            throw .corrupt("an event names entry \(sequence) of ledger \(writer), which is missing")
        }
        return (.entry(writer: writer, sequence: sequence), try LedgerColumns.entry(row))
    }

    private static let deliveryColumns = """
        webhook, event, home, coupon, state, attempts, next_at, first_at, claimant, last_status, last_error,
        settled_at
        """

    private static let deliveryUpsert = """
        INSERT INTO delivery (\(deliveryColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (webhook, event) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
            next_at = excluded.next_at, first_at = excluded.first_at, claimant = excluded.claimant,
            last_status = excluded.last_status, last_error = excluded.last_error,
            settled_at = excluded.settled_at
        """

    private static func arguments(_ delivery: DeliveryRecord) -> StatementArguments {
        [
            delivery.webhook.text, delivery.event, delivery.home.rawValue, delivery.coupon.column,
            delivery.state.rawValue, delivery.attempts, delivery.nextAt.millisecondsSince1970,
            delivery.firstAt?.millisecondsSince1970, delivery.claimant, delivery.lastStatus,
            delivery.lastError, delivery.settledAt?.millisecondsSince1970,
        ]
    }

    private static func arguments(_ queue: DeliveryQueue) -> StatementArguments {
        [queue.webhook.text, queue.home.rawValue, queue.coupon.column]
    }

    private func deliveries(
        _ clause: String, _ arguments: StatementArguments
    ) throws(StoreError) -> [DeliveryRecord] {
        let rows = try all("SELECT \(Self.deliveryColumns) FROM delivery \(clause)", arguments)
        return try rows.map { row throws(StoreError) in
            DeliveryRecord(
                webhook: WebhookID(unchecked: row[0]), event: row[1], home: Home(rawValue: row[2]),
                coupon: CouponKey(column: row[3]), state: try stored(row[4] as String), attempts: row[5],
                nextAt: Instant(millisecondsSince1970: row[6]), firstAt: Self.instant(row[7]),
                claimant: row[8], lastStatus: row[9], lastError: row[10], settledAt: Self.instant(row[11]))
        }
    }

    private static func instant(_ milliseconds: Int64?) -> Instant? {
        milliseconds.map(Instant.init(millisecondsSince1970:))
    }

    private func all(_ sql: String, _ arguments: StatementArguments) throws(StoreError) -> [Row] {
        try translatingErrors { try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments) }
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws(StoreError) {
        try translatingErrors { try db.cachedStatement(sql: sql).execute(arguments: arguments) }
    }
}

extension SQLiteStore: RowEventStore {
    package func inOutbox<Answer: Sendable>(
        _ body: @escaping @Sendable (inout SQLiteOutboxRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await write { db in
            var rows = SQLiteOutboxRows(db)
            return try body(&rows)
        }
    }

    package func inOutboxSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (SQLiteOutboxRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await read { db in try body(SQLiteOutboxRows(db)) }
    }
}
