import Foundation
import Store
import Synchronization
import Testing

@testable import StoreSQLite

@Suite struct LogSyncTests {
    /// A log whose syncs end as the test says, in any order.
    private final class Syncs: Sendable {
        private let state = Mutex(State())

        private struct State {
            var isReady = false
            var begunCount = 0
            var results: [Int: String?] = [:]
        }

        var begunCount: Int { state.withLock { $0.begunCount } }

        /// From now on syncs wait for their end.
        func begin() { state.withLock { $0.isReady = true } }

        /// Ends the n-th sync, 1 for the first.
        func end(_ number: Int, _ failure: String? = nil) {
            state.withLock { $0.results[number] = .some(failure) }
        }

        func untilBegun(_ count: Int) async {
            while begunCount < count { try? await Task.sleep(for: .milliseconds(1)) }
        }

        func sync() -> String? {
            let number = state.withLock { state in
                if state.isReady { state.begunCount += 1 }
                return state.isReady ? state.begunCount : nil
            }
            guard let number else { return nil }
            while true {
                if let result = state.withLock({ $0.results[number] }) { return result }
                usleep(200)
            }
        }
    }

    private struct Log: SyncedLog {
        let syncs: Syncs
        func sync() -> String? { syncs.sync() }
    }

    private final class Ears: Sendable {
        private let heard = Mutex<[Int: Result<Void, StoreError>]>([:])

        func listen(_ number: Int, _ promise: DiskPromise?) {
            promise?.whenKept { result in self.heard.withLock { $0[number] = result } }
        }

        func untilHeard(_ count: Int) async {
            while heard.withLock({ $0.count }) < count { try? await Task.sleep(for: .milliseconds(1)) }
        }

        var kept: [Int] {
            heard.withLock { $0.compactMap { (try? $0.value.get()) == nil ? nil : $0.key }.sorted() }
        }
        var count: Int { heard.withLock { $0.count } }
    }

    private func commit(_ log: LogSync) throws {
        try log.willCommit()
        log.didCommit()
    }

    private func make() throws -> (LogSync, Syncs, Ears) {
        let syncs = Syncs()
        let log = try LogSync(path: "") { _ in Log(syncs: syncs) }
        syncs.begin()
        return (log, syncs, Ears())
    }

    @Test("So many syncs run at a time; what is committed meanwhile shares the next one")
    func shares() async throws {
        let (log, syncs, ears) = try make()
        #expect(log.promise() == nil)
        for number in 1...LogSync.maximumSyncCount {
            try commit(log)
            ears.listen(number, log.promise())
            await syncs.untilBegun(number)
        }
        for number in 11...13 {
            try commit(log)
            ears.listen(number, log.promise())
        }
        #expect(ears.count == 0)
        syncs.end(1)
        await syncs.untilBegun(LogSync.maximumSyncCount + 1)
        #expect(ears.kept == [1])
        for number in 2...LogSync.maximumSyncCount + 1 { syncs.end(number) }
        await ears.untilHeard(LogSync.maximumSyncCount + 3)
        #expect(ears.kept == Array(1...LogSync.maximumSyncCount) + [11, 12, 13])
        #expect(syncs.begunCount == LogSync.maximumSyncCount + 1)
        #expect(log.promise() == nil)
    }

    @Test("A later sync that ends first speaks for all that was committed before it")
    func overtakes() async throws {
        let (log, syncs, ears) = try make()
        for number in 1...2 {
            try commit(log)
            ears.listen(number, log.promise())
            await syncs.untilBegun(number)
        }
        syncs.end(2)
        await ears.untilHeard(2)
        #expect(ears.kept == [1, 2])
        syncs.end(1)
    }

    @Test("What is read while a transaction commits waits for it too")
    func reads() async throws {
        let (log, syncs, ears) = try make()
        try log.willCommit()
        ears.listen(1, log.promise())
        #expect(syncs.begunCount == 0)
        log.didCommit()
        await syncs.untilBegun(1)
        #expect(ears.count == 0)
        syncs.end(1)
        await ears.untilHeard(1)
        #expect(ears.kept == [1])
    }

    @Test("After one that failed no other is believed, not even one that ends well")
    func disbelieves() async throws {
        let (log, syncs, ears) = try make()
        for number in 1...2 {
            try commit(log)
            ears.listen(number, log.promise())
            await syncs.untilBegun(number)
        }
        syncs.end(2, "gone")
        await ears.untilHeard(2)
        syncs.end(1)
        #expect(ears.kept == [])
        #expect(throws: StoreError.self) { try log.willCommit() }
        ears.listen(3, log.promise())
        await ears.untilHeard(3)
        #expect(ears.kept == [])
    }
}
