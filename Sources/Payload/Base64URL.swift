/// Base 64 for URLs without padding (RFC 4648, section 5), read in its canonical form only.
package enum Base64URL {
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the characters of bytes to a text that is being put together.
    ///
    /// - Complexity: O(*n*)
    package static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        let symbols = symbols
        let whole = bytes.count / 3 * 3
        text += [UInt8](unsafeUninitializedCapacity: whole / 3 * 4) { group, count in
            for start in stride(from: 0, to: whole, by: 3) {
                let value = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
                group[count] = symbols[value >> 18]
                group[count + 1] = symbols[value >> 12 & 63]
                group[count + 2] = symbols[value >> 6 & 63]
                group[count + 3] = symbols[value & 63]
                count += 4
            }
        }
        let rest = bytes[whole...]
        guard !rest.isEmpty else { return }
        let value = rest.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - rest.count))
        for position in 0...rest.count { text.append(symbols[value >> (18 - 6 * position) & 63]) }
    }

    /// Returns the bytes of characters with the values 0...63, or `nil` if there is another spelling.
    ///
    /// Refused are impossible lengths and spare bits that are not zero (RFC 4648, section 3.5).
    package static func decode(_ values: [UInt8]) -> [UInt8]? {
        guard values.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: values.count, by: 4) {
            let group = values[start..<min(start + 4, values.count)]
            let value = group.reduce(0) { $0 << 6 | Int($1) } << (6 * (4 - group.count))
            let count = group.count - 1
            guard value & (1 << (8 * (3 - count)) - 1) == 0 else { return nil }
            for position in 0..<count {
                bytes.append(UInt8(truncatingIfNeeded: value >> (16 - 8 * position)))
            }
        }
        return bytes
    }

    /// Returns the value 0...63 of an ASCII byte, or `nil` if it is not in the alphabet.
    package static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case ASCII.uppercaseLetters: byte - ASCII.uppercaseLetters.lowerBound
        case ASCII.lowercaseLetters: byte - ASCII.lowercaseLetters.lowerBound + 26
        case ASCII.digits: byte - ASCII.digits.lowerBound + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }

    private static let symbols = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
