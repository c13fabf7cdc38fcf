/// Cuts an XML document into its parts, strictly: what is not clear is refused (XML 1.0, fifth edition).
///
/// Markup is ASCII in every encoding that is let through, so bytes are looked at one by one.
struct XMLScanner {
    /// A part of the document.
    enum Part {
        case start(Tag)
        case end(name: String)
        /// Text with its entities resolved, or a CDATA section as it is.
        case text(String)
        /// `<?target body?>`
        case instruction(target: String, body: String)
        /// Everything between `<!DOCTYPE` and its end.
        case documentType(String)
    }

    /// A start tag.
    struct Tag {
        var name: String
        var attributes: [(name: String, value: String)] = []
        /// Whether it is its own end.
        var isEmpty = false
    }

    private let bytes: [UInt8]
    private var offset = 0

    /// - Parameter bytes: The document.
    /// - Throws: ``SVGFault/encoding(_:)`` for bytes of which ASCII is no part.
    init(_ bytes: [UInt8]) throws(SVGFault) {
        guard !bytes.contains(0) else { throw .encoding("UTF-16") }
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    private var fault: SVGFault { .malformed(byte: offset) }

    /// Returns the next part that is no comment, `nil` at the end.
    mutating func next() throws(SVGFault) -> Part? {
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "<") else { return .text(try text()) }
            if take("<!--") {
                let comment = try upTo("-->")
                // XML has no such comments, and HTML ends them elsewhere.
                guard !comment.contains("--"), !comment.hasPrefix(">"), !comment.hasPrefix("->") else {
                    throw fault
                }
            } else if take("<![CDATA[") {
                return .text(try upTo("]]>"))
            } else if take("<!DOCTYPE") {
                return .documentType(try documentType())
            } else if take("<?") {
                let target = try name()
                return .instruction(target: target, body: try upTo("?>"))
            } else if take("</") {
                let name = try name()
                skipSpace()
                guard take(">") else { throw fault }
                return .end(name: name)
            } else {
                return .start(try tag())
            }
        }
        return nil
    }

    private mutating func tag() throws(SVGFault) -> Tag {
        offset += 1
        var tag = Tag(name: try name())
        while true {
            let hadSpace = skipSpace()
            if take("/>") {
                tag.isEmpty = true
                return tag
            }
            if take(">") { return tag }
            guard hadSpace else { throw fault }
            let name = try name()
            skipSpace()
            guard take("=") else { throw fault }
            skipSpace()
            tag.attributes.append((name, try value()))
        }
    }

    private mutating func value() throws(SVGFault) -> String {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'")
        else { throw fault }
        let quote = bytes[offset]
        let start = offset + 1
        guard let end = bytes[start...].firstIndex(of: quote), !bytes[start..<end].contains(UInt8(ascii: "<"))
        else { throw fault }
        let value = try XMLEntities.resolved(bytes[start..<end])
        offset = end + 1
        return value
    }

    private mutating func text() throws(SVGFault) -> String {
        let end = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        let text = try XMLEntities.resolved(bytes[offset..<end])
        offset = end
        return text
    }

    /// With an internal part the type ends after it; nothing in it is let through, so its end need not be found.
    private mutating func documentType() throws(SVGFault) -> String {
        let start = offset
        while offset < bytes.count, bytes[offset] != UInt8(ascii: ">") {
            if bytes[offset] == UInt8(ascii: "[") {
                let rest = bytes[offset...].dropFirst().drop { $0 <= 0x20 }
                guard rest.first == UInt8(ascii: "]") else {
                    throw .declaration(String(decoding: rest.prefix(SVGFault.maximumExcerpt), as: UTF8.self))
                }
            }
            offset += 1
        }
        guard offset < bytes.count else { throw fault }
        offset += 1
        return String(decoding: bytes[start..<offset - 1], as: UTF8.self)
    }

    private mutating func name() throws(SVGFault) -> String {
        let start = offset
        while offset < bytes.count, Self.isName(bytes[offset]) { offset += 1 }
        guard offset > start else { throw fault }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "."), 0x80...0xFF:
            true
        default: false
        }
    }

    @discardableResult private mutating func skipSpace() -> Bool {
        let start = offset
        while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
        return offset > start
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let isNext = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
            .elementsEqual(bytes[offset...].prefix(text.utf8CodeUnitCount))
        if isNext { offset += text.utf8CodeUnitCount }
        return isNext
    }

    private mutating func upTo(_ end: StaticString) throws(SVGFault) -> String {
        let start = offset
        while offset < bytes.count {
            let last = offset
            if take(end) { return String(decoding: bytes[start..<last], as: UTF8.self) }
            offset += 1
        }
        throw .malformed(byte: start)
    }
}
