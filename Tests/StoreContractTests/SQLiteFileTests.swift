import Foundation
import GRDB
import Promotion
import Store
import StoreSQLite
import Testing
import Vocabulary

@Suite struct SQLiteFileTests {
    /// Runs `body` with a prepared store and its path, and closes it.
    private func withStore(_ body: (SQLiteStore, String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let store = try SQLiteStore(path: path)
            try await Fixture.prepare(store)
            try await body(store, path)
            try store.close()
        }
    }

    /// Opens the file as another program would.
    private func edit(_ path: String, _ sql: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    @Test("The file, its log and its index can be read by the owner only")
    func mode() async throws {
        try await withStore { _, path in
            for name in [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
        }
    }

    @Test("A copy taken while the store runs, as after a power cut, has all that was answered")
    func crash() async throws {
        try await withStore { store, path in
            let attempt = Fixture.attempt("once", key: "k")
            let answer = try await store.redeem(attempt)
            let copy = path + ".copy"
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            let restarted = try SQLiteStore(path: copy)
            #expect(try await restarted.redeem(attempt) == answer.record.map { .replayed($0) })
            #expect(try await restarted.wholeLedger() == store.wholeLedger())
            #expect(try await restarted.findFaults() == [])
            try restarted.close()
        }
    }

    @Test("The log is folded into the file while redemptions go on, and a crash on the way loses none")
    func folding() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let store = try SQLiteStore(path: path, checkpointPageCount: 32)
            try await Fixture.prepare(store)
            var written = 0
            for number in 1...300 {
                _ = try await store.redeem(Fixture.attempt("once", key: "\(number)"))
                // An answer is a row of a table with an index: at least two pages of the log.
                written += 2
            }
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + suffix, toPath: path + ".copy" + suffix)
            }
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            #expect(try #require(log) < written * 4_096, "the log was never begun anew")
            #expect(try await store.findFaults() == [])
            try store.close()
            let restarted = try SQLiteStore(path: path + ".copy")
            for number in 1...300 {
                let again = try await restarted.redeem(Fixture.attempt("once", key: "\(number)"))
                guard case .replayed = again else {
                    Issue.record("answer \(number) was lost: \(again)")
                    break
                }
            }
            try restarted.close()
        }
    }

    @Test("After the groups of a list the log is begun anew, and what they wrote is in the file")
    func foldingLists() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let store = try SQLiteStore(path: path, checkpointPageCount: 32)
            try await Fixture.prepare(store)
            for group in 0..<4 {
                // Some 900 pages: more than the writer folds between two groups.
                let members = (0..<10_000).map { Fixture.member("listed-\(group)-\($0)", identities: []) }
                try await store.add(
                    members, consents: [], claims: [], audit: Fixture.audit, home: Fixture.home)
            }
            let before = try Self.logNumber(of: path)
            var number = 0
            while try Self.logNumber(of: path) == before, number < 5_000 {
                number += 1
                _ = try await store.redeem(Fixture.attempt("once", key: "\(number)"))
            }
            #expect(try Self.logNumber(of: path) > before, "the log was not begun anew in \(number) commits")
            let last = Fixture.member("listed-3-9999", identities: [])
            #expect(try await store.member(last.id, home: Fixture.home) == last)
            #expect(try await store.findFaults() == [])
            try store.close()
        }
    }

    /// How often the log was begun (SQLite, "Database File Format", section 4.1: the header's checkpoint sequence number).
    private static func logNumber(of path: String) throws -> UInt32 {
        let file = try FileHandle(forReadingFrom: URL(filePath: path + "-wal"))
        defer { try? file.close() }
        let header = try #require(try file.read(upToCount: 16))
        return header.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    @Test("Two processes on one file give a coupon once and keep one chain")
    func twoProcesses() async throws {
        try await withStore { store, path in
            let other = try SQLiteStore(path: path)
            let answers = try await withThrowingTaskGroup(of: RedemptionAnswer.self) { group in
                for number in 1...50 {
                    let attempt = Fixture.attempt("thrice", key: "\(number)")
                    let process = number.isMultiple(of: 2) ? store : other
                    group.addTask { try await process.redeem(attempt) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.compactMap(\.acceptance?.use).sorted() == [1, 2, 3])
            #expect(try await other.findFaults() == [])
            try other.close()
        }
    }

    @Test("While another process writes too long the answer is busy, and then all is well")
    func busy() async throws {
        try await withStore { _, path in
            let store = try SQLiteStore(path: path, busyTimeoutSeconds: 0)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let result = await Result { () async throws(StoreError) in try await store.checkWritable() }
            guard case .failure(.busy) = result else {
                Issue.record("two writers at once: \(result)")
                return
            }
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            try await store.checkWritable()
            try store.close()
        }
    }

    @Test(
        "The ledger and the audit log refuse to be changed",
        arguments: [
            "UPDATE ledger SET discount = 0", "DELETE FROM ledger", "UPDATE audit SET actor = 'x'",
            "DELETE FROM audit",
        ])
    func appendOnly(sql: String) async throws {
        try await withStore { store, path in
            _ = try await store.redeem(Fixture.attempt("once", key: "k"))
            #expect(throws: DatabaseError.self) { try edit(path, sql) }
        }
    }

    @Test(
        "Whatever a hand in the file changes is found",
        arguments: [
            ("UPDATE ledger SET discount = 1 WHERE sequence = 1", "Entry 1 of ledger main was changed"),
            ("UPDATE ledger SET cashier = NULL WHERE sequence = 2", "Entry 2 of ledger main was changed"),
            (
                "UPDATE ledger SET hash = zeroblob(32) WHERE sequence = 1",
                "Entry 1 of ledger main was changed"
            ),
            ("DELETE FROM ledger WHERE sequence = 1", "Ledger main goes from entry 0 to entry 2"),
            ("DELETE FROM ledger WHERE sequence = 2", "names a redemption that is not in the ledger"),
            ("UPDATE coupon SET uses_taken = 0 WHERE uses_taken = 1", "has 0 uses taken; the ledger says 1"),
            ("UPDATE counter SET taken = 7 WHERE scope = 'uses'", "counts 7 uses; the ledger says 2"),
            ("UPDATE counter SET taken = 0 WHERE scope = 'member'", "has 0 uses of offer members counted"),
            (
                "UPDATE counter SET taken = 1 WHERE scope = 'spend'",
                "counts 1 CNY given; the ledger says 2000"
            ),
            ("DELETE FROM counter WHERE scope = 'store_day'", "Counter store_day SH01"),
            ("UPDATE counter SET taken = 9 WHERE scope = 'member_day'", "Counter member_day m-1"),
            ("UPDATE counter SET taken = 9 WHERE scope = 'stock'", "Counter stock SH01"),
            (
                "UPDATE checkpoint SET root = zeroblob(32) WHERE last = 2",
                "Checkpoint 2 of ledger main does not fit"
            ),
            ("DELETE FROM checkpoint WHERE last = 1", "Checkpoint 2 of ledger main begins at entry 2"),
            ("DELETE FROM checkpoint WHERE last = 2", "1 entries of ledger main have no checkpoint"),
            (
                "UPDATE batch SET issued = 9 WHERE number = 1",
                "Batch once counts 9 coupons as issued; there are 10"
            ),
            ("DELETE FROM member", "refers to a row of member that does not exist"),
            ("UPDATE coupon SET last_use = NULL WHERE uses_taken = 1", "names another use than its last"),
            (
                "UPDATE ledger SET previous_use = 1 WHERE sequence = 2",
                "Entry 2 of ledger main names another use"
            ),
        ])
    func tampering(sql: String, fault: String) async throws {
        try await withStore { store, path in
            for serial in UInt32(1)...2 {
                let attempt = Fixture.attempt("members", serial, key: "\(serial)", member: "m-1")
                #expect(try await store.redeem(attempt).acceptance != nil)
            }
            let phone = IdentityRecord(kind: "phone", digest: Fixture.digest("1"), sealed: [1])
            try await store.write(
                [Fixture.member("m-9", identities: [phone])], consents: [], audit: Fixture.audit,
                home: Fixture.home)
            #expect(try await store.findFaults() == [])
            try edit(
                path,
                """
                PRAGMA foreign_keys = OFF; DROP TRIGGER ledger_no_update; DROP TRIGGER ledger_no_delete;
                DROP TRIGGER checkpoint_no_update; DROP TRIGGER checkpoint_no_delete; \(sql)
                """)
            let faults = try await store.findFaults()
            #expect(faults.contains { $0.contains(fault) }, "\(faults)")
        }
    }

    @Test("A file of a newer version, of another program or of no database is refused and left alone")
    func foreignFiles() async throws {
        try await withTemporaryFolder { folder in
            let newer = folder + "/newer.db"
            try SQLiteStore(path: newer).close()
            try edit(newer, "PRAGMA user_version = 99")
            #expect(throws: StoreError.newerSchema(found: "99")) { try SQLiteStore(path: newer) }
            let foreign = folder + "/foreign.db"
            try edit(foreign, "CREATE TABLE theirs (id INTEGER)")
            let bytes = try Data(contentsOf: URL(filePath: foreign))
            #expect(throws: StoreError.self) { try SQLiteStore(path: foreign) }
            #expect(try Data(contentsOf: URL(filePath: foreign)) == bytes)
            let text = folder + "/text.db"
            try Data(repeating: 65, count: 5_000).write(to: URL(filePath: text))
            let result = Result { () throws(StoreError) in try SQLiteStore(path: text) }
            guard case .failure(.corrupt) = result else {
                Issue.record("a text was opened: \(result)")
                return
            }
        }
    }

    @Test("A place where no file can be is unreachable")
    func unreachable() async throws {
        try await withTemporaryFolder { folder in
            for path in [folder + "/none/tessera.db", folder] {
                let result = Result { () throws(StoreError) in try SQLiteStore(path: path) }
                guard case .failure(.unreachable) = result else {
                    Issue.record("\(path) was opened: \(result)")
                    continue
                }
            }
        }
    }

    @Test("Opening again finds everything, and the schema is as it was")
    func reopen() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let first = try SQLiteStore(path: path)
            try await Fixture.prepare(first)
            _ = try await first.redeem(Fixture.attempt("once", key: "k"))
            let ledger = try await first.wholeLedger()
            try first.close()
            let second = try SQLiteStore(path: path)
            #expect(try await second.wholeLedger() == ledger)
            #expect(try await second.batches().count == Fixture.allOffers.count)
            try second.close()
        }
    }
}
