import GRDB
import Promotion
import Store
import StorePostgres
import StoreSQLite
import Support
import Testing
import Vocabulary

/// What is left of a request that failed at its last statement.
@Suite struct UnitFaultTests {
    /// Sends a spending that must fail, then `mend`s the database and sends it again.
    private func check(_ store: any ContractStore, mend: () async throws -> Void) async throws {
        let request = UnitFixture.request("k", .spend(30, .points))
        await #expect(throws: StoreError.self) {
            _ = try await store.carryOut(request, home: Fixture.home)
        }
        #expect(try await store.available() == 100)
        let entries = try await store.unitEntries(
            of: UnitFixture.member, before: nil, limit: 10, home: Fixture.home)
        #expect(entries.map(\.entry.kind) == [.earn])
        #expect(try await store.findFaults() == [])
        try await mend()
        let reply = try await store.carryOut(request, home: Fixture.home)
        #expect(!reply.isReplay && reply.outcome.refusal == nil)
        #expect(try await store.available() == 70)
    }

    @Test("A request whose answer cannot be kept writes nothing, and its key is free")
    func sqlite() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            _ = try await store.run("a", .earn(100, .points, UnitFixture.year))
            let queue = try DatabaseQueue(path: folder + "/tessera.db")
            try await queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TRIGGER trap BEFORE INSERT ON unit_answer BEGIN SELECT RAISE(ABORT, 'trap'); END
                        """)
            }
            try await check(store) { try await queue.write { try $0.execute(sql: "DROP TRIGGER trap") } }
            try queue.close()
            try store.close()
        }
    }

    @Test("So it is on PostgreSQL", .enabled("PostgreSQL is there") { PostgresCluster.isExpected })
    func postgres() async throws {
        try await withPostgres { address in
            let cluster = try PostgresCluster.shared.get()
            let store = try PostgresStore(try PostgresAddress(parsing: address))
            defer { store.close() }
            try await Fixture.prepare(store)
            _ = try await store.run("a", .earn(100, .points, UnitFixture.year))
            try cluster.sql(
                "ALTER TABLE tessera.unit_answer ADD CONSTRAINT trap CHECK (key <> 'k')", in: address)
            try await check(store) {
                _ = try cluster.sql("ALTER TABLE tessera.unit_answer DROP CONSTRAINT trap", in: address)
            }
        }
    }
}
