import Foundation
import GRDB
import Promotion
import Store
import Testing

@testable import StoreSQLite

/// What only the engine's inside can show or bring about.
@Suite struct SQLiteEngineTests {
    private func withStore(_ body: (SQLiteStore) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            try await body(store)
            try store.close()
        }
    }

    @Test("A commit goes to a write-ahead log and leaves the sync to the store, with foreign keys")
    func settings() async throws {
        try await withStore { store in
            let settings = try await store.pool.writeWithoutTransaction { db in
                try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout"].map { name in
                    try String.fetchOne(db, sql: "PRAGMA \(name)")
                }
            }
            #expect(settings == ["1", "wal", "1", "5000"])
        }
    }

    @Test("After a list, written or refused, every reference is checked again, and none is wrong")
    func references() async throws {
        try await withStore { store in
            let list = (0..<MemberWriting.listCount).map { number in
                let phone = IdentityRecord(
                    kind: "phone", digest: Fixture.digest("phone \(number)"), sealed: [1])
                return Fixture.member("listed-\(number)", identities: [phone])
            }
            try await store.add(list, consents: [], claims: [], audit: Fixture.audit, home: Fixture.home)
            #expect(try await Self.checksReferences(store))
            // Nobody may be there when members are added.
            await #expect(throws: StoreError.self) {
                try await store.add(list, consents: [], claims: [], audit: Fixture.audit, home: Fixture.home)
            }
            #expect(try await Self.checksReferences(store))
            #expect(try await store.findFaults() == [])
        }
    }

    /// Whether the writer refuses an identity of nobody.
    private static func checksReferences(_ store: SQLiteStore) async throws -> Bool {
        try await store.pool.writeWithoutTransaction { db in
            do {
                try db.execute(
                    sql:
                        "INSERT INTO identity (home, digest, member, kind, sealed) VALUES (?, ?, 'nobody', 'phone', ?)",
                    arguments: [Fixture.home.rawValue, Data(Fixture.digest("nobody")), Data([1])])
                return false
            } catch let error as DatabaseError {
                return error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY
            }
        }
    }

    @Test("Whoever writes to a closed store, or reads from it, is told so")
    func closed() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            try store.close()
            await #expect(throws: StoreError.self) {
                try await store.redeem(Fixture.attempt("once", key: "1"))
            }
            await #expect(throws: StoreError.self) { try await store.checkWritable() }
            await #expect(throws: StoreError.self) { try await store.wholeLedger() }
        }
    }

    @Test("A closed store leaves one file, which holds all that was committed")
    func close() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            _ = try await store.redeem(Fixture.attempt("once", key: "1"))
            // A reader's connection is open.
            let faults = try await store.findFaults()
            try store.close()
            #expect(faults == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["tessera.db"])
            let again = try SQLiteStore(path: folder + "/tessera.db")
            let answer = try await again.redeem(Fixture.attempt("once", key: "1"))
            guard case .replayed = answer else {
                Issue.record("the redemption is gone: \(answer)")
                return
            }
            try again.close()
        }
    }

    @Test("A store that closes waits for its readers, and then leaves one file too")
    func closeWhileReading() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            let count = await withCheckedContinuation { continuation in
                store.pool.asyncRead { db in
                    continuation.resume(
                        returning: try? Int.fetchOne(db.get(), sql: "SELECT count(*) FROM coupon"))
                    // The caller has its answer and closes, and this connection is still in use.
                    usleep(100_000)
                }
            }
            try store.close()
            #expect(count ?? 0 > 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["tessera.db"])
        }
    }

    @Test("A full file refuses whole groups, and takes the same ones once there is room")
    func full() async throws {
        try await withStore { store in
            let pages = try await store.pool.writeWithoutTransaction { db in
                try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1")
            }
            var key = 0
            var refusal: StoreError?
            while refusal == nil, key < 10_000 {
                key += 1
                let attempt = Fixture.attempt("once", key: "\(key)")
                let result = await Result { () async throws(StoreError) in try await store.redeem(attempt) }
                if case .failure(let error) = result { refusal = error }
            }
            guard case .full = refusal else {
                Issue.record("\(pages ?? 0) pages took \(key) answers: \(String(describing: refusal))")
                return
            }
            #expect(try await store.findFaults() == [])
            try await store.pool.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA max_page_count = 100000")
            }
            let again = try await store.redeem(Fixture.attempt("once", key: "\(key)"))
            guard case .decided = again else {
                Issue.record("the refused group had been written: \(again)")
                return
            }
        }
    }

    @Test("A file that turned read-only says so, and works again afterwards")
    func readOnly() async throws {
        try await withStore { store in
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
            let result = await Result { () async throws(StoreError) in try await store.checkWritable() }
            guard case .failure(.readOnly) = result else {
                Issue.record("\(result)")
                return
            }
            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
            try await store.checkWritable()
        }
    }

    @Test(
        "SQLite's result codes become what a caller can act on",
        arguments: [
            (ResultCode.SQLITE_BUSY, StoreError.busy("x")), (.SQLITE_BUSY_SNAPSHOT, .busy("x")),
            (.SQLITE_LOCKED, .busy("x")), (.SQLITE_FULL, .full("x")), (.SQLITE_IOERR_WRITE, .full("x")),
            (.SQLITE_IOERR_FSYNC, .unknown("x")), (.SQLITE_IOERR_READ, .unreachable("x")),
            (.SQLITE_READONLY_DBMOVED, .readOnly("x")), (.SQLITE_PERM, .readOnly("x")),
            (.SQLITE_CANTOPEN, .unreachable("x")), (.SQLITE_CONSTRAINT_UNIQUE, .constraint("x")),
            (.SQLITE_CORRUPT, .corrupt("x")), (.SQLITE_NOTADB, .corrupt("x")),
        ])
    func errors(code: ResultCode, expected: StoreError) {
        #expect(StoreError(DatabaseError(resultCode: code, message: "x")) == expected)
    }

    @Test("A statement never binds more than SQLite allows")
    func variables() {
        #expect(3 + 2 * CouponInsertion.maximumRowCount <= CouponInsertion.maximumVariableCount)
    }

    @Test("Every look-up of a redemption uses an index")
    func plans() async throws {
        try await withStore { store in
            let plans = try await store.read { db in
                try Self.hotQueries.flatMap { sql in
                    try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
                }
            }
            #expect(plans.filter { $0.hasPrefix("SCAN") } == [])
            #expect(plans.count { $0.hasPrefix("SEARCH") } >= Self.hotQueries.count)
        }
    }

    private static let hotQueries = [
        "SELECT 1 FROM answer WHERE home = 1 AND terminal = '' AND key = ''",
        "SELECT 1 FROM coupon JOIN batch ON batch.number = coupon.batch WHERE coupon.home = 1 AND coupon.key = 1",
        "SELECT hash FROM ledger WHERE sequence = (SELECT max(sequence) FROM ledger)",
        "SELECT at, previous_use FROM ledger WHERE sequence = 1",
        """
        SELECT at FROM ledger WHERE home = 1 AND store = '' AND purchase = '' AND kind = 'redemption'
        AND NOT EXISTS (SELECT 1 FROM ledger AS undo WHERE undo.home = ledger.home
            AND undo.redemption = ledger.redemption AND undo.kind <> 'redemption' AND undo.restores_use = 1)
        """,
        "SELECT 1 FROM ledger WHERE home = 1 AND redemption = '' AND kind = 'redemption'",
        "SELECT 1 FROM ledger WHERE home = 1 AND redemption = '' AND kind <> 'redemption' ORDER BY sequence",
    ]
}
