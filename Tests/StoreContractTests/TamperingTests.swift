import Foundation
import GRDB
import Promotion
import Store
import StoreSQLite
import Support
import Testing
import Vocabulary

/// Whatever one hand changes in one place of the ledger, `doctor` finds, wherever it is.
@Suite struct TamperingTests {
    static let attemptCount = 60
    static let editCount = 120
    /// More bits than a sequence of the file has.
    static let lowBitCount = 16

    /// What a hand in the file does.
    private enum Edit: CaseIterable {
        case flipBit, delete, swap
    }

    /// A file with stacks, holds, returns and refusals, committed in groups of random size.
    private func makeFile(_ path: String, _ generator: inout SplitMix64) async throws -> Int64 {
        let store = try SQLiteStore(path: path)
        try await Fixture.prepare(store)
        var number = 0
        while number < Self.attemptCount {
            let size = Int.random(in: 1...5, using: &generator)
            var group: [Attempt] = []
            for _ in 0..<size {
                number += 1
                group.append(attempt(number, &generator))
            }
            _ = try await store.carryOut(group, by: Fixture.rules)
        }
        #expect(try await store.findFaults() == [])
        let count = try await store.wholeLedger().count
        try store.close()
        return Int64(count)
    }

    private func attempt(_ number: Int, _ generator: inout SplitMix64) -> Attempt {
        let serial = UInt32.random(in: 1...Fixture.couponCount, using: &generator)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5:
            return .redeem(
                Fixture.attempt(
                    "thrice", serial, key: "k\(number)", member: number.isMultiple(of: 2) ? "m-1" : nil,
                    purchase: "P\(number)"))
        case 5..<7: return .redeem(Fixture.stack([("once", serial), ("percent", serial)], key: "k\(number)"))
        case 7: return .reserve(Fixture.reservation("thrice", serial, key: "k\(number)"))
        default:
            let earlier = Int.random(in: 1...number, using: &generator)
            return .reverse(Fixture.reversal(of: "k\(earlier)", key: "v\(number)"))
        }
    }

    @Test("One flipped bit, one deleted row or two swapped ones are found anywhere in the ledger")
    func anywhere() async throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        try await withTemporaryFolder { folder in
            let original = folder + "/original.db"
            let count = try await makeFile(original, &generator)
            try #require(count > 20, "seed \(seed): only \(count) entries")
            for number in 0..<Self.editCount {
                let path = folder + "/\(number).db"
                for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: original + suffix) {
                    try FileManager.default.copyItem(atPath: original + suffix, toPath: path + suffix)
                }
                let edit = Edit.allCases[number % Edit.allCases.count]
                let what = try change(path, edit, count, &generator)
                let store = try SQLiteStore(path: path)
                let faults = try await store.findFaults()
                #expect(!faults.isEmpty, "seed \(seed), edit \(number): \(what) was not found")
                try store.close()
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
            }
        }
    }

    /// Changes a file as another program would, and says what.
    private func change(
        _ path: String, _ edit: Edit, _ count: Int64, _ generator: inout SplitMix64
    ) throws -> String {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        let sequence = Int64.random(in: 1...count, using: &generator)
        var random = generator
        let what = try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
                    DROP TRIGGER ledger_no_update; DROP TRIGGER ledger_no_delete;
                    DROP INDEX ledger_redemption; DROP INDEX ledger_reversal;
                    """)
            switch edit {
            case .flipBit: return try Self.flipBit(sequence, db, &random)
            case .delete:
                try db.execute(sql: "DELETE FROM ledger WHERE sequence = ?", arguments: [sequence])
                return "deleting \(sequence)"
            case .swap:
                let other = sequence % count + 1
                try db.execute(
                    sql: """
                        UPDATE ledger SET sequence = -1 WHERE sequence = \(sequence);
                        UPDATE ledger SET sequence = \(sequence) WHERE sequence = \(other);
                        UPDATE ledger SET sequence = \(other) WHERE sequence = -1;
                        """)
                return "swapping \(sequence) and \(other)"
            }
        }
        generator = random
        return what
    }

    /// Flips a bit of a cell that has one to flip.
    private static func flipBit(
        _ sequence: Int64, _ db: Database, _ random: inout SplitMix64
    ) throws -> String {
        let row = try #require(
            try Row.fetchOne(db, sql: "SELECT * FROM ledger WHERE sequence = ?", arguments: [sequence]))
        let filled = row.filter { !$0.1.isNull && $0.0 != "writer" }
        let (column, value) = try #require(filled.randomElement(using: &random))
        // A low bit of a sequence may name another row, which SQLite refuses.
        let bit = Int.random(in: 0..<8, using: &random) + (column == "sequence" ? lowBitCount : 0)
        let changed: any DatabaseValueConvertible =
            switch value.storage {
            case .int64(let number): number ^ (1 << bit)
            case .blob(let data): Data(flipped(Array(data), bit, &random))
            case .string(let text):
                // Low bits of ASCII stay text.
                String(decoding: flipped(Array(text.utf8), bit % 3, &random), as: UTF8.self)
            default: 0
            }
        try db.execute(
            sql: "UPDATE ledger SET \(column) = ? WHERE sequence = ?", arguments: [changed, sequence])
        return "bit \(bit) of \(column) in \(sequence)"
    }

    private static func flipped(_ bytes: [UInt8], _ bit: Int, _ random: inout SplitMix64) -> [UInt8] {
        guard let place = bytes.indices.randomElement(using: &random) else { return [1] }
        var bytes = bytes
        bytes[place] ^= 1 << bit
        return bytes
    }
}
