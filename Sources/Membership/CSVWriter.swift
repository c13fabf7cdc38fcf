/// Writes comma-separated values (RFC 4180) that a spreadsheet opens without running anything.
///
/// Every cell is text, a phone number too: `+8613800138000` is written `'+8613800138000`, which Excel, LibreOffice and
/// Numbers show as text instead of turning it into the number 8.6138E+12. `SpreadsheetText` says which cells get the
/// apostrophe; our own importer takes it off again, so what was exported is imported unchanged.
package struct CSVWriter: Sendable {
    /// Whether the file begins with the mark by which Excel knows UTF-8.
    package enum ByteOrderMark: Sendable, Hashable {
        case absent
        /// For Excel, which otherwise reads Chinese names in the computer's old encoding.
        case utf8
    }

    /// The bytes at the beginning of the file: the mark, or nothing.
    package let prologue: [UInt8]

    package init(byteOrderMark: ByteOrderMark = .absent) {
        prologue = byteOrderMark == .utf8 ? [0xEF, 0xBB, 0xBF] : []
    }

    /// Returns one row with its line end, CRLF.
    ///
    /// - Complexity: O(n) in the bytes of the cells.
    package func row(_ cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(SpreadsheetText.neutralised(cell), to: &bytes)
        }
        // A row of one empty cell would be an empty line, which readers skip.
        if cells == [""] { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        return bytes
    }

    private func append(_ cell: String, to bytes: inout [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let special: [UInt8] = [quote, UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        guard cell.utf8.contains(where: special.contains) else {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(quote)
        for byte in cell.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}
