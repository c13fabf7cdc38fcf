/// Reads big-endian and little-endian numbers out of bytes, and knows where they end.
struct ByteReader {
    let bytes: ArraySlice<UInt8>
    let isLittleEndian: Bool

    init(_ bytes: ArraySlice<UInt8>, isLittleEndian: Bool = false) {
        self.bytes = bytes
        self.isLittleEndian = isLittleEndian
    }

    /// The number in some bytes.
    ///
    /// - Parameters:
    ///   - offset: From the first byte.
    ///   - count: 1 to 4.
    /// - Returns: `nil` beyond the end.
    func number(at offset: Int, count: Int) -> Int? {
        guard offset >= 0, offset <= bytes.count - count else { return nil }
        let start = bytes.startIndex + offset
        let digits = bytes[start..<start + count]
        return isLittleEndian
            ? digits.reversed().reduce(0) { $0 << 8 | Int($1) } : digits.reduce(0) { $0 << 8 | Int($1) }
    }

    /// Whether a text stands at a place.
    func has(_ text: StaticString, at offset: Int) -> Bool {
        let expected = Array("\(text)".utf8)
        guard offset >= 0, offset <= bytes.count - expected.count else { return false }
        let start = bytes.startIndex + offset
        return bytes[start..<start + expected.count].elementsEqual(expected)
    }
}
