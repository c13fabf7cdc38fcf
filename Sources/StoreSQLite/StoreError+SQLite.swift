import GRDB
import Store

/// Runs `body` and turns whatever SQLite reports into a `StoreError`.
func translatingErrors<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    do {
        return try body()
    } catch {
        throw StoreError(error)
    }
}

extension StoreError {
    /// Translates what GRDB or SQLite threw; a `StoreError` stays itself.
    init(_ error: any Error) {
        if let error = error as? StoreError {
            self = error
        } else if let error = error as? DatabaseError {
            self.init(error)
        } else {
            self = .corrupt("\(error)")
        }
    }

    /// A write that fails part of the way is a full disk or quota in practice; a failed sync leaves open
    /// whether the commit is on disk, since a crash right after it may still replay the log.
    private init(_ error: DatabaseError) {
        let text = error.message ?? error.resultCode.description
        switch error.extendedResultCode {
        case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: self = .unknown(text)
        case .SQLITE_IOERR_WRITE, .SQLITE_IOERR_SHMSIZE: self = .full(text)
        default: self.init(primary: error.resultCode, text: text)
        }
    }

    private init(primary code: ResultCode, text: String) {
        switch code {
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT, .SQLITE_NOMEM: self = .busy(text)
        case .SQLITE_FULL: self = .full(text)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(text)
        case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PROTOCOL, .SQLITE_MISUSE: self = .unreachable(text)
        case .SQLITE_CONSTRAINT: self = .constraint(text)
        default: self = .corrupt(text)
        }
    }
}
