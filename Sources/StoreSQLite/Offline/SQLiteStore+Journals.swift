import Foundation
import GRDB
package import Store
package import Vocabulary

extension SQLiteStore: JournalStore {
    package func keep(
        journalKey key: [UInt8], of terminal: TerminalID, at instant: Instant
    ) async throws(StoreError) -> [UInt8] {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT INTO journal_key (terminal, key, kept_at) VALUES (?, ?, ?)
                    ON CONFLICT (terminal) DO NOTHING
                    """, arguments: [terminal.text, Data(key), instant.millisecondsSince1970])
            return try Self.journalKey(of: terminal, db) ?? key
        }
    }

    package func journalKey(of terminal: TerminalID) async throws(StoreError) -> [UInt8]? {
        try await read { db in try Self.journalKey(of: terminal, db) }
    }

    package func lastJournalLine(of terminal: TerminalID) async throws(StoreError) -> JournalPlace? {
        try await read { db in try Self.lastJournalLine(of: terminal, db) }
    }

    package func journalHashes(
        of terminal: TerminalID, in sequences: ClosedRange<Int64>
    ) async throws(StoreError) -> [[UInt8]] {
        try await read { db in
            try Data.fetchAll(
                db,
                sql: """
                    SELECT hash FROM journal_line WHERE terminal = ? AND sequence BETWEEN ? AND ?
                    ORDER BY sequence
                    """, arguments: [terminal.text, sequences.lowerBound, sequences.upperBound]
            ).map { Array($0) }
        }
    }

    package func add(
        journalLines lines: [StoredJournalLine], of terminal: TerminalID
    ) async throws(StoreError) -> Bool {
        guard let first = lines.first else { return true }
        return try await write { db in
            let last = try Self.lastJournalLine(of: terminal, db)?.sequence ?? 0
            guard first.place.sequence == last + 1 else { return false }
            let statement = try db.cachedStatement(
                sql: "INSERT INTO journal_line (terminal, sequence, hash, line) VALUES (?, ?, ?, ?)")
            for line in lines {
                try statement.execute(arguments: [
                    terminal.text, line.place.sequence, Data(line.place.hash), line.text,
                ])
            }
            return true
        }
    }

    package func journalLines(
        of terminal: TerminalID, after sequence: Int64, limit: Int
    ) async throws(StoreError) -> [StoredJournalLine] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT sequence, hash, line FROM journal_line WHERE terminal = ? AND sequence > ?
                    ORDER BY sequence LIMIT ?
                    """, arguments: [terminal.text, sequence, limit]
            ).map { row in
                StoredJournalLine(
                    place: JournalPlace(sequence: row[0], hash: LedgerColumns.bytes(row[1])), text: row[2])
            }
        }
    }

    private static func journalKey(of terminal: TerminalID, _ db: Database) throws -> [UInt8]? {
        try Data.fetchOne(
            db, sql: "SELECT key FROM journal_key WHERE terminal = ?", arguments: [terminal.text]
        ).map { Array($0) }
    }

    private static func lastJournalLine(of terminal: TerminalID, _ db: Database) throws -> JournalPlace? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT sequence, hash FROM journal_line WHERE terminal = ? ORDER BY sequence DESC LIMIT 1
                """, arguments: [terminal.text]
        ).map { JournalPlace(sequence: $0[0], hash: LedgerColumns.bytes($0[1])) }
    }
}

extension SQLiteStore: OfflineStore {
    package func openLeases(
        at instant: Instant, limit: Int, home: Home
    ) async throws(StoreError) -> [(lease: LeaseRecord, held: Int)] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(LeaseColumns.list), (SELECT count(*) FROM reservation
                        WHERE reservation.home = lease.home AND reservation.id >= lease.id || '.'
                        AND reservation.id < lease.id || '/' AND reservation.state = 'held')
                    FROM lease WHERE home = ? AND returned_at IS NULL AND held_until > ? ORDER BY id LIMIT ?
                    """, arguments: [home.rawValue, instant.millisecondsSince1970, limit])
            return rows.map { row in (LeaseColumns.lease(row), row[10]) }
        }
    }

    package func losses(
        in span: Range<Instant>, limit: Int, home: Home
    ) async throws(StoreError) -> [OfflineLoss] {
        try await read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT document FROM offline_loss AS loss
                    WHERE home = ? AND use IS NULL AND at >= ? AND at < ? AND NOT EXISTS (
                        SELECT 1 FROM offline_loss AS undo
                        WHERE undo.home = loss.home AND undo.terminal = loss.terminal AND undo.use = loss.key)
                    ORDER BY at, terminal, key LIMIT ?
                    """,
                arguments: [
                    home.rawValue, span.lowerBound.millisecondsSince1970,
                    span.upperBound.millisecondsSince1970, limit,
                ]
            ).map { try Document.decode(OfflineLoss.self, from: $0) }
        }
    }
}
