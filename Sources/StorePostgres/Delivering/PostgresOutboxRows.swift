package import Store
package import Vocabulary

/// The rows of delivering in one transaction; lives no longer than it.
package final class PostgresOutboxRows: DeliveryRows {
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    package func webhooks() throws(StoreError) -> [WebhookRecord] {
        try connection.query(
            "SELECT id, kinds, state, state_at, generation, previous_until FROM webhook ORDER BY id"
        ).map { row throws(StoreError) in
            var kinds: Set<EventKind> = []
            for word in (try row[1] as String).split(separator: ",") {
                kinds.insert(try stored(String(word)))
            }
            return WebhookRecord(
                id: try row.id(0), kinds: kinds, state: try row.word(2), stateAt: try row.instant(3),
                generation: try row[4], previousUntil: try row.optionalInstant(5))
        }
    }

    package func put(_ webhook: WebhookRecord) throws(StoreError) {
        try connection.query(
            """
            INSERT INTO webhook (id, kinds, state, state_at, generation, previous_until)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET kinds = excluded.kinds, state = excluded.state,
                state_at = excluded.state_at, generation = excluded.generation,
                previous_until = excluded.previous_until
            """,
            [
                .id(webhook.id), .text(webhook.kinds.map(\.rawValue).sorted().joined(separator: ",")),
                .text(webhook.state.rawValue), .instant(webhook.stateAt), .integer(webhook.generation),
                .integer(webhook.previousUntil?.millisecondsSince1970),
            ])
    }

    package func append(_ events: [EventDraft]) throws(StoreError) {
        for (home, events) in Dictionary(grouping: events, by: \.home) {
            try connection.query(try EventWriting.insertion(of: events, home: home))
        }
    }

    package func undispatched(limit: Int) throws(StoreError) -> [EventHeadline] {
        try connection.query(
            "SELECT number, kind, home, coupon FROM event WHERE position IS NULL ORDER BY number LIMIT $1",
            [.integer(limit)]
        ).map(Self.headline)
    }

    package func dispatch(_ events: [Int64]) throws(StoreError) {
        guard !events.isEmpty else { return }
        try connection.query(
            """
            UPDATE event SET position = last.position + new.place
            FROM unnest($1::bigint[]) WITH ORDINALITY AS new (number, place),
                (SELECT coalesce(max(position), 0) AS position FROM event WHERE position IS NOT NULL) AS last
            WHERE event.number = new.number
            """, [.integers(events)])
    }

    package func headline(of event: Int64) throws(StoreError) -> EventHeadline? {
        try connection.query(
            "SELECT number, kind, home, coupon FROM event WHERE number = $1", [.integer(event)]
        ).one(Self.headline)
    }

    package func event(_ number: Int64) throws(StoreError) -> EventRecord? {
        try events("WHERE number = $1", [.integer(number)]).first
    }

    package func event(_ id: EventID) throws(StoreError) -> EventRecord? {
        try events("WHERE id = $1", [.id(id)]).first
    }

    package func events(after position: Int64, limit: Int) throws(StoreError) -> [EventRecord] {
        try events(
            "WHERE position IS NOT NULL AND position > $1 ORDER BY position LIMIT $2",
            [.integer(position), .integer(limit)])
    }

    package func delivery(
        of event: Int64, to webhook: WebhookID
    ) throws(StoreError) -> DeliveryRecord? {
        try deliveries("WHERE webhook = $1 AND event = $2", [.id(webhook), .integer(event)]).first
    }

    package func deliveries(of event: Int64) throws(StoreError) -> [DeliveryRecord] {
        try deliveries("WHERE event = $1 ORDER BY webhook", [.integer(event)])
    }

    package func put(_ delivery: DeliveryRecord) throws(StoreError) {
        try connection.query(Self.deliveryUpsert, Self.parameters(delivery))
    }

    package func head(of queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord? {
        try deliveries(
            "WHERE webhook = $1 AND home = $2 AND coupon = $3 AND state = 'ready'", Self.parameters(queue)
        ).first
    }

    package func first(in queue: DeliveryQueue) throws(StoreError) -> DeliveryRecord? {
        try deliveries(
            """
            WHERE webhook = $1 AND home = $2 AND coupon = $3 AND state IN ('waiting', 'ready')
            ORDER BY event LIMIT 1
            """, Self.parameters(queue)
        ).first
    }

    package func due(
        for webhook: WebhookID, at now: Instant, limit: Int
    ) throws(StoreError) -> [DeliveryRecord] {
        try deliveries(
            "WHERE webhook = $1 AND state = 'ready' AND next_at <= $2 ORDER BY next_at, event LIMIT $3",
            [.id(webhook), .instant(now), .integer(limit)])
    }

    package func hasten(_ webhook: WebhookID, at now: Instant) throws(StoreError) {
        try connection.query(
            """
            UPDATE delivery SET next_at = $2
            WHERE webhook = $1 AND state = 'ready' AND next_at > $2 AND claimant IS NULL
            """, [.id(webhook), .instant(now)])
    }

    package func failed(
        for webhook: WebhookID, after event: Int64, limit: Int
    ) throws(StoreError) -> [Int64] {
        try connection.query(
            """
            SELECT event FROM delivery WHERE webhook = $1 AND state = 'failed' AND event > $2
            ORDER BY event LIMIT $3
            """, [.id(webhook), .integer(event), .integer(limit)]
        ).map { row throws(StoreError) in try row[0] as Int64 }
    }

    package func backlog(of webhook: WebhookID) throws(StoreError) -> WebhookBacklog {
        let unsettled = try connection.query(
            """
            SELECT unsettled.count, event.at FROM (
                SELECT count(*) AS count, min(event) AS first FROM delivery
                WHERE webhook = $1 AND state IN ('waiting', 'ready')) AS unsettled
            LEFT JOIN event ON event.number = unsettled.first
            """, [.id(webhook)])
        let failed = try connection.query(
            "SELECT count(*) FROM delivery WHERE webhook = $1 AND state = 'failed'", [.id(webhook)])
        let waiting = try unsettled.one { row throws(StoreError) in
            (count: try row[0] as Int, oldestAt: try row.optionalInstant(1))
        }
        return WebhookBacklog(
            unsettledCount: waiting?.count ?? 0,
            failedCount: try failed.one { row throws(StoreError) in try row[0] as Int } ?? 0,
            oldestAt: waiting?.oldestAt)
    }

    package func append(_ audit: AuditRecord) throws(StoreError) {
        try connection.query(PostgresStore.insertion(of: audit))
    }
}

extension PostgresOutboxRows {
    private static func headline(_ row: Row) throws(StoreError) -> EventHeadline {
        EventHeadline(
            number: try row[0], kind: try row.word(1), home: Home(rawValue: try row[2]),
            coupon: CouponKey(column: try row[3]))
    }

    private func events(_ clause: String, _ parameters: [Parameter]) throws(StoreError) -> [EventRecord] {
        try connection.query(
            """
            SELECT number, position, id, kind, home, coupon, at, writer, sequence, document
            FROM event \(clause)
            """, parameters
        ).map { row throws(StoreError) in
            let home = Home(rawValue: try row[4])
            let (source, entry) = try source(row, home)
            return EventRecord(
                number: try row[0], position: try row[1],
                draft: EventDraft(
                    id: try row.id(2), kind: try row.word(3), home: home,
                    coupon: CouponKey(column: try row[5]), source: source, at: try row.instant(6)),
                entry: entry)
        }
    }

    private func source(_ row: Row, _ home: Home) throws(StoreError) -> (EventSource, LedgerEntry?) {
        if let document: String = try row[9] {
            return (.reservation(try Document.decode(ReservationFacts.self, from: document)), nil)
        }
        let (writer, sequence): (String, Int64) = (try row[7], try row[8])
        let found = try connection.query(
            """
            SELECT \(LedgerColumns.list) FROM ledger WHERE home = $1 AND writer = $2 AND sequence = $3
            """, [.home(home), .text(writer), .integer(sequence)])
        guard let entry = try found.one(LedgerColumns.entry) else {
            throw .corrupt("an event names entry \(sequence) of ledger \(writer), which is missing")
        }
        return (.entry(writer: writer, sequence: sequence), entry)
    }

    private static let deliveryColumns = """
        webhook, event, home, coupon, state, attempts, next_at, first_at, claimant, last_status, last_error,
        settled_at
        """

    private static let deliveryUpsert = """
        INSERT INTO delivery (\(deliveryColumns))
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (webhook, event) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
            next_at = excluded.next_at, first_at = excluded.first_at, claimant = excluded.claimant,
            last_status = excluded.last_status, last_error = excluded.last_error,
            settled_at = excluded.settled_at
        """

    private static func parameters(_ delivery: DeliveryRecord) -> [Parameter] {
        [
            .id(delivery.webhook), .integer(delivery.event), .home(delivery.home),
            .integer(delivery.coupon.column), .text(delivery.state.rawValue), .integer(delivery.attempts),
            .instant(delivery.nextAt), .integer(delivery.firstAt?.millisecondsSince1970),
            .text(delivery.claimant), .integer(delivery.lastStatus.map(Int64.init)),
            .text(delivery.lastError), .integer(delivery.settledAt?.millisecondsSince1970),
        ]
    }

    private static func parameters(_ queue: DeliveryQueue) -> [Parameter] {
        [.id(queue.webhook), .home(queue.home), .integer(queue.coupon.column)]
    }

    private func deliveries(
        _ clause: String, _ parameters: [Parameter]
    ) throws(StoreError) -> [DeliveryRecord] {
        try connection.query("SELECT \(Self.deliveryColumns) FROM delivery \(clause)", parameters)
            .map { row throws(StoreError) in
                DeliveryRecord(
                    webhook: try row.id(0), event: try row[1], home: Home(rawValue: try row[2]),
                    coupon: CouponKey(column: try row[3]), state: try row.word(4), attempts: try row[5],
                    nextAt: try row.instant(6), firstAt: try row.optionalInstant(7), claimant: try row[8],
                    lastStatus: try row[9], lastError: try row[10],
                    settledAt: try row.optionalInstant(11))
            }
    }
}

extension PostgresStore: RowEventStore {
    package func inOutbox<Answer: Sendable>(
        _ body: @escaping @Sendable (inout PostgresOutboxRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await write { connection throws(StoreError) in
            // One turn at a time: which event of a coupon is the next follows from all of them. No redemption waits here.
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Schema.migrationLock + 3)])
            var rows = PostgresOutboxRows(connection)
            return try body(&rows)
        }
    }

    package func inOutboxSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresOutboxRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await read { connection throws(StoreError) in try body(PostgresOutboxRows(connection)) }
    }
}
