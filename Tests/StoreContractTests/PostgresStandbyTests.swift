import Foundation
import Promotion
import Store
import Support
import Synchronization
import Testing

@testable import StorePostgres

/// Commits that wait for a standby: the server has one that must confirm, and it is away.
@Suite(.enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected }, .serialized)
struct PostgresStandbyTests {
    /// How the wait ends without the standby.
    enum Ending: CaseIterable, Sendable {
        case cancelled, terminated, outwaited
    }

    @Test(
        "A commit whose standby did not confirm is unknown, and its retry waits for the standby",
        arguments: Ending.allCases)
    func unconfirmed(ending: Ending) async throws {
        let cluster = try PostgresCluster()
        defer { cluster.stop() }
        let address = try cluster.makeDatabase()
        let store = try PostgresStore(try PostgresAddress(parsing: address))
        defer { store.close() }
        try await Fixture.prepare(store)
        try await require(standby: "nobody", cluster)
        let attempt = Fixture.attempt("once", key: "k")
        if ending == .outwaited {
            try store.writer.runNow { connection throws(StoreError) in connection.patienceMilliseconds = 300 }
        }
        let first = Task { await Result { () async throws(StoreError) in try await store.redeem(attempt) } }
        try await waitForCommit(cluster, address)
        switch ending {
        case .cancelled: try cluster.sql("SELECT pg_cancel_backend(pid) FROM \(Self.waiting)", in: address)
        case .terminated:
            try cluster.sql("SELECT pg_terminate_backend(pid) FROM \(Self.waiting)", in: address)
        case .outwaited: break
        }
        guard case .failure(.unknown) = await first.value else {
            Issue.record("an unconfirmed commit was answered: \(await first.value)")
            return
        }
        if ending == .outwaited {
            // The old session would hold the coupon until its standby is back.
            try cluster.sql("SELECT pg_terminate_backend(pid, 5000) FROM \(Self.waiting)", in: address)
        }
        let isAnswered = Flag()
        try await withThrowingTaskGroup(of: RedemptionAnswer.self) { group in
            group.addTask {
                let answer = try await store.redeem(attempt)
                isAnswered.raise()
                return answer
            }
            try await waitForCommit(cluster, address)
            #expect(!isAnswered.isRaised)
            try await require(standby: "", cluster)
            let answer = try await group.next()
            guard case .replayed = answer, answer?.acceptance?.use == 1 else {
                Issue.record("the retry is not the same redemption: \(String(describing: answer))")
                return
            }
        }
        #expect(try await store.wholeLedger().count == 1)
        #expect(try await store.findFaults() == [])
    }

    private static let waiting = """
        pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'
        """

    private func require(standby name: String, _ cluster: PostgresCluster) async throws {
        try cluster.sql("ALTER SYSTEM SET synchronous_standby_names = '\(name)'")
        try cluster.sql("SELECT pg_reload_conf()")
        while try cluster.sql("SHOW synchronous_standby_names") != name + "\n" {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func waitForCommit(_ cluster: PostgresCluster, _ address: String) async throws {
        while try cluster.sql("SELECT count(*) FROM \(Self.waiting)", in: address) != "1\n" {
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// A flag that a task raises and another looks at.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isRaised: Bool { state.withLock { $0 } }

    func raise() {
        state.withLock { $0 = true }
    }
}
