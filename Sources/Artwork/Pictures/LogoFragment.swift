/// A logo as part of a larger drawing: in the middle of a rectangle, its proportions kept.
///
/// An SVG file goes in as it is, so that it stays sharp at every size; librsvg would draw an
/// embedded SVG *file* as pixels. A file that cannot be nested safely (no view box, a document type
/// with entities of its own) and pictures of pixels are embedded.
struct LogoFragment {
    let svg: String

    /// - Parameters:
    ///   - logo: The picture.
    ///   - width: Of the rectangle, in units of the drawing.
    ///   - height: Of the rectangle.
    init(_ logo: Logo, width: Double = 1, height: Double = 1) {
        let size = #"width="\#(decimalText(width))" height="\#(decimalText(height))""#
        switch logo.format {
        case .svg:
            svg = Self.nested(logo.bytes, size) ?? Self.embedded(logo, size)
        case .png, .jpeg: svg = Self.embedded(logo, size)
        }
    }

    private static func embedded(_ logo: Logo, _ size: String) -> String {
        #"<image \#(size) href="data:\#(logo.format.mediaType);base64,\#(base64Text(logo.bytes))"/>"#
    }

    /// Returns the document with a root that fills the rectangle.
    private static func nested(_ bytes: [UInt8], _ size: String) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), let open = text.firstRange(of: "<svg"),
            !text[..<open.lowerBound].contains("<!DOCTYPE"),
            let (attributes, end) = attributes(text[open.upperBound...]),
            attributes.contains(where: { $0.name == "viewBox" })
        else { return nil }
        let placed: Set<Substring> = ["x", "y", "width", "height"]
        let kept = attributes.filter { !placed.contains($0.name) }
        let root = kept.reduce(into: "<svg \(size)") { $0 += " \($1.name)=\($1.quoted)" }
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
