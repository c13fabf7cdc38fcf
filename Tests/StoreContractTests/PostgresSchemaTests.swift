import Foundation
import Store
import Support
import Testing

@testable import StorePostgres

/// The schema: how it comes to be, what it refuses, and how it spreads.
@Suite(.enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
struct PostgresSchemaTests {
    private func open(_ address: String) throws -> PostgresStore {
        try PostgresStore(try PostgresAddress(parsing: address))
    }

    private func withPreparedStore(
        _ body: (PostgresStore, String, PostgresCluster) async throws -> Void
    ) async throws {
        try await withPostgres { address in
            let store = try open(address)
            defer { store.close() }
            try await Fixture.prepare(store)
            try await body(store, address, try PostgresCluster.shared.get())
        }
    }

    @Test("Of verifiers that start at once one makes the schema, and all of them work")
    func concurrentMigrations() async throws {
        try await withPostgres { address in
            let stores = try await withThrowingTaskGroup(of: PostgresStore.self) { group in
                for _ in 1...6 { group.addTask { try open(address) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for store in stores { try await store.checkWritable() }
            let count = try PostgresCluster.shared.get().sql(
                "SELECT version FROM tessera.installation", in: address)
            #expect(count == "\(Schema.migrations.count)\n")
            for store in stores { store.close() }
        }
    }

    @Test("A database of a newer version is refused, and not touched")
    func newer() async throws {
        try await withPreparedStore { store, address, cluster in
            try cluster.sql("UPDATE tessera.installation SET version = 99", in: address)
            #expect(throws: StoreError.newerSchema(found: "99")) { try open(address) }
            #expect(try cluster.sql("SELECT version FROM tessera.installation", in: address) == "99\n")
        }
    }

    @Test("A schema of this name that another program made is left alone")
    func foreign() async throws {
        try await withPostgres { address in
            let cluster = try PostgresCluster.shared.get()
            try cluster.sql("CREATE SCHEMA tessera; CREATE TABLE tessera.theirs (n int)", in: address)
            #expect {
                try open(address)
            } throws: { error in
                if case .corrupt = error as? StoreError { true } else { false }
            }
            let tables = try cluster.sql(
                "SELECT relname FROM pg_class WHERE relnamespace = 'tessera'::regnamespace", in: address)
            #expect(tables == "theirs\n")
        }
    }

    @Test("A database with tables of others beside the schema is shared with them")
    func shared() async throws {
        try await withPostgres { address in
            try PostgresCluster.shared.get().sql("CREATE TABLE coupon (n int)", in: address)
            let store = try open(address)
            try await Fixture.prepare(store)
            #expect(try await store.redeem(Fixture.attempt("once", key: "k")).acceptance != nil)
            store.close()
        }
    }

    @Test(
        "Nobody changes the ledger, its checkpoints or the audit log",
        arguments: ["ledger", "checkpoint", "audit", "unit_entry", "unit_posting"],
        ["UPDATE % SET %=%", "DELETE FROM %", "TRUNCATE %"])
    func appendOnly(table: String, statement: String) async throws {
        try await withPreparedStore { store, address, cluster in
            _ = try await store.redeem(Fixture.attempt("once", key: "k"))
            let column = table == "audit" ? "at" : "home"
            let sql = statement.replacing("%=%", with: "\(column) = 1").replacing(
                "%", with: "tessera.\(table)")
            #expect {
                try cluster.sql(sql, in: address)
            } throws: { error in
                "\(error)".contains("append-only")
            }
        }
    }

    @Test("doctor misses a guard, a counter and an entry that somebody took away")
    func tampering() async throws {
        try await withPreparedStore { store, address, cluster in
            for serial in UInt32(1)...3 {
                _ = try await store.redeem(Fixture.attempt("once", serial, key: "k\(serial)"))
            }
            #expect(try await store.findFaults() == [])
            try cluster.sql(
                """
                SET search_path = tessera;
                ALTER TABLE ledger DISABLE TRIGGER ledger_append_only;
                DELETE FROM ledger WHERE sequence = 2;
                UPDATE counter SET taken = taken + 1 WHERE scope = 'stock';
                """, in: address)
            let faults = try await store.findFaults()
            #expect(faults.contains("The guard that keeps the table ledger append-only is gone."))
            #expect(faults.contains("Ledger main goes from entry 1 to entry 3."))
            #expect(faults.contains { $0.hasPrefix("Counter stock SH01 of offer once says 4") })
            #expect(faults.contains { $0.contains("has 1 uses taken; the ledger says 0.") })
            #expect(faults.contains("The answer to key k2 names a redemption that is not in the ledger."))
        }
    }

    @Test("doctor finds an entry whose coupon was taken away")
    func missingCoupon() async throws {
        try await withPreparedStore { store, address, cluster in
            _ = try await store.redeem(Fixture.attempt("once", key: "k"))
            try cluster.sql("DELETE FROM tessera.coupon WHERE uses_taken = 1", in: address)
            let faults = try await store.findFaults()
            #expect(faults.contains("A missing coupon has 0 uses taken; the ledger says 1."))
        }
    }

    @Test("One flipped bit, and a missing end, are found")
    func flippedBit() async throws {
        try await withPreparedStore { store, address, cluster in
            for serial in UInt32(1)...3 {
                _ = try await store.redeem(Fixture.attempt("once", serial, key: "k\(serial)"))
            }
            let trigger = "TRIGGER ledger_append_only"
            try cluster.sql(
                """
                SET search_path = tessera; ALTER TABLE ledger DISABLE \(trigger);
                UPDATE ledger SET discount = discount # 1 WHERE sequence = 2; ALTER TABLE ledger ENABLE \(trigger)
                """, in: address)
            #expect(
                try await store.findFaults().first
                    == "Entry 2 of ledger main was changed after it was written.")
            try cluster.sql(
                """
                SET search_path = tessera; ALTER TABLE ledger DISABLE \(trigger);
                UPDATE ledger SET discount = discount # 1 WHERE sequence = 2; DELETE FROM ledger WHERE sequence = 3;
                ALTER TABLE ledger ENABLE \(trigger)
                """, in: address)
            #expect(
                try await store.findFaults().contains("Checkpoint 3 of ledger main does not fit its entries.")
            )
        }
    }

    @Test("Every table has its place on Citus, and what is spread has its home first in every unique key")
    func citus() async throws {
        try await withPreparedStore { _, address, cluster in
            let tables = try cluster.sql(
                """
                SELECT relname FROM pg_class WHERE relnamespace = 'tessera'::regnamespace AND relkind = 'r'
                ORDER BY relname COLLATE "C"
                """, in: address
            ).split(separator: "\n").map(String.init)
            let placed = Citus.referenceTables + Citus.distributedTables + Citus.coordinatorTables
            #expect(placed.sorted() == tables)
            let keys = try cluster.sql(
                """
                SELECT indrelid::regclass, attname FROM pg_index
                JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
                WHERE indisunique AND indrelid IN (SELECT oid FROM pg_class
                    WHERE relnamespace = 'tessera'::regnamespace)
                """, in: address
            ).split(separator: "\n").map { $0.split(separator: "|").map(String.init) }
            for table in Citus.distributedTables {
                let first = keys.filter { $0[0] == table }.map { $0[1] }
                #expect(!first.isEmpty && first.allSatisfy { $0 == "home" }, "\(table): \(first)")
            }
        }
    }

    @Test("The article shows the calls for Citus as they are")
    func article() throws {
        let article = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/tessera/Tessera.docc/ManyVerifiers.md")
        #expect(try String(contentsOf: article, encoding: .utf8).contains("```sql\n\(Citus.sql)\n```"))
    }

    @Test("Every statement of a redemption names one home, and reads it from an index")
    func oneShard() async throws {
        try await withPreparedStore { store, address, cluster in
            try await PostgresVerifierTests.doEverything(with: store)
            let texts = try store.writer.runNow { connection throws(StoreError) in
                Array(connection.prepared.keys)
            }
            let spread = texts.filter { text in
                Citus.distributedTables.contains { text.contains(" \($0) ") || text.contains(" \($0)\n") }
            }
            #expect(spread.count > 15)
            for text in spread { #expect(Self.namesOneHome(text), "\(text)") }
            // Whatever else is said names no table that is spread.
            let others = Set(texts).subtracting(spread)
            #expect(
                others.allSatisfy { text in !Citus.distributedTables.contains { text.contains("FROM \($0)") }
                })
        }
    }

    @Test("Plans that were made while the tables were empty are made again as they grow")
    func plans() async throws {
        try await withPreparedStore { store, address, cluster in
            try await PostgresVerifierTests.doEverything(with: store)
            // Else the server would look by itself after a while.
            try cluster.sql("ALTER TABLE tessera.member SET (autovacuum_enabled = false)", in: address)
            for statement in Self.growing { try cluster.sql(statement, in: address) }
            // Past the next power of two, whatever number of groups it took to do everything.
            let attempt = Fixture.attempt("once", key: "again")
            for _ in 1...Self.groupCount { _ = try await store.redeem(attempt) }
            #expect(try await isAnalyzed(cluster, address))
            try await PostgresVerifierTests.doEverything(with: store)
            let plans = try store.writer.runNow { connection throws(StoreError) in
                try Self.plans(of: connection)
            }
            #expect(plans.count > 15)
            for (text, plan) in plans {
                #expect(!plan.contains { $0.hasSuffix("Index Cond: (home = $1)") }, "\(text)\n\(plan)")
            }
        }
    }

    /// Whether the server comes to know how large the tables are.
    private func isAnalyzed(_ cluster: PostgresCluster, _ address: String) async throws -> Bool {
        let seen = "SELECT reltuples > 500 FROM pg_class WHERE oid = 'tessera.member'::regclass"
        for _ in 1...500 {
            if try cluster.sql(seen, in: address) == "t\n" { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    private static let groupCount = 128

    /// Statements that make each table hundreds of times as large.
    private static var growing: [String] {
        let columns = LedgerColumns.columns.map(\.name)
        let changed = ["sequence": "sequence + 1000 * n", "redemption": "redemption || n"]
        let ledger = columns.map { changed[$0] ?? $0 }.joined(separator: ", ")
        return [
            "INSERT INTO ledger (home, \(columns.joined(separator: ", "))) SELECT home, \(ledger) FROM ledger, \(many)",
            "INSERT INTO answer SELECT home, terminal, key || n, request_digest, at, NULL, content FROM answer, \(many)",
            "INSERT INTO coupon SELECT home, key + 1000000 * n, batch, serial, 0, 0, 1 FROM coupon, \(many)",
            "INSERT INTO reservation SELECT home, id || n, state, expires_at, record FROM reservation, \(many)",
            "INSERT INTO hold SELECT home, serial, 'r' || key FROM coupon",
            """
            INSERT INTO member (home, id, joined_on, joined_at, tier, language, marketing_consent, source,
                sealed_profile, updated_at)
            SELECT home, id || n, joined_on, joined_at, tier, language, marketing_consent, source, sealed_profile,
                updated_at FROM member, \(many)
            """,
        ].map { "SET search_path = tessera; " + $0 }
    }

    private static let many = "generate_series(1, 500) AS n"

    /// What the server would do for each statement of a connection that it can explain, whatever the parameters.
    private static func plans(of connection: Connection) throws(StoreError) -> [(
        text: String, plan: [String]
    )] {
        var plans: [(text: String, plan: [String])] = []
        for (text, name) in connection.prepared
        where text.contains("$1") && !text.hasPrefix("SELECT pg_") && !text.hasPrefix("SELECT set_config") {
            let last = (1...40).last { text.contains("$\($0)") } ?? 1
            let values = Array(repeating: "NULL", count: last).joined(separator: ", ")
            let lines = try connection.query("EXPLAIN EXECUTE \(name)(\(values))")
            plans.append((text, try lines.map { row throws(StoreError) in try row[0] as String }))
        }
        return plans
    }

    /// A row is written with the home of the first parameter, or looked for by it.
    private static func namesOneHome(_ text: String) -> Bool {
        text.hasPrefix("INSERT INTO")
            ? text.contains("(home, ") && (text.contains("SELECT $1, ") || text.contains("VALUES ($1, "))
            : text.contains("home = $1")
    }
}
