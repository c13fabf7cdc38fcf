/// Crockford's base 32: digits and capital letters without I, L, O and U, five bits each.
///
/// Source: Douglas Crockford, "Base 32", <https://www.crockford.com/base32.html>. Its own check symbol
/// (modulo 37) needs five characters that a QR cannot carry cheaply, so ``CheckSymbol`` is used instead.
package enum Crockford32 {
    /// The 32 symbols in the order of their values, as ASCII.
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Returns the value 0...31 of an ASCII byte, or `nil` if no reader would take it for a symbol.
    ///
    /// Letters count in either case, and the shapes that people confuse with digits are digits: O is 0,
    /// I and L are 1. Bytes and not `Character`s are compared, because `"A"..."Z"` would also match a
    /// letter that carries a combining mark.
    static func value(of byte: UInt8) -> UInt8? {
        let value = values[Int(byte)]
        return value == unreadable ? nil : value
    }

    private static let unreadable: UInt8 = 0xFF

    private static let values: [UInt8] = {
        var table = [UInt8](repeating: unreadable, count: 256)
        let aliases: [(Int, UInt8)] = [
            (0, UInt8(ascii: "O")), (1, UInt8(ascii: "I")), (1, UInt8(ascii: "L")),
        ]
        for (value, byte) in Array(alphabet.enumerated()) + aliases {
            table[Int(byte)] = UInt8(value)
            table[Int(ASCII.lowercased(byte))] = UInt8(value)
        }
        return table
    }()
}
