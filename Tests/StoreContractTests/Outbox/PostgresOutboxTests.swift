import Store
import StorePostgres
import Support
import Synchronization
import Testing
import Vocabulary

/// Two verifiers on one PostgreSQL that both redeem and both tell webhooks.
@Suite(.enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
struct PostgresOutboxTests {
    private static let roundCount = 25

    @Test("What two verifiers commit they tell once, and in order for each coupon")
    func sharedOutbox() async throws {
        try await withPostgres { address in
            let stores = try (1...2).map { _ in
                try PostgresStore(try PostgresAddress(parsing: address), events: .kept)
            }
            defer { for store in stores { store.close() } }
            try await Fixture.prepare(stores[0])
            try await stores[0].registerBoth()
            let told = Told()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (index, store) in stores.enumerated() {
                    group.addTask { try await Self.deliver("d\(index)", on: store, told) }
                }
                try await Self.trade(on: stores)
                told.end()
                try await group.waitForAll()
            }
            let events = told.events
            // Each round and coupon is a redemption and its return.
            #expect(events.count == 2 * 4 * Self.roundCount)
            #expect(Set(events.map(\.draft.id)).count == events.count, "an event was told twice")
            for coupon in Set(events.map(\.draft.coupon)) {
                let kinds = events.filter { $0.draft.coupon == coupon }.map(\.draft.kind)
                let expected = (0..<kinds.count).map { place -> EventKind in
                    place.isMultiple(of: 2) ? .redemptionRedeemed : .redemptionReturned
                }
                #expect(kinds == expected)
            }
            #expect(try await stores[0].findFaults() == [])
        }
    }

    /// Redeems four coupons and takes them back, again and again, now on one verifier and now on the other.
    private static func trade(on stores: [PostgresStore]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for serial in UInt32(1)...4 {
                group.addTask {
                    for round in 0..<roundCount {
                        let (one, other) = (stores[round % 2], stores[(round + 1) % 2])
                        let key = "\(serial)-\(round)"
                        let answer = try await one.redeem(Fixture.attempt("once", serial, key: key))
                        try #require(answer.acceptance != nil)
                        let undone = try await other.reverse(Fixture.reversal(of: key, key: "v\(key)"))
                        try #require(undone.acceptance != nil)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Claims, notes what it claimed as told, and says so with the next turn.
    private static func deliver(
        _ name: String, on store: PostgresStore, _ told: Told
    ) async throws {
        var outcomes: [DeliveryOutcome] = []
        while true {
            let isLast = told.isTraded
            let report = try await store.take(
                OutboxFixture.turn(name, take: [OutboxFixture.crm: 3], outcomes: outcomes))
            told.add(report.claims.map(\.event))
            outcomes = report.claims.map { $0.ends(.delivered) }
            guard isLast, report.claims.isEmpty else { continue }
            if try await store.backlog(of: OutboxFixture.crm).unsettledCount == 0 { return }
        }
    }
}

/// What was told so far, in that order.
private final class Told: Sendable {
    private let state = Mutex<(events: [EventRecord], isTraded: Bool)>(([], false))

    var events: [EventRecord] { state.withLock { $0.events } }
    var isTraded: Bool { state.withLock { $0.isTraded } }

    func add(_ events: [EventRecord]) {
        state.withLock { $0.events += events }
    }

    func end() {
        state.withLock { $0.isTraded = true }
    }
}
