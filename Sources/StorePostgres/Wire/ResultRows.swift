internal import CPostgres
import Store

/// What a statement returned, in binary form; frees it when the last row is gone.
@safe final class ResultRows {
    private let result: OpaquePointer
    /// How many rows there are.
    let count: Int
    /// How many rows the statement wrote.
    let changedCount: Int

    /// Takes over a result of libpq.
    init(owning result: OpaquePointer) {
        unsafe self.result = unsafe result
        count = Int(unsafe PQntuples(result))
        changedCount = unsafe Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    deinit {
        unsafe PQclear(result)
    }

    /// The rows in the order in which they came.
    var rows: [Row] { (0..<count).map { Row(self, $0) } }

    var first: Row? { count > 0 ? Row(self, 0) : nil }

    /// The server's words if the statement failed.
    var fault: (state: String?, message: String, constraint: String?)? {
        guard unsafe PQresultStatus(result) == PGRES_FATAL_ERROR else { return nil }
        let message = unsafe ResultField.text(.message, of: result)
        return unsafe (
            ResultField.text(.state, of: result), message ?? String(cString: PQresultErrorMessage(result)),
            ResultField.text(.constraint, of: result)
        )
    }

    /// Runs `body` with the bytes of a value; `nil` is NULL.
    fileprivate func withBytes<Value>(
        _ row: Int, _ column: Int, _ body: (UnsafeRawBufferPointer?) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let (row, column) = (Int32(row), Int32(column))
        precondition(unsafe column < PQnfields(result), "a statement returns the columns that are read")
        guard unsafe PQgetisnull(result, row, column) == 0 else { return try body(nil) }
        let length = Int(unsafe PQgetlength(result, row, column))
        return try unsafe body(UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length))
    }
}

/// One row; columns are counted from 0.
struct Row {
    private let rows: ResultRows
    private let index: Int

    fileprivate init(_ rows: ResultRows, _ index: Int) {
        self.rows = rows
        self.index = index
    }

    /// Reads a column that is never NULL.
    ///
    /// - Throws: `StoreError.corrupt` if what is stored is no such value.
    subscript<Value: ColumnValue>(column: Int) -> Value {
        get throws(StoreError) {
            guard let value = try self[column] as Value? else {
                throw .corrupt("column \(column) holds nothing")
            }
            return value
        }
    }

    /// Reads a column that may be NULL.
    subscript<Value: ColumnValue>(column: Int) -> Value? {
        get throws(StoreError) {
            try unsafe rows.withBytes(index, column) { bytes throws(StoreError) -> Value? in
                guard let bytes = unsafe bytes else { return nil }
                guard let value = unsafe Value(column: bytes) else {
                    throw .corrupt("column \(column) holds no \(Value.self)")
                }
                return value
            }
        }
    }
}

/// What a column can be read as.
protocol ColumnValue {
    /// Reads PostgreSQL's binary form; `nil` if the bytes are no such value.
    init?(column bytes: UnsafeRawBufferPointer)
}

extension ColumnValue where Self: FixedWidthInteger {
    /// Reads an integer of 2, 4 or 8 bytes whose value fits.
    init?(column bytes: UnsafeRawBufferPointer) {
        guard [2, 4, 8].contains(bytes.count) else { return nil }
        let sign: Int64 = unsafe bytes[0] & 0x80 == 0 ? 0 : -1
        let value = unsafe bytes.reduce(sign) { $0 << 8 | Int64($1) }
        self.init(exactly: value)
    }
}

extension Int64: ColumnValue {}
extension Int32: ColumnValue {}
extension Int: ColumnValue {}
extension UInt32: ColumnValue {}

extension String: ColumnValue {
    init?(column bytes: UnsafeRawBufferPointer) {
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else { return nil }
        self = text
    }
}

extension Bool: ColumnValue {
    init?(column bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 1 else { return nil }
        self = unsafe bytes[0] != 0
    }
}

extension [UInt8]: ColumnValue {
    init?(column bytes: UnsafeRawBufferPointer) {
        unsafe self.init(bytes)
    }
}
