import Promotion
import Store
import Testing

@Suite struct FaultInjectionTests {
    /// One thing that a till asks for, as one transaction on any rows.
    enum Request: CaseIterable, Sendable {
        case redemptions, stack, reversal, reservation, settlement, release

        var group: [Attempt] {
            switch self {
            case .redemptions:
                (1...3).map { serial in
                    .redeem(
                        Fixture.attempt(
                            "members", UInt32(serial), key: "k\(serial)", member: "m-1", purchase: "P"))
                }
            case .stack: [.redeem(Fixture.stack([("once", 1), ("percent", 1)], key: "k"))]
            case .reversal: [.reverse(Fixture.reversal(of: "before", key: "v"))]
            case .reservation: [.reserve(Fixture.reservation("once", key: "h"))]
            case .settlement: [.settle(Fixture.settlement(of: "held", key: "s"))]
            case .release: [.release(Fixture.release(of: "held", key: "s"))]
            }
        }
    }

    /// Fails at a read, or after everything was decided and before anything is written.
    private func run(
        _ request: Request, on store: some TransactionalStore, _ countdown: Countdown
    ) async throws(StoreError) {
        let group = request.group
        _ = try await store.inTransaction(for: group) { rows throws(StoreError) in
            var faulty = GroupRows(FaultyReader(base: rows.reader, countdown: countdown))
            let answers = try GroupProcedure.run(group, on: &faulty, by: Fixture.rules)
            try countdown.tick()
            rows.adopt(faulty.writes)
            return answers
        }
    }

    @Test(
        "Whichever call fails, nothing is half written, and the same request works afterwards",
        arguments: Engine.allCases, Request.allCases)
    func everyCall(engine: Engine, request: Request) async throws {
        try await engine.withStore { store in
            let before = Fixture.attempt("members", 9, key: "before", member: "m-1")
            #expect(try await store.redeem(before).acceptance != nil)
            let held = try await store.carryOut(.reserve(Fixture.reservation("thrice", key: "held")))
            guard case .decided(.reservation(.held)) = held else {
                Issue.record("nothing was held: \(held)")
                return
            }
            let hold = try await store.coupon(Fixture.key("thrice", 1), home: Fixture.home)
            let ledger = try await store.wholeLedger()
            let coupon = try await store.coupon(Fixture.key("members", 9), home: Fixture.home)
            var call = 0
            while true {
                call += 1
                let countdown = Countdown(failAt: call)
                let result = await Result { () async throws(StoreError) in
                    try await run(request, on: store, countdown)
                }
                guard countdown.hasFailed else { break }
                #expect(throws: StoreError.full("injected")) { try result.get() }
                #expect(try await store.wholeLedger() == ledger)
                #expect(try await store.coupon(Fixture.key("members", 9), home: Fixture.home) == coupon)
                #expect(try await store.usesTaken(of: Fixture.batch("members").id) == [9: 1])
                #expect(try await store.coupon(Fixture.key("thrice", 1), home: Fixture.home) == hold)
                #expect(try await store.findFaults() == [])
            }
            #expect(call > 3, "the request made only \(call) calls")
            try await Engine.memory.withStore { memory in
                _ = try await memory.redeem(before)
                _ = try await memory.carryOut(.reserve(Fixture.reservation("thrice", key: "held")))
                let answers = try await memory.carryOut(request.group, by: Fixture.rules)
                let again = try await store.carryOut(request.group, by: Fixture.rules)
                #expect(again == answers.compactMap(\.record).map(GroupAnswer.replayed))
                #expect(try await store.wholeLedger() == memory.wholeLedger())
            }
        }
    }
}

extension Result where Failure == StoreError {
    /// Waits for `body` and keeps what it came to.
    init(_ body: () async throws(StoreError) -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
