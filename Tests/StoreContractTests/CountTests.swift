import Promotion
import Store
import Testing
import Vocabulary

/// What counters stand at, for those who only look, on every engine.
@Suite struct CountTests {
    private static let once = OfferID(unchecked: "once")
    private static let other = StoreID(unchecked: "SH02")
    private static let campaign = CampaignID(unchecked: "autumn")
    private static var day: CalendarDate { Fixture.moment().date }

    private static var counters: [Counter] {
        [
            .uses(once), .stock(once, Fixture.store), .storeDay(once, Fixture.store, day),
            .spend(campaign, Fixture.yuan), .storeDay(once, Fixture.store, day.advanced(byDays: 1)),
            .stock(once, other), .uses(OfferID(unchecked: "thrice")),
            .uses(OfferID(unchecked: "nobody's")),
        ]
    }

    @Test(
        "They count redemptions, what is held, and what came back, and leave out what nobody used",
        arguments: Engine.allCases)
    func counts(engine: Engine) async throws {
        try await engine.withStore { store in
            func counted() async throws -> [Int64?] {
                let counts = try await store.counts(of: Self.counters, home: Fixture.home)
                return Self.counters.map { counts[$0] }
            }
            #expect(try await counted() == [Int64?](repeating: nil, count: 8))
            _ = try await store.redeem([
                Fixture.attempt("once", 1, key: "a"), Fixture.attempt("once", 2, key: "b"),
                Fixture.attempt("thrice", 1, key: "c"),
            ])
            #expect(try await counted() == [2, 2, 2, 3_000, nil, nil, 1, nil])
            _ = try await store.carryOut(.reserve(Fixture.reservation("once", 3, key: "h")))
            #expect(try await counted() == [3, 3, 3, 4_000, nil, nil, 1, nil])
            _ = try await store.reverse(Fixture.reversal(of: "c", key: "v", kind: .void))
            #expect(try await counted() == [3, 3, 3, 3_000, nil, nil, nil, nil])
            let elsewhere = Home(issuer: 2, bucket: 0)
            #expect(try await store.counts(of: Self.counters, home: elsewhere) == [:])
            #expect(try await store.counts(of: [], home: Fixture.home) == [:])
        }
    }

    @Test("More counters than a statement takes are read all the same", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "a"))
            let strangers = (1...30_000).map { Counter.uses(OfferID(unchecked: "stranger-\($0)")) }
            let counts = try await store.counts(of: strangers + [.uses(Self.once)], home: Fixture.home)
            #expect(counts == [.uses(Self.once): 1])
        }
    }
}
