import Dispatch
import Payload
import Service
import Store
import StoreSQLite
import Synchronization
import Testing
import Vocabulary

@Suite struct RevokedStreamTests {
    @Test("A register that is being streamed ends without its last chunk once its token is revoked")
    func cutOff() async throws {
        let hook = Hook()
        try await TestServer.run(.init(onStatement: { hook.run(on: $0) })) { server in
            let codes = try await server.issue(UInt32(LedgerPage.maximumCount) + 1).map(\.code.text)
            try await redeem(codes, on: server)
            let auditor = try await server.token(.auditor)
            let whole = try await server.send("GET", "/v1/ledger", token: auditor.text)
            #expect(whole.rows.count == codes.count)
            // Between the first page and the second: while the first is read, it is revoked.
            hook.set { _ = try? await TokenService(server.context).revoke(auditor.id) }
            await #expect(throws: RawHTTP.Failure.self) {
                try await server.send("GET", "/v1/ledger", token: auditor.text)
            }
            let after = try await server.send("GET", "/v1/ledger", token: auditor.text)
            #expect(after.status == 401)
        }
    }

    /// Redeems without HTTP, so that a thousand entries are soon there.
    private func redeem(_ codes: [String], on server: TestServer) async throws {
        let terminal = try #require(try await TerminalService(server.context).list().first)
        let service = RedemptionService(server.context)
        let amount = try Money(parsing: "80.00", currency: server.context.configuration.issuer.currency)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for code in codes {
                group.addTask {
                    _ = try await service.redeem(
                        RedemptionCall(code: code, amount: amount), key: code, terminal: terminal)
                }
            }
            try await group.waitForAll()
        }
    }

    /// Holds up the next look into the ledger until something else is done.
    private final class Hook: Sendable {
        private let work = Mutex<(@Sendable () async -> Void)?>(nil)

        func set(_ body: @escaping @Sendable () async -> Void) {
            work.withLock { $0 = body }
        }

        func run(on sql: String) {
            guard sql.contains("FROM ledger"), sql.contains("LIMIT ?") else { return }
            let body = work.withLock { work in
                defer { work = nil }
                return work
            }
            guard let body else { return }
            let isDone = DispatchSemaphore(value: 0)
            Task {
                await body()
                isDone.signal()
            }
            isDone.wait()
        }
    }
}
