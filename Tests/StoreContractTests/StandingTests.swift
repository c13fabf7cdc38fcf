import Payload
import Promotion
import Store
import Support
import Testing
import Vocabulary

/// How the coupons of a batch stand, two bits each, on every engine.
@Suite struct StandingTests {
    private func statuses(
        _ batch: String, _ store: any ContractStore
    ) async throws -> [StatusList.Status?] {
        let standing = try #require(try await store.standing(of: BatchID(unchecked: batch), at: Fixture.now))
        return (1...Int(Fixture.couponCount)).map { standing.list[$0] }
    }

    private func marked(_ serials: [Int: StatusList.Status]) -> [StatusList.Status?] {
        (1...Int(Fixture.couponCount)).map { serials[$0] ?? .valid }
    }

    @Test(
        "A coupon is marked with its last use, and unmarked when that is given back",
        arguments: Engine.allCases)
    func uses(engine: Engine) async throws {
        try await engine.withStore { store in
            #expect(try await statuses("once", store) == marked([:]))
            _ = try await store.redeem([
                Fixture.attempt("once", 3, key: "a"), Fixture.attempt("once", 10, key: "b"),
                Fixture.attempt("thrice", 1, key: "c"), Fixture.attempt("thrice", 1, key: "d"),
            ])
            #expect(try await statuses("once", store) == marked([3: .usedUp, 10: .usedUp]))
            #expect(try await statuses("thrice", store) == marked([:]))
            _ = try await store.redeem(Fixture.attempt("thrice", 1, key: "e"))
            #expect(try await statuses("thrice", store) == marked([1: .usedUp]))
            _ = try await store.reverse(Fixture.reversal(of: "b", key: "v", kind: .void))
            #expect(try await statuses("once", store) == marked([3: .usedUp]))
        }
    }

    @Test("A reservation marks nothing: its use may come back", arguments: Engine.allCases)
    func held(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.carryOut(.reserve(Fixture.reservation("once", 2, key: "h")))
            #expect(try await statuses("once", store) == marked([:]))
        }
    }

    @Test(
        "A coupon that is leased whole is suspended until its lease is returned or ends",
        arguments: Engine.allCases)
    func leased(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.lease(Fixture.lease([("once", 2), ("once", 3), ("thrice", 1)], key: "a"))
            #expect(try await statuses("once", store) == marked([2: .suspended, 3: .suspended]))
            #expect(try await statuses("thrice", store) == marked([:]), "two uses are left for anybody")
            _ = try await store.lease(
                Fixture.lease([("thrice", 1)], key: "b", till: "other", uses: 2, secondsLater: 60))
            #expect(try await statuses("thrice", store) == marked([1: .suspended]))
            _ = try await store.tell(.use(Fixture.offlineUse("once", 3, key: "u", lease: "a")))
            #expect(try await statuses("once", store) == marked([2: .suspended, 3: .usedUp]))
            let over = Fixture.now.advanced(bySeconds: 7_200)
            let standing = try #require(
                try await store.standing(of: BatchID(unchecked: "once"), at: over))
            #expect(standing.list[2] == .valid, "the lease has ended")
            _ = try await store.carryOut(.returnLease(Fixture.giveBack("a")))
            #expect(try await statuses("once", store) == marked([3: .usedUp]))
        }
    }

    @Test(
        "A paused campaign suspends what is not used up; a revoked batch is invalid whole",
        arguments: Engine.allCases)
    func states(engine: Engine) async throws {
        try await engine.withStore { store in
            _ = try await store.redeem(Fixture.attempt("once", 3, key: "a"))
            let campaign = CampaignID(unchecked: "autumn")
            _ = try await store.setState(.paused, of: campaign, at: Fixture.now)
            var expected = [StatusList.Status?](repeating: .suspended, count: Int(Fixture.couponCount))
            expected[2] = .usedUp
            #expect(try await statuses("once", store) == expected)
            _ = try await store.setState(.active, of: campaign, at: Fixture.now)
            #expect(try await statuses("once", store) == marked([3: .usedUp]))
            _ = try await store.revoke(BatchID(unchecked: "once"), at: Fixture.now)
            expected = [StatusList.Status?](repeating: .invalid, count: Int(Fixture.couponCount))
            #expect(try await statuses("once", store) == expected)
            #expect(try await statuses("thrice", store) == marked([:]))
            #expect(try await store.standing(of: BatchID(unchecked: "nobody's"), at: Fixture.now) == nil)
        }
    }

    @Test("More used coupons than a page of any engine, at random, and all engines agree")
    func many() async throws {
        var random = SplitMix64.forTests()
        let count: UInt32 = 5_000
        // Two pages of PostgreSQL's cursor and a part of a third.
        let used = Set((1...count).shuffled(using: &random).prefix(4_321))
        for engine in Engine.allCases {
            try await engine.withStore { store in
                var batch = Fixture.batch("once", count: count)
                batch.id = BatchID(unchecked: "many")
                _ = try await store.addBatch(batch)
                let keys = (1...count).map { Fixture.key("many", $0) }
                try await store.issue(keys, firstSerial: 1, of: batch.id, home: Fixture.home)
                let attempts = used.sorted().map { Fixture.attempt("many", $0, key: "m\($0)") }
                for start in stride(from: 0, to: attempts.count, by: CommitQueue.maximumGroupCount) {
                    _ = try await store.redeem(
                        Array(attempts.dropFirst(start).prefix(CommitQueue.maximumGroupCount)))
                }
                let list = try #require(try await store.standing(of: batch.id, at: Fixture.now)).list
                let found = (1...count).filter { list[Int($0)] == .usedUp }
                #expect(Set(found) == used, "seed \(random.seed)")
                #expect(list.markedCount(in: 0..<list.count) == used.count)
            }
        }
    }
}
