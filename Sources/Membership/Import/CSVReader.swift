/// Reads comma-separated values (RFC 4180) from bytes that come in pieces of any size.
///
/// Also read: a UTF-8 byte order mark, rows ending in CRLF, LF or CR, a last row without an end, and a quote inside an
/// unquoted field, which stands for itself. Empty lines are skipped. The first row sets the number of columns.
package struct CSVReader: Sendable {
    /// 64 KiB: above any note that people write; more is a quote that was never closed.
    package static let maximumFieldBytes = 65_536
    /// 1 MiB: bounds the memory that one hostile line can take.
    package static let maximumRowBytes = 1_048_576
    /// 256: the columns that the oldest spreadsheets had, and several times what a membership list has.
    package static let maximumColumns = 256

    private enum State {
        case fieldStart, plain, quoted, quoteInQuoted
    }

    private enum Byte {
        static let quote = UInt8(ascii: "\"")
        static let carriageReturn = UInt8(ascii: "\r")
        static let lineFeed = UInt8(ascii: "\n")
        static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    }

    private let delimiter: UInt8
    private var state = State.fieldStart
    private var row: [UInt8] = []
    private var fieldEnds: [Int] = []
    private var damage: CSVFault.Reason?
    private var columnCount: Int?
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1
    private var previousWasCarriageReturn = false
    private var matchedMarkBytes = 0

    /// Makes a reader at the beginning of a file.
    ///
    /// - Parameter delimiter: The byte between fields: a comma, or what spreadsheets of some countries write instead.
    package init(delimiter: UInt8 = UInt8(ascii: ",")) {
        self.delimiter = delimiter
    }

    /// Reads a whole file.
    ///
    /// - Parameter bytes: The file.
    /// - Returns: Its rows in order, the heading first.
    /// - Throws: `CSVError` with the line where reading had to stop.
    /// - Complexity: O(n) in the bytes.
    package static func rows(in bytes: [UInt8]) throws(CSVError) -> [CSVRow] {
        var reader = CSVReader()
        var rows = try reader.read(bytes[...])
        rows += try reader.finish()
        return rows
    }

    /// Reads the next piece of the file.
    ///
    /// - Parameter chunk: Any number of bytes; a row may begin in one piece and end in another.
    /// - Returns: The rows that end in this piece.
    /// - Throws: `CSVError` with the line where reading had to stop; the reader is of no use afterwards.
    package mutating func read(_ chunk: ArraySlice<UInt8>) throws(CSVError) -> [CSVRow] {
        var rows: [CSVRow] = []
        var index = chunk.startIndex
        while index < chunk.endIndex {
            let run = plainRun(in: chunk, from: index)
            if run > index {
                row.append(contentsOf: chunk[index..<run])
                previousWasCarriageReturn = false
                index = run
            } else {
                try begin(with: chunk[index], into: &rows)
                index += 1
            }
            try checkLimits()
        }
        return rows
    }

    /// Ends the file, and returns the row that had no line end, if there is one.
    ///
    /// - Returns: No row or one.
    /// - Throws: `CSVError.unterminatedQuote` if the file ends inside a quoted field.
    package mutating func finish() throws(CSVError) -> [CSVRow] {
        var rows: [CSVRow] = []
        releasePartialMark(into: &rows)
        if case .quoted = state { throw .unterminatedQuote(line: quoteLine) }
        if state != .fieldStart || !row.isEmpty || !fieldEnds.isEmpty { endRow(into: &rows) }
        return rows
    }

    /// The end of the bytes from `index` that need no decision: inside a field, none of them special.
    private func plainRun(in chunk: ArraySlice<UInt8>, from index: Int) -> Int {
        guard state == .plain || state == .quoted else { return index }
        // No further than the row's limit, so that a line of gigabytes is refused before it is copied.
        let end = min(chunk.endIndex, index + Self.maximumFieldBytes + 1)
        var run = index
        while run < end {
            let byte = chunk[run]
            if byte == delimiter || byte == Byte.quote || byte == Byte.lineFeed || byte == Byte.carriageReturn
            {
                break
            }
            run += 1
        }
        return run
    }

    /// Swallows a byte order mark, which only the first three bytes of a file can be.
    private mutating func begin(with byte: UInt8, into rows: inout [CSVRow]) throws(CSVError) {
        guard matchedMarkBytes < Byte.mark.count else { return take(byte, into: &rows) }
        if byte == Byte.mark[matchedMarkBytes] {
            matchedMarkBytes += 1
        } else {
            releasePartialMark(into: &rows)
            take(byte, into: &rows)
        }
    }

    /// Gives back bytes that began like a byte order mark and were none.
    private mutating func releasePartialMark(into rows: inout [CSVRow]) {
        let count = matchedMarkBytes
        guard count < Byte.mark.count else { return }
        matchedMarkBytes = Byte.mark.count
        for byte in Byte.mark.prefix(count) { take(byte, into: &rows) }
    }

    private mutating func take(_ byte: UInt8, into rows: inout [CSVRow]) {
        let completesLineEnd = byte == Byte.lineFeed && previousWasCarriageReturn
        previousWasCarriageReturn = byte == Byte.carriageReturn
        let isLineEnd = byte == Byte.lineFeed || byte == Byte.carriageReturn
        if isLineEnd && !completesLineEnd { line += 1 }
        switch state {
        case .fieldStart where byte == Byte.quote:
            state = .quoted
            quoteLine = line
        case .quoted:
            if byte == Byte.quote { state = .quoteInQuoted } else { row.append(byte) }
        case .quoteInQuoted where byte == Byte.quote:
            row.append(byte)
            state = .quoted
        case .fieldStart, .plain, .quoteInQuoted:
            takeOutsideQuotes(byte, isLineEnd: isLineEnd, completesLineEnd: completesLineEnd, into: &rows)
        }
    }

    private mutating func takeOutsideQuotes(
        _ byte: UInt8, isLineEnd: Bool, completesLineEnd: Bool, into rows: inout [CSVRow]
    ) {
        if completesLineEnd && state == .fieldStart && row.isEmpty && fieldEnds.isEmpty {
            rowLine = line
        } else if isLineEnd {
            endRow(into: &rows)
        } else if byte == delimiter {
            endField()
        } else {
            if state == .quoteInQuoted, damage == nil {
                damage = .textAfterQuote(column: fieldEnds.count + 1)
            }
            row.append(byte)
            state = .plain
        }
    }

    private mutating func endField() {
        fieldEnds.append(row.count)
        state = .fieldStart
    }

    private mutating func endRow(into rows: inout [CSVRow]) {
        let isBlank = state == .fieldStart && row.isEmpty && fieldEnds.isEmpty
        if !isBlank {
            endField()
            rows.append(completedRow())
        }
        row.removeAll(keepingCapacity: true)
        fieldEnds.removeAll(keepingCapacity: true)
        damage = nil
        state = .fieldStart
        rowLine = line
    }

    private mutating func completedRow() -> CSVRow {
        if let damage { return .damaged(CSVFault(line: rowLine, reason: damage)) }
        let expected = columnCount ?? fieldEnds.count
        columnCount = expected
        guard fieldEnds.count == expected else {
            let reason = CSVFault.Reason.wrongColumnCount(found: fieldEnds.count, expected: expected)
            return .damaged(CSVFault(line: rowLine, reason: reason))
        }
        var fields: [String] = []
        fields.reserveCapacity(expected)
        var start = 0
        for end in fieldEnds {
            guard let field = String(validating: row[start..<end], as: UTF8.self) else {
                return .damaged(CSVFault(line: rowLine, reason: .invalidUTF8(column: fields.count + 1)))
            }
            fields.append(field)
            start = end
        }
        return .record(CSVRecord(line: rowLine, fields: fields))
    }

    private func checkLimits() throws(CSVError) {
        guard row.count - (fieldEnds.last ?? 0) <= Self.maximumFieldBytes else {
            throw .fieldTooLong(line: rowLine, limit: Self.maximumFieldBytes)
        }
        guard row.count <= Self.maximumRowBytes else {
            throw .rowTooLong(line: rowLine, limit: Self.maximumRowBytes)
        }
        guard fieldEnds.count < Self.maximumColumns else {
            throw .tooManyColumns(line: rowLine, limit: Self.maximumColumns)
        }
    }
}
