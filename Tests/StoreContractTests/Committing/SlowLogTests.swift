import Foundation
import Promotion
import Store
import StoreSQLite
import Synchronization
import Testing
import Vocabulary

/// The embedded engine on a disk that takes its time, or does not take the log at all.
@Suite struct SlowLogTests {
    private func withStore(
        on disk: TestDisk, _ body: (SQLiteStore, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            let store = try SQLiteStore(path: path, openLog: disk.log)
            try await Fixture.prepare(store)
            try await body(store, path)
            try store.close()
        }
    }

    @Test("Answers, lists and whatever is read wait for the disk; the next transactions do not")
    func waits() async throws {
        let disk = TestDisk()
        try await withStore(on: disk) { store, _ in
            disk.stop()
            let told = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for serial in 1...3 {
                    group.addTask {
                        _ = try await store.redeem(Fixture.attempt("once", UInt32(serial), key: "k\(serial)"))
                        told.add()
                    }
                    // Each commits while the disk still takes those before it.
                    while disk.waitingCount < serial { try? await Task.sleep(for: .milliseconds(1)) }
                }
                group.addTask {
                    let coupon = try await store.coupon(Fixture.key("once", 3), home: Fixture.home)
                    told.add()
                    #expect(coupon?.earlierUses.count == 1)
                }
                group.addTask {
                    let entries = try await store.wholeLedger()
                    told.add()
                    #expect(entries.count == 3)
                }
                try await Task.sleep(for: .milliseconds(50))
                #expect(told.count == 0)
                disk.letGo()
                try await group.waitForAll()
            }
            #expect(told.count == 5)
            // All is on disk, so nobody waits although nothing would end.
            disk.stop()
            #expect(try await store.wholeLedger().count == 3)
            let again = try await store.redeem(Fixture.attempt("once", 1, key: "k1"))
            #expect(again.isReplay)
            disk.letGo()
        }
    }

    @Test(
        "A disk that did not take the log is believed no more until the file is opened anew"
    )
    func fails() async throws {
        let disk = TestDisk()
        try await withStore(on: disk) { store, path in
            _ = try await store.redeem(Fixture.attempt("once", 1, key: "k1"))
            disk.fail()
            // Asked again, it is still not known.
            for _ in 1...2 {
                await #expect(throws: StoreError.unknown("injected")) {
                    try await store.redeem(Fixture.attempt("once", 2, key: "k2"))
                }
            }
            let refused = await #expect(throws: StoreError.self) {
                try await store.redeem(Fixture.attempt("once", 3, key: "k3"))
            }
            #expect(refused?.isUnreachable == true)
            let error = await #expect(throws: StoreError.self) { try await store.wholeLedger() }
            #expect(error?.isUnreachable == true)
            let opened = try SQLiteStore(path: path)
            #expect(try await opened.redeem(Fixture.attempt("once", 1, key: "k1")).isReplay)
            // What nobody could tell was done or not; the same key tells.
            #expect(try await opened.redeem(Fixture.attempt("once", 2, key: "k2")).record != nil)
            #expect(
                try await opened.redeem(Fixture.attempt("once", 2, key: "k3")).refusal?.reason
                    == .alreadyRedeemed)
            #expect(try await opened.findFaults() == [])
            try opened.close()
        }
    }

    @Test("Whatever the moment of a power cut, what was answered before it is on disk")
    func powerCut() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            // What the disk has for certain after each sync: the log of that moment, perhaps with half a group behind.
            let copies = Tally()
            let disk = TestDisk { try copies.add { try Self.copy(path, to: folder + "/\($0)") } }
            let store = try SQLiteStore(path: path, openLog: disk.log)
            try await Fixture.prepare(store)
            let queue = CommitQueue(store: store, rules: Fixture.rules)
            // After which copy each was answered.
            let answered = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
                for number in 1...Int(Fixture.couponCount) {
                    group.addTask {
                        let attempt = Fixture.attempt("once", UInt32(number), key: "k\(number)")
                        _ = try await queue.redeem(attempt)
                        return (number, copies.count)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try store.close()
            for (copy, numbers) in Dictionary(grouping: answered, by: \.1) {
                let restarted = try SQLiteStore(path: folder + "/\(copy)")
                for (number, _) in numbers {
                    let again = try await restarted.redeem(
                        Fixture.attempt("once", UInt32(number), key: "k\(number)"))
                    #expect(again.isReplay, "answer \(number) was lost by a power cut at sync \(copy)")
                }
                #expect(try await restarted.findFaults() == [])
                try restarted.close()
            }
        }
    }
}

extension SlowLogTests {
    private static func copy(_ path: String, to place: String) throws {
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: place + suffix)
        }
    }
}

/// Counts.
private final class Tally: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func add() { value.withLock { $0 += 1 } }

    /// Counts on, once `body` has done what it does for the next number.
    func add(_ body: (Int) throws -> Void) rethrows {
        try value.withLock { value in
            try body(value + 1)
            value += 1
        }
    }
}

extension Answered {
    fileprivate var isReplay: Bool { if case .replayed = self { true } else { false } }
}

extension StoreError {
    fileprivate var isUnreachable: Bool { if case .unreachable = self { true } else { false } }
}
