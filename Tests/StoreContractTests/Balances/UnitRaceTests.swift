import Promotion
import Store
import StorePostgres
import StoreSQLite
import Support
import Testing
import Vocabulary

/// Requests to the unit ledger at the same time, and after a restart.
@Suite struct UnitRaceTests {
    private func race(
        _ requests: [UnitRequest], on stores: [any BalanceStore]
    ) async throws -> [UnitReply] {
        try await withThrowingTaskGroup(of: UnitReply.self) { group in
            for (number, request) in requests.enumerated() {
                let store = stores[number % stores.count]
                group.addTask { try await store.carryOut(request, home: Fixture.home) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test("Parallel spendings of one balance never take more than there is", arguments: Engine.allCases)
    func spending(engine: Engine) async throws {
        try await engine.withStore { store in
            for number in 1...10 {
                _ = try await store.run("e\(number)", .earn(10, .points, UnitFixture.year))
            }
            let requests = (1...40).map { UnitFixture.request("s\($0)", .spend(7, .points)) }
            let replies = try await race(requests, on: [store])
            #expect(replies.count { $0.outcome.refusal == nil } == 14)
            #expect(try await store.available() == 2)
        }
    }

    @Test("Earning, spending and taking back at the same time leaves sound books", arguments: Engine.allCases)
    func mixed(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.run("e", .earn(500, .points, UnitFixture.month))
            for number in 1...8 { _ = try await store.run("p\(number)", .spend(50, .points)) }
            let other = MemberID(unchecked: "m-2")
            let requests = (1...8).flatMap { number in
                [
                    UnitFixture.request("a\(number)", .earn(10, .points, UnitFixture.year)),
                    UnitFixture.request("b\(number)", .reverse(UnitFixture.entry("p\(number)"), 20)),
                    UnitFixture.request("c\(number)", .reverse(UnitFixture.entry("e"), 40)),
                    UnitFixture.request("d\(number)", .earn(1, .points, UnitFixture.year), of: other),
                ]
            }
            _ = try await race(requests, on: [store])
            let held = try #require(try await store.units(of: UnitFixture.member, home: Fixture.home))
            let sum = held.lots.reduce(0) { $0 + $1.remaining } - held.debts.reduce(0) { $0 + $1.amount }
            #expect(sum == 500 - 400 + 80 + 160 - 320)
            #expect(try await store.available(of: other) == 8)
        }
    }

    @Test("One key, sent many times at once, is carried out once", arguments: Engine.allCases)
    func oneKey(engine: Engine) async throws {
        try await engine.withStore { store in
            let requests = (1...20).map { attempt in
                UnitFixture.request("k", .earn(10, .points, UnitFixture.year), attempt: attempt)
            }
            let replies = try await race(requests, on: [store])
            #expect(Set(replies.map(\.outcome)).count == 1)
            #expect(replies.count { !$0.isReplay } == 1)
            #expect(try await store.available() == 10)
        }
    }

    @Test("Two processes on one file, and a third after both, give one answer to a key")
    func restart() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let stores = [try SQLiteStore(path: path), try SQLiteStore(path: path)]
            try await Fixture.prepare(stores[0])
            let requests = (1...10).map { attempt in
                UnitFixture.request("k", .earn(10, .points, UnitFixture.year), attempt: attempt)
            }
            let replies = try await race(requests, on: stores)
            for store in stores { try store.close() }
            let third = try SQLiteStore(path: path)
            let again = try await third.carryOut(requests[0], home: Fixture.home)
            #expect(again.isReplay)
            #expect(Set(replies.map(\.outcome) + [again.outcome]).count == 1)
            #expect(try await third.available() == 10)
            #expect(try await third.findFaults() == [])
            try third.close()
        }
    }
}
