package import Store

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A write-ahead log that can be brought to the disk.
package protocol SyncedLog: Sendable {
    /// Waits until everything written to the log is on disk.
    ///
    /// - Returns: What went wrong, if something did.
    func sync() -> String?
}

/// A write-ahead log, opened for nothing but syncing.
///
/// A descriptor of its own: the system tells of a page that it could not write once to each, so one that SQLite syncs too
/// could hear of it instead of whoever waits here (Linux, `errseq_t`). SQLite's locks are on other files than the log, so
/// closing this takes none away.
package final class LogFile: SyncedLog {
    private let descriptor: Int32

    /// - Parameter path: The log's path; SQLite has made the file, and keeps it as long as the database is open.
    /// - Throws: `StoreError` if it cannot be opened.
    package init(path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreachable("\(path): \(Self.text(errno))") }
    }

    deinit {
        close(descriptor)
    }

    package func sync() -> String? {
        #if canImport(Darwin)
        let code = fcntl(descriptor, F_FULLFSYNC)
        #else
        let code = fdatasync(descriptor)
        #endif
        return code == 0 ? nil : "the disk did not take the log: \(Self.text(errno))"
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
