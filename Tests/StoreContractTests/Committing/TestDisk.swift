import Foundation
import Store
import StoreSQLite
import Synchronization

/// A disk below the log of a store that a test can stop, let fail, and look at.
final class TestDisk: Sendable {
    private let state = Mutex(State())
    private let onSynced: (@Sendable () throws -> Void)?

    private struct State {
        var isStopped = false
        var isFailing = false
        var waitingCount = 0
    }

    /// - Parameter onSynced: Called after each sync, before anybody hears of it.
    init(onSynced: (@Sendable () throws -> Void)? = nil) {
        self.onSynced = onSynced
    }

    /// How many syncs have begun and are stopped.
    var waitingCount: Int { state.withLock { $0.waitingCount } }

    /// From now on no sync ends until it is let go.
    func stop() { state.withLock { $0.isStopped = true } }

    func letGo() { state.withLock { $0.isStopped = false } }

    /// From now on every sync fails.
    func fail() { state.withLock { $0.isFailing = true } }

    /// Opens a log on this disk.
    func log(_ path: String) throws(StoreError) -> any SyncedLog {
        Log(file: try LogFile(path: path), disk: self)
    }

    private struct Log: SyncedLog {
        let file: LogFile
        let disk: TestDisk

        func sync() -> String? {
            disk.state.withLock { $0.waitingCount += 1 }
            defer { disk.state.withLock { $0.waitingCount -= 1 } }
            while disk.state.withLock({ $0.isStopped }) { usleep(500) }
            guard !disk.state.withLock({ $0.isFailing }) else { return "injected" }
            let failure = file.sync()
            do {
                try disk.onSynced?()
            } catch {
                return "\(error)"
            }
            return failure
        }
    }
}
