import Foundation
import GRDB
import Promotion
import Store
import StoreSQLite
import Testing
import Vocabulary

/// One code for everybody: a coupon of a million uses, which all tills redeem at once.
@Suite struct ManyUsesTests {
    private static let limit = Limits.maximumUsesPerCoupon
    private static let tillCount = 32

    private func issue(on store: any ContractStore) async throws {
        let batch = PlainBatch(id: "poster", offer: "once", count: 1, uses: Int(Self.limit))
        _ = try await store.addBatch(batch.record(of: "autumn"))
        try await store.issue(
            batch.keys, firstSerial: 1, of: BatchID(unchecked: batch.id), home: Fixture.home)
    }

    /// Every till redeems the one coupon some times, one after the other; all tills at once.
    private func race(
        _ timesPerTill: Int, round: String = "", on store: any ContractStore
    ) async throws -> [RedemptionAnswer] {
        let queue = CommitQueue(store: store, rules: Fixture.rules)
        return try await withThrowingTaskGroup(of: [RedemptionAnswer].self) { group in
            for till in 1...Self.tillCount {
                group.addTask {
                    var answers: [RedemptionAnswer] = []
                    for number in 1...timesPerTill {
                        let attempt = Fixture.attempt(
                            "poster", key: "\(round)\(number)", till: "till-\(till)")
                        answers.append(try await queue.redeem(attempt))
                    }
                    return answers
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    @Test("All tills on one coupon of a million uses: every use has a number of its own")
    func counted() async throws {
        try await Engine.sqlite.withStore { store in
            try await issue(on: store)
            let answers = try await race(25, on: store)
            let count = UInt32(Self.tillCount * 25)
            #expect(answers.compactMap(\.acceptance?.use).sorted() == Array(1...count))
            #expect(answers.compactMap(\.acceptance).allSatisfy { $0.usesLeft == Self.limit - $0.use })
            #expect(try await store.usesTaken(of: BatchID(unchecked: "poster")) == [1: count])
            let again = try await race(25, on: store)
            #expect(Set(again.map(\.record)) == Set(answers.map(\.record)))
            #expect(try await store.wholeLedger().count == Int(count))
        }
    }

    @Test("The last uses of a million are given exactly once, and one that comes back is given once more")
    func last() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let store = try SQLiteStore(path: path)
            try await Fixture.prepare(store)
            try await issue(on: store)
            // As if all but twenty had been given: that many redemptions would take minutes.
            try edit(path, "uses_taken = \(Self.limit - 20)")
            let answers = try await race(2, on: store)
            #expect(answers.compactMap(\.acceptance?.use).sorted() == Array(Self.limit - 19...Self.limit))
            #expect(answers.count { $0.refusal?.reason == .alreadyRedeemed } == Self.tillCount * 2 - 20)
            let last = try #require(answers.first { $0.acceptance?.usesLeft == 0 }?.parts.first).entry.draft
            let undone = try await store.reverse(
                Fixture.reversal(of: last.key, key: "v", kind: .void, till: last.terminal.text))
            #expect(undone.acceptance?.isUseRestored == true)
            let more = try await race(1, round: "more", on: store)
            #expect(more.compactMap(\.acceptance?.use) == [Self.limit])
            try edit(path, "uses_taken = uses_taken - \(Self.limit - 20)")
            #expect(try await store.findFaults() == [])
            try store.close()
        }
    }

    /// Changes the one coupon as a hand in the file would.
    private func edit(_ path: String, _ change: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    UPDATE coupon SET \(change)
                    WHERE batch = (SELECT number FROM batch WHERE id = 'poster')
                    """)
        }
        try queue.close()
    }
}
