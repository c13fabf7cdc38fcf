import Vocabulary

/// Writes a document byte by byte, for the few answers that every till waits for: an encoder would cost more than the
/// redemption that the answer speaks of.
///
/// What it writes is what `JSONText` writes: names in snake case and in their order, no spaces. Whoever uses it names
/// the fields in that order; tests hold both together.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    /// Whether the next field or element follows another.
    private var needsComma = false

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) {
        nested("{", "}", body)
    }

    mutating func array<Element>(_ elements: [Element], _ body: (inout JSONWriter, Element) -> Void) {
        nested("[", "]") { writer in
            for element in elements {
                writer.separate()
                body(&writer, element)
                writer.needsComma = true
            }
        }
    }

    /// Writes a field's name; its value must follow.
    mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes += $0 }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = true
    }

    /// Writes a field whose name is not ours.
    mutating func field(named name: String, _ text: String) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        string(text)
        needsComma = true
    }

    /// Ends a line of JSON lines.
    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    mutating func field(_ name: StaticString, _ text: String) {
        self.name(name)
        string(text)
    }

    /// Writes a field, or nothing where there is no value.
    mutating func field(_ name: StaticString, _ text: String?) {
        if let text { field(name, text) }
    }

    mutating func field(_ name: StaticString, _ number: some BinaryInteger) {
        self.name(name)
        bytes += String(number).utf8
    }

    mutating func field(_ name: StaticString, _ money: Money?) {
        guard let money else { return }
        self.name(name)
        object { writer in
            writer.name("amount")
            writer.bytes.append(UInt8(ascii: "\""))
            money.appendDecimal(to: &writer.bytes)
            writer.bytes.append(UInt8(ascii: "\""))
            writer.field("currency", money.currency.code)
        }
    }

    /// Writes a text: quotes, backslashes and controls are written otherwise (RFC 8259, section 7).
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            // What needs no escape is written in one piece, which most texts are.
            var start = 0
            for place in 0..<utf8.count {
                let byte = utf8[place]
                let isPlain = byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
                if isPlain { continue }
                bytes += UnsafeBufferPointer(rebasing: utf8[start..<place])
                escape(byte)
                start = place + 1
            }
            bytes += UnsafeBufferPointer(rebasing: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes += "\\\"".utf8
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case 0x08: bytes += "\\b".utf8
        case 0x09: bytes += "\\t".utf8
        case 0x0A: bytes += "\\n".utf8
        case 0x0C: bytes += "\\f".utf8
        case 0x0D: bytes += "\\r".utf8
        default:
            bytes += (byte < 0x10 ? "\\u000" : "\\u00").utf8
            bytes += String(byte, radix: 16).utf8
        }
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func nested(
        _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        needsComma = false
        body(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }
}
