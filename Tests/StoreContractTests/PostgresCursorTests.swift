import Store
import Support
import Testing
import Vocabulary

@testable import StorePostgres

/// Who reads on from the last number that was seen misses nothing, also where a slower transaction got its number earlier.
@Suite(.enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
struct PostgresCursorTests {
    /// Runs `body` with two verifiers on one prepared database.
    private func withVerifiers(
        _ body: (PostgresStore, PostgresStore, String) async throws -> Void
    ) async throws {
        try await withPostgres { address in
            let stores = try (1...2).map { _ in
                try PostgresStore(try PostgresAddress(parsing: address), events: .kept)
            }
            defer { for store in stores { store.close() } }
            try await Fixture.prepare(stores[0])
            try await body(stores[0], stores[1], address)
            #expect(try await stores[0].findFaults() == [])
        }
    }

    private func audit(_ subject: String) -> AuditRecord {
        AuditRecord(at: Fixture.now, actor: "test", action: "follow", subject: subject, detail: "{}")
    }

    /// Whether a transaction waits for an advisory lock.
    private func isAnyoneWaiting(in address: String) throws -> Bool {
        try PostgresCluster.shared.get().sql(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid "
                + "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()", in: address)
            != "0\n"
    }

    @Test("An audit entry is not seen before one with a lower number whose transaction is slower")
    func audit() async throws {
        try await withVerifiers { slow, fast, address in
            let start = try await fast.auditPage(after: 0, limit: 1_000, scope: .every).last?.number ?? 0
            let (numbered, release) = (Latch(), Latch())
            async let first: Void = slow.write { connection throws(StoreError) in
                try connection.query(PostgresStore.insertion(of: self.audit("slow")))
                numbered.open()
                release.wait()
            }
            while !numbered.isOpen { await Task.yield() }
            let hasWritten = Latch()
            async let second: Void = append("fast", to: fast, then: hasWritten)
            while !hasWritten.isOpen {
                if try isAnyoneWaiting(in: address) { break }
            }
            let early = try await fast.auditPage(after: start, limit: 1_000, scope: .every)
            release.open()
            _ = try await (first, second)
            let cursor = early.last?.number ?? start
            let late = try await fast.auditPage(after: cursor, limit: 1_000, scope: .every)
            #expect((early + late).map(\.record.subject) == ["slow", "fast"])
        }
    }

    private func append(_ subject: String, to store: PostgresStore, then latch: Latch) async throws {
        defer { latch.open() }
        try await store.append(audit(subject))
    }

    @Test("An event has its place among those that are told only once it is committed")
    func events() async throws {
        try await withVerifiers { slow, fast, address in
            try await fast.registerBoth()
            // An entry of which no event was written yet.
            let quiet = try PostgresStore(try PostgresAddress(parsing: address))
            defer { quiet.close() }
            _ = try await quiet.redeem(Fixture.attempt("once", 1, key: "slow"))
            let event = EventDraft(try #require(try await quiet.wholeLedger().first))
            let (numbered, release) = (Latch(), Latch())
            async let first: Void = slow.write { connection throws(StoreError) in
                try connection.query(try EventWriting.insertion(of: [event], home: event.home))
                numbered.open()
                release.wait()
            }
            while !numbered.isOpen { await Task.yield() }
            #expect(try await fast.redeem(Fixture.attempt("once", 2, key: "fast")).acceptance != nil)
            _ = try await fast.take(OutboxFixture.turn())
            let early = try await fast.events(after: 0, limit: 10)
            release.open()
            _ = try await first
            _ = try await fast.take(OutboxFixture.turn())
            let late = try await fast.events(after: try #require(early.last?.position), limit: 10)
            #expect(early.map(\.draft.coupon) == [Fixture.key("once", 2)])
            #expect(late.map(\.draft.coupon) == [Fixture.key("once", 1)])
            let (later, earlier) = (try #require(late.first), try #require(early.first))
            #expect(later.number < earlier.number)
        }
    }
}
