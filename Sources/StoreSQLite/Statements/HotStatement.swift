import GRDB
import GRDBSQLite
import Store

/// A statement of those that every redemption runs, driven by SQLite's own functions.
///
/// GRDB prepares it, owns it and takes it back; what is saved are the boxes for each value that goes in or out. Like its
/// connection it is used by one thread at a time.
final class HotStatement {
    /// Owns the handle.
    private let statement: Statement
    private let handle: OpaquePointer
    private let arena: BindingArena
    private var place: Int32 = 0

    init(_ statement: Statement, arena: BindingArena) {
        self.statement = statement
        handle = statement.sqliteStatement
        self.arena = arena
    }

    /// Binds the next parameter.
    func bind(_ number: some BinaryInteger) {
        place += 1
        sqlite3_bind_int64(handle, place, Int64(number))
    }

    /// Binds the next parameter; `nil` is NULL.
    func bind(_ number: (some BinaryInteger)?) {
        guard let number else { return bindNull() }
        bind(number)
    }

    /// Binds the next parameter.
    func bind(_ text: String) {
        place += 1
        var text = text
        text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            let kept = arena.keep(bytes)
            sqlite3_bind_text(
                handle, place, (kept ?? bytes.baseAddress)?.assumingMemoryBound(to: CChar.self),
                Int32(bytes.count), kept == nil ? Self.copied : nil)
        }
    }

    /// Binds the next parameter; `nil` is NULL.
    func bind(_ text: String?) {
        guard let text else { return bindNull() }
        bind(text)
    }

    /// Binds the next parameter.
    func bind(blob: [UInt8]) {
        place += 1
        blob.withUnsafeBytes { bytes in
            let kept = arena.keep(bytes)
            sqlite3_bind_blob(
                handle, place, kept ?? bytes.baseAddress, Int32(bytes.count), kept == nil ? Self.copied : nil)
        }
    }

    func bindNull() {
        place += 1
        sqlite3_bind_null(handle, place)
    }

    /// Runs a statement that gives no rows.
    ///
    /// - Throws: `StoreError` as SQLite reports.
    func run() throws(StoreError) {
        defer { reset() }
        let code = sqlite3_step(handle)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw error }
    }

    /// Reads the first row of what the statement gives, or `nil` if it gives none.
    ///
    /// - Throws: `StoreError` as SQLite reports, or what `read` throws.
    func first<Value>(_ read: (HotRow) throws(StoreError) -> Value) throws(StoreError) -> Value? {
        defer { reset() }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return try read(HotRow(handle: handle))
        case SQLITE_DONE: return nil
        default: throw error
        }
    }

    /// Reads every row of what the statement gives.
    ///
    /// - Throws: `StoreError` as SQLite reports, or what `read` throws.
    func each(_ read: (HotRow) throws(StoreError) -> Void) throws(StoreError) {
        defer { reset() }
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: try read(HotRow(handle: handle))
            case SQLITE_DONE: return
            default: throw error
            }
        }
    }

    private func reset() {
        sqlite3_reset(handle)
        place = 0
        arena.clear()
    }

    private var error: StoreError {
        let connection = sqlite3_db_handle(handle)
        let code = ResultCode(rawValue: sqlite3_extended_errcode(connection))
        return StoreError(
            DatabaseError(resultCode: code, message: sqlite3_errmsg(connection).map { String(cString: $0) }))
    }

    /// SQLITE_TRANSIENT, which C writes as a cast that Swift does not import.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// A row while its statement stands on it; columns are counted from 0.
struct HotRow {
    fileprivate let handle: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))),
            as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    private func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
}
