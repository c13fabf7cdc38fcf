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
        append(row: cells, to: &bytes)
        return bytes
    }

    /// Appends one row with its line end, CRLF.
    ///
    /// - Complexity: O(n) in the bytes of the cells.
    package func append(row cells: some Collection<String>, to bytes: inout [UInt8]) {
        var isFirst = true
        let start = bytes.count
        for cell in cells {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            append(cell, to: &bytes)
        }
        // A row of one empty cell would be an empty line, which readers skip.
        if cells.count == 1, bytes.count == start { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    private func append(_ cell: String, to bytes: inout [UInt8]) {
        // Most cells begin with a letter or a digit, and none of those needs an apostrophe.
        guard let first = cell.utf8.first else { return }
        let isPlain = Self.isLetterOrDigit(first)
        var cell = isPlain ? cell : SpreadsheetText.neutralised(cell)
        cell.withUTF8 { utf8 in
            if utf8.contains(where: Self.needsQuotes) {
                Self.appendQuoted(utf8, to: &bytes)
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }

    private static func appendQuoted(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in cell {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
