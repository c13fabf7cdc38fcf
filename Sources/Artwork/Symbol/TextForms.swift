/// Returns a number with at most four decimals and a point, whatever the machine's language.
///
/// Four decimals of a millimetre are a tenth of a micrometre, finer than any press.
func decimalText(_ value: Double) -> String {
    precondition(value.isFinite && abs(value) < 1e12, "a number to be drawn is of drawable size")
    let scaled = Int((abs(value) * 10_000).rounded())
    var digits = String(scaled % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + String(scaled / 10_000) + (digits.isEmpty ? "" : "." + digits)
}

/// Returns a text as it may stand in XML content and quoted attributes.
///
/// Characters that XML 1.0 forbids even when escaped are left out.
package func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
        case "\u{FFFE}", "\u{FFFF}", "\u{0}"..<"\u{20}": break
        default: result.unicodeScalars.append(scalar)
        }
    }
}

/// Returns bytes in the base 64 of RFC 4648, section 4, with padding.
func base64Text(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for position in 0..<4 {
            let isPadding = position > group.count
            text.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - 6 * position) & 63])
        }
    }
    return String(decoding: text, as: UTF8.self)
}
