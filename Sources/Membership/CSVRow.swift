/// One row of a list: read, or too damaged to read.
///
/// Damage is a value, not an error, so that one bad row spoils nothing but itself.
package enum CSVRow: Sendable, Hashable {
    case record(CSVRecord)
    case damaged(CSVFault)

    /// The line of the file where the row begins, from 1.
    package var line: Int {
        switch self {
        case .record(let record): record.line
        case .damaged(let fault): fault.line
        }
    }
}

/// The fields of one row.
package struct CSVRecord: Sendable, Hashable {
    /// The line where the row begins, from 1; a quoted field may hold further lines.
    package let line: Int
    package let fields: [String]

    package init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// Why one row could not be read although the rows around it can.
package struct CSVFault: Sendable, Hashable {
    /// What is wrong with the row; columns count from 1.
    package enum Reason: Sendable, Hashable {
        case wrongColumnCount(found: Int, expected: Int)
        case invalidUTF8(column: Int)
        /// Text follows the closing quote of a field, so where the field ends is a guess.
        case textAfterQuote(column: Int)
    }

    /// The line where the row begins, from 1.
    package let line: Int
    package let reason: Reason

    package init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }
}

/// Why reading a list has to stop.
package enum CSVError: Error, Sendable, Hashable {
    /// The file ends inside a quoted field that began on this line.
    case unterminatedQuote(line: Int)
    /// A row that begins here has a field above `CSVReader.maximumFieldBytes`; often a quote that is never closed.
    case fieldTooLong(line: Int, limit: Int)
    /// A row that begins on this line is above `CSVReader.maximumRowBytes`.
    case rowTooLong(line: Int, limit: Int)
    /// A row that begins on this line is above `CSVReader.maximumColumns`.
    case tooManyColumns(line: Int, limit: Int)
}
