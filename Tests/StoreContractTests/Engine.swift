import Foundation
import Store
import StorePostgres
import StoreSQLite
import Support
import Testing

/// Everything that the contract asks of an engine.
protocol ContractStore: TransactionalStore, CampaignStore, BatchStore, TerminalStore, PlacementStore,
    MemberStore, ClaimStore, JoinStore, SegmentStore, TierStore, ReferralStore, GrantStore, TriggerStore,
    AuditStore, AccessTokenStore, LockoutStore, MaintenanceStore, BalanceStore, FollowingStore,
    RetentionStore, SessionStore, JournalStore, OfflineStore, CountStore,
    RowEventStore
{}

extension MemoryStore: ContractStore {}
extension SQLiteStore: ContractStore {}
extension PostgresStore: ContractStore {}

/// The engines that the contract runs on.
enum Engine: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite, postgres

    /// PostgreSQL is left out only where it is not installed and nobody demands it.
    static let allCases: [Engine] = [.memory, .sqlite] + (PostgresCluster.isExpected ? [.postgres] : [])

    var testDescription: String { rawValue }

    /// Runs `body` on an empty store with the fixture's campaign, then checks that nothing is wrong with it.
    func withStore(
        events: EventKeeping = .notKept,
        prepare: (any ContractStore) async throws -> Void = Fixture.prepare,
        _ body: (any ContractStore) async throws -> Void
    ) async throws {
        switch self {
        case .memory: try await run(MemoryStore(events: events), prepare, body)
        case .sqlite:
            try await withTemporaryFolder { folder in
                let store = try SQLiteStore(path: folder + "/tessera.db", events: events)
                try await run(store, prepare, body)
                try store.close()
            }
        case .postgres:
            try await withPostgres { address in
                let store = try PostgresStore(try PostgresAddress(parsing: address), events: events)
                defer { store.close() }
                try await run(store, prepare, body)
            }
        }
    }

    private func run(
        _ store: any ContractStore, _ prepare: (any ContractStore) async throws -> Void,
        _ body: (any ContractStore) async throws -> Void
    ) async throws {
        try await prepare(store)
        try await body(store)
        #expect(try await store.findFaults() == [])
    }
}

/// Runs `body` with the path of a folder that is removed afterwards.
func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tessera-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path)
}

/// Runs `body` with the address of an empty database, which is removed afterwards.
func withPostgres(_ body: (String) async throws -> Void) async throws {
    let cluster = try PostgresCluster.shared.get()
    let address = try cluster.makeDatabase()
    do {
        try await body(address)
    } catch {
        try? cluster.drop(address)
        throw error
    }
    try cluster.drop(address)
}
