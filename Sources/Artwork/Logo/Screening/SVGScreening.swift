/// Looks through an SVG document for what must not be passed on: scripts, references to other files, bombs.
///
/// What is unclear is refused. It is no check that the document can be drawn.
enum SVGScreening {
    /// Elements inside each other: libxml2 takes 256, drawings have a dozen.
    static let maximumDepth = 200
    /// Elements as they are drawn, dashes as one each and letters as fifty: a detailed map has a few ten thousand, and librsvg draws those in a second.
    static let maximumElementCount = 100_000
    /// Documents inside documents, in `data:` addresses.
    private static let maximumNesting = 2
    /// Encodings of which ASCII is a part, byte for byte.
    private static let encodings = ["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-", "windows-125"]

    /// Looks through a document.
    ///
    /// - Parameter document: The file.
    /// - Throws: ``SVGFault``.
    /// - Complexity: O(*n*)
    static func check(_ document: [UInt8]) throws(SVGFault) { try check(document, nesting: 0) }

    private static func check(_ document: [UInt8], nesting: Int) throws(SVGFault) {
        guard nesting <= maximumNesting else { throw .tooDeep(maximum: maximumNesting) }
        var scanner = try XMLScanner(document)
        var open: [String] = []
        var (drawn, dashes, extent) = (DrawnElements(), DashedLines(), SVGExtent())
        var count = 0
        while let part = try scanner.next() {
            switch part {
            case .documentType: continue
            case .instruction(let target, let body): try check(instruction: target, body)
            case .text(let text):
                if SVGReferences.local(open.last ?? "") == "style" {
                    try SVGReferences.checkStyle(text)
                    dashes.read(sheet: text)
                } else if open.contains(where: { SVGReferences.local($0) == "text" }) {
                    drawn.add(letters: text.unicodeScalars.count { !$0.properties.isWhitespace })
                }
            case .start(let tag):
                count += 1
                guard count <= maximumElementCount else {
                    throw .tooManyElements(maximum: maximumElementCount)
                }
                guard open.count < maximumDepth else { throw .tooDeep(maximum: maximumDepth) }
                for embedded in try SVGReferences.check(tag) { try check(embedded, nesting: nesting + 1) }
                try extent.check(tag)
                let length = SVGOutlineLength.bound(of: tag)
                drawn.begin(tag, length: length, dashes: dashes.begin(tag, length: length))
                guard tag.isEmpty else {
                    open.append(tag.name)
                    continue
                }
                drawn.end()
                dashes.end()
            case .end(let name):
                guard open.popLast() == name else { throw .malformed(byte: document.count) }
                drawn.end()
                dashes.end()
            }
        }
        guard open.isEmpty, count > 0 else { throw .malformed(byte: document.count) }
        try drawn.check(shortestDash: dashes.shortest)
    }

    private static func check(instruction target: String, _ body: String) throws(SVGFault) {
        let name = target.lowercased()
        if name == "xml-stylesheet" { throw .external(body.drop { $0.isWhitespace }) }
        guard name == "xml", let start = body.firstRange(of: "encoding") else { return }
        let encoding = body[start.upperBound...].lowercased().drop { " \t\r\n='\"".contains($0) }
        guard encodings.contains(where: encoding.hasPrefix) else {
            throw .encoding(String(encoding.prefix { !"'\" ?".contains($0) }))
        }
    }
}
