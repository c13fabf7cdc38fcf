import Foundation
import Service
import Store
import StorePostgres
import StoreSQLite

/// An open workspace: settings, keys and database.
struct Session: Sendable {
    let context: ServiceContext
    private let database: Database

    /// The engines; nothing else in the program knows which there are.
    private enum Database: Sendable {
        case sqlite(SQLiteStore)
        case postgres(PostgresStore)

        init(_ workspace: Workspace) throws(StoreError) {
            let events: EventKeeping = workspace.configuration.webhooks.isEmpty ? .notKept : .kept
            switch workspace.configuration.storage {
            case .sqlite(let path):
                let file = workspace.file(path).path(percentEncoded: false)
                self = .sqlite(try SQLiteStore(path: file, events: events))
            case .postgres(let address):
                self = .postgres(
                    try PostgresStore(try PostgresAddress(parsing: address.text), events: events))
            }
        }

        var store: AnyStore {
            switch self {
            case .sqlite(let store): store
            case .postgres(let store): store
            }
        }

        func close() throws(StoreError) {
            switch self {
            case .sqlite(let store): try store.close()
            case .postgres(let store): store.close()
            }
        }
    }

    /// Opens the database of a workspace; this is the one place that knows which engine it is.
    ///
    /// - Parameter workspace: An opened workspace.
    /// - Throws: `ServiceError.storage`.
    init(_ workspace: Workspace) throws(ServiceError) {
        do {
            database = try Database(workspace)
        } catch {
            throw .storage(error)
        }
        context = ServiceContext(
            workspace: workspace, store: database.store, actor: AuditActor(.account, NSUserName()))
    }

    /// Opens the workspace that the flags and the environment name.
    static func open(_ global: GlobalOptions) throws(ServiceError) -> Session {
        try Session(
            Workspace.open(at: global.workspaceFolder, environment: ProcessInfo.processInfo.environment))
    }

    /// Closes the database; what was answered is on disk already.
    func close() throws(ServiceError) {
        do {
            try database.close()
        } catch {
            throw .storage(error)
        }
    }
}

extension TesseraCommand {
    /// Runs work on the workspace and closes it afterwards, also after an error.
    func withSession<Value>(_ work: (ServiceContext) async throws -> Value) async throws -> Value {
        let session = try Session.open(global)
        do {
            let value = try await work(session.context)
            try session.close()
            return value
        } catch {
            // The first error tells more than one of closing after it.
            try? session.close()
            throw error
        }
    }

    /// Where results and notes go.
    var output: Output { global.output }
}
