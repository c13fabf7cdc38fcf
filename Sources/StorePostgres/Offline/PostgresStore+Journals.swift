package import Store
package import Vocabulary

extension PostgresStore: JournalStore {
    package func keep(
        journalKey key: [UInt8], of terminal: TerminalID, at instant: Instant
    ) async throws(StoreError) -> [UInt8] {
        try await write { connection throws(StoreError) in
            _ = try connection.query(
                """
                INSERT INTO journal_key (terminal, key, kept_at) VALUES ($1, $2, $3)
                ON CONFLICT (terminal) DO NOTHING
                """, [.id(terminal), .bytes(key), .instant(instant)])
            return try connection.query(Self.journalKey(of: terminal)).one { row throws(StoreError) in
                try row[0]
            } ?? key
        }
    }

    package func journalKey(of terminal: TerminalID) async throws(StoreError) -> [UInt8]? {
        try await rows(Self.journalKey(of: terminal)) { found throws(StoreError) in
            try found.one { row throws(StoreError) in try row[0] }
        }
    }

    package func lastJournalLine(of terminal: TerminalID) async throws(StoreError) -> JournalPlace? {
        try await rows(Self.lastJournalLine(of: terminal)) { found throws(StoreError) in
            try found.one(Self.journalPlace)
        }
    }

    package func journalHashes(
        of terminal: TerminalID, in sequences: ClosedRange<Int64>
    ) async throws(StoreError) -> [[UInt8]] {
        let statement = Statement(
            """
            SELECT hash FROM journal_line WHERE terminal = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence
            """, [.id(terminal), .integer(sequences.lowerBound), .integer(sequences.upperBound)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in try row[0] }
        }
    }

    package func add(
        journalLines lines: [StoredJournalLine], of terminal: TerminalID
    ) async throws(StoreError) -> Bool {
        guard let first = lines.first else { return true }
        return try await write { connection throws(StoreError) in
            // One upload of a terminal at a time: the key's row is the lock.
            _ = try connection.query(
                "SELECT 1 FROM journal_key WHERE terminal = $1 FOR UPDATE", [.id(terminal)])
            let last = try connection.query(Self.lastJournalLine(of: terminal)).one(Self.journalPlace)
            guard first.place.sequence == (last?.sequence ?? 0) + 1 else { return false }
            _ = try connection.query(
                """
                INSERT INTO journal_line (terminal, sequence, hash, line)
                SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::text[])
                """,
                [
                    .id(terminal), .integers(lines.map(\.place.sequence)),
                    .byteStrings(lines.map(\.place.hash)), .texts(lines.map(\.text)),
                ])
            return true
        }
    }

    package func journalLines(
        of terminal: TerminalID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [StoredJournalLine] {
        let statement = Statement(
            """
            SELECT sequence, hash, line FROM journal_line WHERE terminal = $1 AND sequence > $2
            ORDER BY sequence LIMIT $3
            """, [.id(terminal), .integer(sequence), .integer(limit)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                StoredJournalLine(place: try Self.journalPlace(row), text: try row[2])
            }
        }
    }

    private static func journalKey(of terminal: TerminalID) -> Statement {
        Statement("SELECT key FROM journal_key WHERE terminal = $1", [.id(terminal)])
    }

    private static func lastJournalLine(of terminal: TerminalID) -> Statement {
        Statement(
            "SELECT sequence, hash FROM journal_line WHERE terminal = $1 ORDER BY sequence DESC LIMIT 1",
            [.id(terminal)])
    }

    private static func journalPlace(_ row: Row) throws(StoreError) -> JournalPlace {
        JournalPlace(sequence: try row[0], hash: try row[1])
    }
}

extension PostgresStore: OfflineStore {
    package func openLeases(
        at instant: Instant, limit: Int, home: Home
    ) async throws(StoreError) -> [(lease: LeaseRecord, held: Int)] {
        let statement = Statement(
            """
            SELECT \(LeaseColumns.list), (SELECT count(*) FROM reservation
                WHERE reservation.home = $1 AND reservation.id >= lease.id || '.'
                AND reservation.id < lease.id || '/' AND reservation.state = 'held')
            FROM lease WHERE home = $1 AND returned_at IS NULL AND held_until > $2 ORDER BY id LIMIT $3
            """, [.home(home), .instant(instant), .integer(limit)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in (try LeaseColumns.lease(row), try row[10]) }
        }
    }

    package func losses(
        in span: Range<Instant>, limit: Int, home: Home
    ) async throws(StoreError) -> [OfflineLoss] {
        let statement = Statement(
            """
            SELECT record FROM offline_loss AS loss
            WHERE home = $1 AND use IS NULL AND at >= $2 AND at < $3 AND NOT EXISTS (
                SELECT FROM offline_loss AS undo
                WHERE undo.home = $1 AND undo.terminal = loss.terminal AND undo.use = loss.key)
            ORDER BY at, terminal, key LIMIT $4
            """, [.home(home), .instant(span.lowerBound), .instant(span.upperBound), .integer(limit)])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                try Document.decode(OfflineLoss.self, from: try row[0])
            }
        }
    }
}
