/// Resolves the escapes of CSS (CSS Syntax Level 3, 4.3.7).
enum CSSEscapes {
    static func resolved(_ style: String) -> String {
        var resolved = String.UnicodeScalarView()
        var rest = style.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                resolved.append(scalar)
                continue
            }
            let digits = rest.prefix(6).prefix { $0.properties.isASCIIHexDigit }
            guard !digits.isEmpty else {
                if let next = rest.popFirst() { resolved.append(next) }
                continue
            }
            rest = rest.dropFirst(digits.count)
            // One white space ends the number and is part of it.
            if let next = rest.first, next.properties.isWhitespace { rest = rest.dropFirst() }
            let number = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
            resolved.append(number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
        }
        return String(resolved)
    }
}
