/// The pieces of a PostScript file that are not drawing.
enum PostScriptText {
    /// The longest line that is written, in bytes; DSC 3.1 allows 255.
    static let lineLength = 100

    /// Returns a string in parentheses, 7-bit clean: other bytes in octal (PLRM 3.2.2).
    static func string(_ text: String) -> String {
        text.utf8.reduce(into: "(") { result, byte in
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
                result += "\\" + String(Unicode.Scalar(byte))
            case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 8)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        } + ")"
    }

    /// Returns tokens in lines of at most ``lineLength`` bytes.
    static func lines(of tokens: [String]) -> [String] {
        var lines: [String] = []
        var line = ""
        for token in tokens {
            if !line.isEmpty, line.utf8.count + 1 + token.utf8.count > lineLength {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? token : " " + token
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Returns bytes in base 85 with the end mark, in lines (PLRM 3.13.3).
    ///
    /// A line that would begin with a percent sign begins with a space, which the filter skips: a program
    /// that only reads comments would take it for one.
    static func base85(_ bytes: [UInt8]) -> [String] {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count / 4 * 5 + 8)
        for start in stride(from: 0, to: bytes.count, by: 4) {
            let group = bytes[start..<min(start + 4, bytes.count)]
            appendBase85(group, to: &digits)
        }
        digits += Array("~>".utf8)
        return stride(from: 0, to: digits.count, by: lineLength - 1).map { start in
            let line = String(
                decoding: digits[start..<min(start + lineLength - 1, digits.count)], as: UTF8.self)
            return line.hasPrefix("%") || line == ">" ? " " + line : line
        }
    }

    private static func appendBase85(_ group: ArraySlice<UInt8>, to digits: inout [UInt8]) {
        var value = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (4 - group.count))
        if value == 0, group.count == 4 {
            digits.append(UInt8(ascii: "z"))
            return
        }
        var five = [UInt8](repeating: 0, count: 5)
        for place in (0..<5).reversed() {
            five[place] = UInt8(value % 85) + 33
            value /= 85
        }
        digits += five.prefix(group.count + 1)
    }
}
