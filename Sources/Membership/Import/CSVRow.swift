/// One row of a list: read, or too damaged to read.
///
/// Rows of workbooks and of JSON lines are the same: fields in the heading's order. Damage is a value, not an error, so
/// that one bad row spoils nothing but itself.
package enum CSVRow: Sendable, Hashable {
    case record(CSVRecord)
    case damaged(CSVFault)

    /// The line of the file where the row begins, or the row of the sheet, from 1.
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
    /// What was wrong with single fields before their text was read; the fields themselves are empty then.
    package let faults: [FieldFault]

    package init(line: Int, fields: [String], faults: [FieldFault] = []) {
        self.line = line
        self.fields = fields
        self.faults = faults
    }
}

/// Why one field has no text although the file has something there.
package struct FieldFault: Sendable, Hashable {
    /// Where the field stands in the heading, from 0; `nil` for one that the heading has not.
    package let position: Int?
    package let reason: Finding.Reason
    /// What was there, or its name.
    package let value: String

    package init(position: Int?, reason: Finding.Reason, value: String) {
        self.position = position
        self.reason = reason
        self.value = value
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
        /// The line is no JSON object; what is wrong with it.
        case malformedJSON(String)
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
