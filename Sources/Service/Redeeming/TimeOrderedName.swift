import Payload
import Vocabulary

/// A name that nobody has used before and that sorts by the time at which it was made.
///
/// A letter for the kind and 25 symbols of Crockford's base 32, 125 bits: 48 of milliseconds since 1970, then 77
/// random ones, like a UUID of version 7 (RFC 9562, section 5.7) in a third fewer characters. Names made one
/// after the other lie beside each other in an index.
enum TimeOrderedName {
    /// 48 bits of time and 77 of chance.
    static let symbolCount = 25

    /// Makes a name.
    ///
    /// - Parameters:
    ///   - kind: The first letter, such as `r` for a redemption.
    ///   - surroundings: Where the time and the chance come from.
    /// - Returns: 26 characters, fit for every identifier.
    static func make(_ kind: Character, _ surroundings: Surroundings) -> String {
        let milliseconds = UInt64(max(0, surroundings.now().millisecondsSince1970)) & 0xFFFF_FFFF_FFFF
        let chance = surroundings.randomBytes(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        let value = UInt128(milliseconds) << 77 | chance & (1 << 77 - 1)
        let alphabet = Crockford32.alphabet
        let symbols = String(unsafeUninitializedCapacity: symbolCount) { text in
            for place in 0..<symbolCount {
                text[place] = alphabet[Int(truncatingIfNeeded: value >> (5 * (symbolCount - 1 - place))) & 31]
            }
            return symbolCount
        }
        return String(kind) + symbols
    }
}
