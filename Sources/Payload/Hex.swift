/// Bytes as pairs of hexadecimal digits.
public enum Hex {
    /// Why a text is not hexadecimal.
    public enum DecodingError: Error, Sendable, Hashable {
        /// This many characters, an odd number.
        case wrongLength(Int)
        /// This character is no hexadecimal digit.
        case unreadable(Character)
    }

    /// Returns two small digits for each byte.
    ///
    /// - Complexity: O(*n*)
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends two small digits for each byte to a text that is being put together.
    ///
    /// - Complexity: O(*n*)
    package static func append(_ bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
        append(Array(bytes), to: &text)
    }

    /// As the other, without a call for every byte.
    package static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        let digits = digits
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
    }

    /// Returns the bytes of an even number of digits in either case.
    ///
    /// - Complexity: O(*n*)
    /// - Throws: `DecodingError` with the first thing that is wrong.
    public static func decode(_ text: some StringProtocol) throws(DecodingError) -> [UInt8] {
        let values = text.utf8.compactMap(value)
        if let character = text.firstCharacter(unless: { value(of: $0) != nil }) {
            throw .unreadable(character)
        }
        guard values.count.isMultiple(of: 2) else { throw .wrongLength(values.count) }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    /// Returns the value 0...15 of an ASCII digit or letter, or `nil`.
    static func value(of byte: UInt8) -> UInt8? {
        switch ASCII.lowercased(byte) {
        case ASCII.digits: byte - ASCII.digits.lowerBound
        case UInt8(ascii: "a")...UInt8(ascii: "f"): ASCII.lowercased(byte) - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
