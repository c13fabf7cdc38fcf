import Promotion
import Store
import Support
import Synchronization
import Testing
import Vocabulary

@testable import StorePostgres

/// Several verifiers on one database, and servers and connections that go away.
@Suite(.enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
struct PostgresVerifierTests {
    private func open(_ address: String) throws -> PostgresStore {
        try PostgresStore(try PostgresAddress(parsing: address))
    }

    /// Runs `body` with verifiers on one prepared database, and looks for faults afterwards.
    private func withVerifiers(
        _ count: Int, _ body: ([PostgresStore], String) async throws -> Void
    ) async throws {
        try await withPostgres { address in
            let stores = try (1...count).map { _ in try open(address) }
            defer { for store in stores { store.close() } }
            try await Fixture.prepare(stores[0])
            try await body(stores, address)
            #expect(try await stores[0].findFaults() == [])
        }
    }

    /// Something of everything that a till can ask for.
    static func doEverything(with store: PostgresStore) async throws {
        let attempts: [Attempt] = [
            .redeem(Fixture.attempt("once", 1, key: "1", member: "m-1", purchase: "P")),
            .redeem(Fixture.attempt("once", 1, key: "2")),
            .redeem(Fixture.attempt("scarce", 1, key: "3")),
            .redeem(Fixture.stack([("percent", 1), ("thrice", 1)], key: "4", purchase: "Q")),
            .reserve(Fixture.reservation("members", 1, key: "5", member: "m-1")),
            .reserve(Fixture.reservation("members", 2, key: "6", member: "m-2", seconds: 1)),
            .settle(Fixture.settlement(of: "5", key: "7")),
            .release(Fixture.release(of: "6", key: "8")),
            .reverse(Fixture.reversal(of: "1", key: "9")),
            .redeem(Fixture.attempt("once", 1, key: "1", member: "m-1", purchase: "P")),
        ]
        for attempt in attempts { _ = try await store.carryOut(attempt) }
        _ = try await store.carryOut(attempts, by: Fixture.rules)
    }

    @Test("A till that one verifier revokes redeems nothing more with another that remembers it")
    func revokedElsewhere() async throws {
        try await withVerifiers(2) { stores, _ in
            let till = TerminalRecord(
                id: TerminalID(unchecked: "t-9"), store: Fixture.store, name: "till",
                tokenDigest: Fixture.digest("9"), enrolledAt: Instant(millisecondsSince1970: 0))
            try await stores[0].enrol(till)
            let version = try await stores[0].accessVersion()
            func attempt(_ key: String) -> Attempt {
                let usual = Fixture.attempt("thrice", key: key)
                var head = usual.head
                head.accessVersion = version
                return .redeem(
                    RedemptionAttempt(
                        head: head, coupons: usual.coupons, redemption: usual.redemption,
                        request: usual.request))
            }
            let before = try await stores[0].carryOut([attempt("1")], by: Fixture.rules)
            guard case .decided(.redemption(.redeemed)) = before.first else {
                Issue.record("not redeemed: \(before)")
                return
            }
            _ = try await stores[1].revoke(till.id, at: Instant(millisecondsSince1970: 1))
            #expect(try await stores[0].carryOut([attempt("2")], by: Fixture.rules) == [.accessChanged])
        }
    }

    /// Sends attempts at once, each to one verifier after the other.
    private func race(
        _ attempts: [RedemptionAttempt], on stores: [PostgresStore]
    ) async throws -> [RedemptionAnswer] {
        let queues = stores.map { CommitQueue(store: $0, rules: Fixture.rules) }
        return try await withThrowingTaskGroup(of: RedemptionAnswer.self) { group in
            for (number, attempt) in attempts.enumerated() {
                let queue = queues[number % queues.count]
                group.addTask { try await queue.redeem(attempt) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("Three verifiers give a coupon of three uses three times")
    func race() async throws {
        try await withVerifiers(3) { stores, _ in
            let attempts = (1...60).map { Fixture.attempt("thrice", key: "k\($0)", till: "till-\($0)") }
            let answers = try await race(attempts, on: stores)
            #expect(answers.compactMap(\.acceptance?.use).sorted() == [1, 2, 3])
            #expect(try await stores[1].wholeLedger().count == 3)
        }
    }

    @Test("A group that was in another's way is run again, and counted")
    func retries() async throws {
        try await withVerifiers(1) { stores, address in
            #expect(stores[0].retryCount == 0)
            // A sequence is not rolled back, so only the first two runs meet the conflict.
            try PostgresCluster.shared.get().sql(
                """
                CREATE SEQUENCE tessera.run;
                CREATE FUNCTION tessera.conflict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('tessera.run') <= 2 THEN RAISE EXCEPTION USING ERRCODE = '40001'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER conflict BEFORE INSERT ON tessera.answer
                    FOR EACH ROW EXECUTE FUNCTION tessera.conflict();
                """, in: address)
            #expect(try await stores[0].redeem(Fixture.attempt("once", key: "k")).acceptance?.use == 1)
            #expect(stores[0].retryCount == 2)
            #expect(try await stores[0].wholeLedger().count == 1)
        }
    }

    @Test("One key at three verifiers is one redemption, and all hear the same answer")
    func oneKey() async throws {
        try await withVerifiers(3) { stores, _ in
            let attempt = Fixture.attempt("thrice", key: "same")
            let answers = try await race(Array(repeating: attempt, count: 60), on: stores)
            #expect(Set(answers.map(\.record)).count == 1)
            let unknown = Fixture.attempt("", key: "nothing")
            let refusals = try await race(Array(repeating: unknown, count: 60), on: stores)
            #expect(refusals.allSatisfy { $0.refusal == .unknownCode })
            #expect(try await stores[2].wholeLedger().count == 1)
        }
    }

    @Test("Verifiers that start at once give exactly what a campaign's limit allows")
    func sharedLimit() async throws {
        try await withVerifiers(3) { stores, _ in
            let attempts = (1...60).map { number in
                Fixture.attempt("scarce", UInt32(number % 10) + 1, key: "k\(number)", till: "till-\(number)")
            }
            let answers = try await race(attempts, on: stores)
            #expect(answers.count { $0.acceptance != nil } == 5)
            #expect(answers.contains { $0.refusal == .budgetExhausted(limit: 5) })
        }
    }

    @Test("Exhausted is said only when it is: what another verifier may still give is given here")
    func leases() async throws {
        try await withVerifiers(2) { stores, address in
            // Each holds a share of five after this.
            for (number, store) in stores.enumerated() {
                let attempt = Fixture.attempt("scarce", UInt32(number) + 1, key: "first\(number)")
                #expect(try await store.redeem(attempt).acceptance != nil)
            }
            for serial in UInt32(3)...5 {
                let attempt = Fixture.attempt("scarce", serial, key: "more\(serial)")
                #expect(try await stores[0].redeem(attempt).acceptance != nil, "serial \(serial)")
            }
            for (number, store) in stores.enumerated() {
                let attempt = Fixture.attempt("scarce", 6, key: "last\(number)")
                #expect(try await store.redeem(attempt).refusal == .budgetExhausted(limit: 5))
            }
            // A use that comes back at one verifier is given at the other.
            #expect(try await stores[1].reverse(Fixture.reversal(of: "more3", key: "v")).acceptance != nil)
            #expect(try await stores[0].redeem(Fixture.attempt("scarce", 7, key: "again")).acceptance != nil)
            let sum = try PostgresCluster.shared.get().sql(
                "SELECT sum(taken) FROM tessera.counter WHERE owner = 'scarce' AND scope = 'uses'",
                in: address)
            #expect(sum == "5\n")
        }
    }

    @Test("A limit that is lowered holds at once, whatever was granted before")
    func loweredLimit() async throws {
        try await withVerifiers(2) { stores, _ in
            for (number, store) in stores.enumerated() {
                let attempt = Fixture.attempt("scarce", UInt32(number) + 1, key: "first\(number)")
                #expect(try await store.redeem(attempt).acceptance != nil)
            }
            let lower = Fixture.offers.map { offer in
                offer.id.text == "scarce" ? Fixture.offer("scarce", limits: Limits(usesInCampaign: 2)) : offer
            }
            _ = try await stores[0].apply(try #require(Fixture.campaign(offers: lower)), at: Fixture.now)
            for store in stores {
                let answer = try await store.redeem(Fixture.attempt("scarce", 3, key: "k\(try store.number)"))
                #expect(answer.refusal == .budgetExhausted(limit: 2))
            }
        }
    }

    @Test("Each verifier has a chain of its own, and the register reads them all")
    func chains() async throws {
        try await withVerifiers(2) { stores, _ in
            for (number, store) in stores.enumerated() {
                for serial in UInt32(1)...3 {
                    let attempt = Fixture.attempt(
                        "once", serial + UInt32(number) * 3, key: "\(number) \(serial)")
                    _ = try await store.redeem(attempt)
                }
            }
            let ledger = try await stores[0].wholeLedger()
            #expect(ledger.map(\.writer) == ["main", "main", "main", "v002", "v002", "v002"])
            #expect(ledger.map(\.sequence) == [1, 2, 3, 1, 2, 3])
            var position = LedgerPosition.start
            var read: [LedgerEntry] = []
            while let entry = try await stores[1].ledger(after: position, limit: 1).first {
                position.advance(to: entry)
                read.append(entry)
            }
            #expect(read == ledger)
        }
    }

    @Test("A number is free again when its verifier has gone, and its chain goes on")
    func numbers() async throws {
        try await withVerifiers(1) { stores, address in
            let second = try open(address)
            #expect(try second.number == 2)
            _ = try await second.redeem(Fixture.attempt("once", 1, key: "a"))
            second.close()
            let third = try open(address)
            #expect(try third.number == 2)
            _ = try await third.redeem(Fixture.attempt("once", 2, key: "b"))
            #expect(try await third.wholeLedger().map(\.sequence) == [1, 2])
            third.close()
        }
    }

    @Test("A connection that was cut while idle is made again, and the till notices nothing")
    func cutWhileIdle() async throws {
        try await withVerifiers(1) { stores, address in
            let attempt = Fixture.attempt("once", key: "k")
            try Self.cut(address)
            let answer = try await stores[0].redeem(attempt)
            guard case .decided = answer else {
                Issue.record("the first attempt was no first one: \(answer)")
                return
            }
            try Self.cut(address)
            #expect(try await stores[0].redeem(attempt) == answer.record.map { .replayed($0) })
            #expect(try await stores[0].terminals() == [])
        }
    }

    @Test("A connection that is cut before the COMMIT leaves it open, and a retry makes it one redemption")
    func cutBeforeCommit() async throws {
        try await withVerifiers(1) { stores, address in
            let group = [Attempt.redeem(Fixture.attempt("once", key: "k"))]
            let cutCount = Mutex(0)
            let result = await Result { () async throws(StoreError) in
                try await stores[0].inTransaction(for: group) { rows throws(StoreError) in
                    let isFirst = cutCount.withLock { count in
                        count += 1
                        return count == 1
                    }
                    if isFirst { do { try Self.cut(address) } catch { throw .corrupt("\(error)") } }
                    return try GroupProcedure.run(group, on: &rows, by: Fixture.rules)
                }
            }
            guard case .failure(.unknown) = result else {
                Issue.record("the connection was cut: \(result)")
                return
            }
            let retry = try await stores[0].carryOut(group[0])
            guard case .decided(.redemption(.redeemed)) = retry else {
                Issue.record("nothing was committed, so the retry is the first: \(retry)")
                return
            }
            #expect(try await stores[0].wholeLedger().count == 1)
        }
    }

    @Test("While another session holds a row too long the answer is busy, and then all is well")
    func lockTimeout() async throws {
        try await withVerifiers(1) { stores, address in
            let other = try Connection(try PostgresAddress(parsing: address), name: "other")
            other.begin(.write)
            try other.query("SELECT FROM coupon FOR UPDATE")
            try stores[0].writer.runNow { connection throws(StoreError) in
                _ = try connection.query("SELECT set_config('lock_timeout', '100', false)")
            }
            let attempt = Fixture.attempt("once", key: "k")
            let result = await Result { () async throws(StoreError) in try await stores[0].redeem(attempt) }
            guard case .failure(.busy) = result else {
                Issue.record("a locked coupon was given: \(result)")
                return
            }
            other.rollBack()
            #expect(try await stores[0].redeem(attempt).acceptance != nil)
        }
    }

    @Test("Everything that a till can ask for works at verifiers that take turns")
    func everything() async throws {
        try await withVerifiers(2) { stores, _ in
            for store in stores + stores { try await Self.doEverything(with: store) }
        }
    }

    /// Ends every session of the database's verifiers, and waits until they are gone.
    static func cut(_ address: String) throws {
        let cluster = try PostgresCluster.shared.get()
        let sessions =
            "pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'tessera%'"
        try cluster.sql("SELECT pg_terminate_backend(pid, 5000) FROM \(sessions)", in: address)
    }
}

extension PostgresStore {
    /// The number that this verifier holds.
    var number: Int32 {
        get throws {
            try writer.runNow { connection throws(StoreError) in
                try WriterNumber.held(by: connection).rawValue
            }
        }
    }
}
