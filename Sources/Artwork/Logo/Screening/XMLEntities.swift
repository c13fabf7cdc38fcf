/// Resolves what XML writes with `&` (XML 1.0, 4.1 and 4.6).
enum XMLEntities {
    private static let predefined: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]

    /// Returns a text with the five entities and all numbers resolved.
    ///
    /// - Throws: ``SVGFault/declaration(_:)`` for entities that a document would have to declare.
    static func resolved(_ bytes: ArraySlice<UInt8>) throws(SVGFault) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("&") else { return text }
        var resolved = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            resolved += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else { throw .declaration("&") }
            let name = rest[rest.index(after: start)..<end]
            guard let character = character(name) else {
                throw .declaration("&\(name.prefix(SVGFault.maximumExcerpt));")
            }
            resolved.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return resolved + rest
    }

    private static func character(_ name: Substring) -> Character? {
        guard name.first == "#" else { return predefined[String(name)] }
        let isHexadecimal = name.dropFirst().first == "x"
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        guard !digits.isEmpty, digits.allSatisfy(\.isHexDigit),
            let number = UInt32(digits, radix: isHexadecimal ? 16 : 10)
        else { return nil }
        return Unicode.Scalar(number).map(Character.init)
    }
}
