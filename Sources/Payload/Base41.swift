/// Bytes as text that is dense in a QR's alphanumeric mode and safe in a URL's path.
///
/// Two bytes become three characters of `0-9A-Z$*+-:`, a last odd byte two, most significant first:
/// 41³ = 68,921 ≥ 2¹⁶, the same density as base 45 (RFC 9285) without its space, percent sign, dot and slash, which a
/// URL cannot carry as they are. Each sequence of bytes has exactly one spelling, and only that is read.
public enum Base41 {
    /// The 41 characters in the order of their values.
    public static let alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:"

    /// Why a text is not base 41.
    public enum DecodingError: Error, Sendable, Hashable {
        /// This many characters, which no number of bytes has.
        case wrongLength(Int)
        /// This character is not in the alphabet; small letters are not.
        case unreadable(Character)
        /// The group of characters that begins here, counted from 0, stands for more than its bytes can hold.
        case overflow(offset: Int)
    }

    /// Returns the text of `bytes`.
    ///
    /// - Complexity: O(*n*)
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(characterCount(forBytes: bytes.count))
        for start in stride(from: 0, to: bytes.count, by: 2) {
            if start + 1 < bytes.count {
                let value = Int(bytes[start]) << 8 | Int(bytes[start + 1])
                text += [symbols[value / 1_681], symbols[value / 41 % 41], symbols[value % 41]]
            } else {
                let value = Int(bytes[start])
                text += [symbols[value / 41], symbols[value % 41]]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the bytes of a canonical text.
    ///
    /// - Complexity: O(*n*)
    /// - Throws: `DecodingError` with the first thing that is wrong.
    public static func decode(_ text: some StringProtocol) throws(DecodingError) -> [UInt8] {
        let digits = text.utf8.map { values[Int($0)] }
        guard !digits.contains(unreadable) else {
            throw .unreadable(text.firstCharacter { values[Int($0)] != unreadable } ?? "\u{FFFD}")
        }
        guard digits.count % 3 != 1 else { throw .wrongLength(digits.count) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 3 * 2 + 1)
        for start in stride(from: 0, to: digits.count, by: 3) {
            let group = digits[start..<min(start + 3, digits.count)]
            let value = group.reduce(0) { $0 * 41 + Int($1) }
            guard value < (group.count == 3 ? 0x1_0000 : 0x100) else { throw .overflow(offset: start) }
            if group.count == 3 { bytes.append(UInt8(value >> 8)) }
            bytes.append(UInt8(value & 0xFF))
        }
        return bytes
    }

    /// Returns how many characters this many bytes become.
    public static func characterCount(forBytes count: Int) -> Int {
        count / 2 * 3 + count % 2 * 2
    }

    private static let symbols = Array(alphabet.utf8)
    private static let unreadable: UInt8 = 0xFF

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: unreadable, count: 256)
        for (value, byte) in symbols.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }()
}
