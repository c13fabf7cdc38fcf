/// A logo as part of a larger drawing: one unit square, its proportions kept.
///
/// An SVG file goes in as it is, so that it stays sharp at every size; librsvg would draw an
/// embedded SVG *file* as pixels. A file that cannot be nested safely (no view box, a document type
/// with entities of its own) and a PNG are embedded.
struct LogoFragment {
    let svg: String

    init(_ logo: Logo) {
        switch logo.format {
        case .svg: svg = Self.nested(logo.bytes) ?? Self.embedded(logo.bytes, type: "image/svg+xml")
        case .png: svg = Self.embedded(logo.bytes, type: "image/png")
        }
    }

    private static func embedded(_ bytes: [UInt8], type: String) -> String {
        #"<image width="1" height="1" href="data:\#(type);base64,\#(base64Text(bytes))"/>"#
    }

    /// Returns the document with a root that fills the unit square.
    private static func nested(_ bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), let open = text.firstRange(of: "<svg"),
            !text[..<open.lowerBound].contains("<!DOCTYPE"),
            let (attributes, end) = attributes(text[open.upperBound...]),
            attributes.contains(where: { $0.name == "viewBox" })
        else { return nil }
        let placed: Set<Substring> = ["x", "y", "width", "height"]
        let kept = attributes.filter { !placed.contains($0.name) }
        let root = kept.reduce(into: #"<svg width="1" height="1""#) { $0 += " \($1.name)=\($1.quoted)" }
        return root + text[end...]
    }

    /// Reads the attributes of a start tag up to its closing bracket, and says where that stands.
    private static func attributes(
        _ tag: Substring
    ) -> (attributes: [(name: Substring, quoted: Substring)], end: Substring.Index)? {
        var attributes: [(name: Substring, quoted: Substring)] = []
        var rest = tag.drop(while: \.isWhitespace)
        while let first = rest.first, first != ">", first != "/" {
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = rest[..<equals].filter { !$0.isWhitespace }
            let value = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
            guard let quote = value.first, quote == "\"" || quote == "'",
                let close = value.dropFirst().firstIndex(of: quote)
            else { return nil }
            attributes.append((name: name[...], quoted: value[...close]))
            rest = value[value.index(after: close)...].drop(while: \.isWhitespace)
        }
        return rest.first == ">" ? (attributes, rest.startIndex) : nil
    }
}
