/// What stands between the fields of a list.
package enum CSVDelimiter: String, Sendable, Hashable, CaseIterable {
    case comma, semicolon, tab

    /// The byte in UTF-8.
    package var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }

    /// Finds the delimiter of a list: the one that its heading has most of, outside quotes.
    ///
    /// Headings hold none of the three, so that the count is no guess; a heading of one column has none, and then it is
    /// the comma.
    ///
    /// - Parameter beginning: UTF-8 from the first byte on, at least up to the end of the heading.
    /// - Returns: The delimiter.
    package static func found(in beginning: some Sequence<UInt8>) -> CSVDelimiter {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        var hasText = false
        for byte in beginning {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            if isLineEnd && !isQuoted {
                // Empty lines before the heading are skipped, as the reader does.
                if hasText { break }
                continue
            }
            hasText = true
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        return allCases.max { counts[$0.byte, default: 0] < counts[$1.byte, default: 0] } ?? .comma
    }
}
