/// Writes what XML cannot hold, and what Excel would take for such an escape (ECMA-376, part 1, 22.9.2.19, ST_Xstring).
///
/// A control character is written `_x0001_`, and so are U+FFFE and U+FFFF; a text that has such letters of its own
/// gets its underscore written so, for otherwise `_x0041_` would be shown as `A`.
enum SpreadsheetEscape {
    /// Returns the text as a cell's XML holds it; most texts are returned as they are.
    ///
    /// - Complexity: O(n) in the bytes of the text.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: mayNeedEscape) else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            if needsEscape(scalar) || isEscape(scalars[place...]) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let padded = String(repeating: "0", count: 4 - digits.count) + digits
                result.append(contentsOf: "_x\(padded)_".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// An underscore, a control, or the first byte of U+F000 to U+FFFF.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "_") || byte == 0xEF
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// Whether the scalars begin with `_xHHHH_`.
    private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let word = Array(scalars.prefix(7))
        guard word.count == 7, word[0] == "_", word[1] == "x", word[6] == "_" else { return false }
        return word[2..<6].allSatisfy { $0.isASCII && Character($0).isHexDigit }
    }
}
