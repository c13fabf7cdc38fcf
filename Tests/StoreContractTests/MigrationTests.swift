import Foundation
import GRDB
import Payload
import Promotion
import Store
import StoreSQLite
import Testing
import Vocabulary

/// Databases of earlier versions, opened by this one.
@Suite struct MigrationTests {
    /// Makes a file from a dump of an earlier version and opens it.
    private func withMigrated(
        _ dump: String, _ body: (SQLiteStore, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let url = try #require(
                Bundle.module.url(forResource: dump, withExtension: "sql", subdirectory: "Schemas"))
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { db in
                let dump = try String(contentsOf: url, encoding: .utf8)
                try db.execute(sql: "PRAGMA foreign_keys = OFF; \(dump)")
            }
            try queue.close()
            let store = try SQLiteStore(path: path)
            try await body(store, path)
            try store.close()
        }
    }

    /// What is kept under a key, as another program reads it.
    private func head(_ key: String, _ path: String) throws -> AttemptHead {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        let row = try #require(
            try queue.read { db in
                try Row.fetchOne(
                    db, sql: "SELECT home, terminal, request_digest FROM answer WHERE key = ?",
                    arguments: [key])
            })
        return AttemptHead(
            home: Home(rawValue: row[0]),
            idempotency: IdempotencyKey(terminal: TerminalID(unchecked: row[1]), key: key),
            requestDigest: Array(row[2] as Data))
    }

    private func redemption(_ head: AttemptHead) -> RedemptionAttempt {
        RedemptionAttempt(
            head: head, coupons: [nil], redemption: RedemptionID(unchecked: "new"),
            request: Redemption.Request(store: Fixture.store, moment: Fixture.moment()))
    }

    @Test("A database of version 1 is sound in the newest version, and its chain goes on")
    func sound() async throws {
        try await withMigrated("version1") { store, path in
            #expect(try await store.findFaults() == [])
            let ledger = try await store.wholeLedger()
            #expect(ledger.map(\.draft.kind) == [.redemption, .redemption, .redemption, .void, .return])
            #expect(ledger.allSatisfy { $0.form == .first })
            let coupon = ledger[3].draft.coupon.key
            let head = AttemptHead(
                home: ledger[0].draft.home,
                idempotency: IdempotencyKey(terminal: TerminalID(unchecked: "t"), key: "new"),
                requestDigest: Fixture.digest("new"))
            let attempt = RedemptionAttempt(
                head: head, coupons: [coupon], redemption: RedemptionID(unchecked: "new"),
                request: Redemption.Request(
                    store: Fixture.store, moment: ledger[4].draft.moment, amount: Fixture.money(8_000)))
            let answer = try await store.redeem(attempt)
            #expect(answer.acceptance?.use == 1)
            #expect(answer.parts.first?.receipt?.proof.first == 6)
            #expect(try await store.findFaults() == [])
        }
    }

    @Test("What version 1 answered is answered again")
    func replays() async throws {
        try await withMigrated("version1") { store, path in
            let accepted = try await store.redeem(redemption(try head("k2", path)))
            guard case .replayed(.redeemed(let parts)) = accepted else {
                Issue.record("\(accepted)")
                return
            }
            #expect(parts.map(\.entry.draft.amount) == [Fixture.money(10_000)])
            #expect(parts.map(\.offer.id.text) == ["thank-you"])
            #expect(parts.map(\.acceptance.usesLeft) == [0] && parts.map(\.receipt) == [nil])
            let reasons: [(String, Refusal.Reason)] = [
                ("k3", .alreadyRedeemed), ("k4", .belowMinimumSpend), ("k5", .unknownCode),
            ]
            for (key, reason) in reasons {
                let answer = try await store.redeem(redemption(try head(key, path)))
                guard case .replayed(.refused(let refusals)) = answer else {
                    Issue.record("\(key): \(answer)")
                    continue
                }
                #expect(refusals.map { $0?.reason } == [reason])
            }
        }
    }

    @Test("What version 1 reversed, or refused to reverse, is answered again")
    func reversals() async throws {
        try await withMigrated("version1") { store, path in
            for (key, isReversed) in [("v1", true), ("v2", true), ("v3", false)] {
                let head = try head(key, path)
                let attempt = ReversalAttempt(
                    head: head, redemption: RedemptionID(unchecked: "x"),
                    reversal: ReversalID(unchecked: "x"),
                    request: Reversal.Request(kind: .void, amount: nil, moment: Fixture.moment()),
                    store: Fixture.store, cashier: nil, reason: "x")
                switch try await store.reverse(attempt) {
                case .replayed(.reversed(let entry)): #expect(isReversed && entry.draft.key == key)
                case .replayed(.refused(let refusal)): #expect(!isReversed && refusal == .alreadyReversed)
                case let other: Issue.record("\(key): \(other)")
                }
            }
        }
    }

    @Test("Counters that version 1 did not keep count what it gave")
    func counters() async throws {
        try await withMigrated("version1") { store, path in
            let queue = try DatabaseQueue(path: path)
            let counted = try await queue.read { db in
                try Row.fetchAll(
                    db, sql: "SELECT scope, sum(taken) FROM counter GROUP BY scope ORDER BY scope"
                ).map { "\($0[0] as String) \($0[1] as Int64)" }
            }
            try queue.close()
            // Three redemptions of ten yuan; one was voided, four yuan of another were taken back.
            #expect(counted == ["spend 1600", "stock 2", "store_day 2", "uses 2"])
        }
    }
}
