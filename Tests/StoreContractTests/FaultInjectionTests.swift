import Promotion
import Store
import Testing

@Suite struct FaultInjectionTests {
    /// One thing that a till asks for, as one transaction on any rows.
    enum Request: CaseIterable, Sendable {
        case redemptions, reversal

        func run(on rows: inout some ReversalRows) throws(StoreError) {
            switch self {
            case .redemptions:
                for serial in UInt32(1)...3 {
                    let attempt = Fixture.attempt(
                        "members", serial, key: "k\(serial)", member: "m-1", purchase: "P")
                    _ = try RedemptionProcedure.run(attempt, on: &rows, decide: Redemption.decide)
                }
            case .reversal:
                let attempt = Fixture.reversal(of: "before", key: "v")
                _ = try ReversalProcedure.run(attempt, on: &rows, decide: Reversal.decide)
            }
        }
    }

    private func run(
        _ request: Request, on store: some TransactionalStore, _ countdown: Countdown
    ) async throws(StoreError) {
        try await store.inTransaction { rows throws(StoreError) in
            var faulty = FaultyRows(base: rows, countdown: countdown)
            let result = Result { () throws(StoreError) in try request.run(on: &faulty) }
            rows = faulty.base
            try result.get()
        }
    }

    @Test(
        "Whichever call fails, nothing is half written, and the same request works afterwards",
        arguments: Engine.allCases, Request.allCases)
    func everyCall(engine: Engine, request: Request) async throws {
        try await engine.withStore { store in
            let before = Fixture.attempt("members", 9, key: "before", member: "m-1")
            #expect(try await store.redeem(before).acceptance != nil)
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
                #expect(try await store.findFaults() == [])
            }
            #expect(call > 8, "the request made only \(call) calls")
            #expect(try await store.wholeLedger().count == 2)
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
