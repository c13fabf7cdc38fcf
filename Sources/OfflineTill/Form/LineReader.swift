/// Where a line is not what a writer would have written.
package struct LineFault: Error, Sendable, Hashable {
    /// The field that was expected or cannot be read.
    package let field: String

    /// Names the field.
    init(_ field: String) {
        self.field = field
    }
}

/// Reads what `LineWriter` wrote, field by field in the same order, and nothing else.
///
/// Whoever reads a value writes it again and compares: then no second spelling is ever taken.
struct LineReader {
    private let bytes: [UInt8]
    private var place = 0
    private var needsComma = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func open(_ bracket: Character) throws(LineFault) {
        try separate(String(bracket))
        try take(String(bracket), for: String(bracket))
        needsComma = false
    }

    mutating func close(_ bracket: Character) throws(LineFault) {
        try take(String(bracket), for: String(bracket))
        needsComma = true
    }

    /// Whether the next byte is this bracket.
    func isAt(_ bracket: Character) -> Bool { bytes[place...].starts(with: String(bracket).utf8) }

    /// Whether everything was read.
    var isAtEnd: Bool { place == bytes.count }

    /// Whether the next field has this name.
    func hasNext(_ name: String) -> Bool {
        bytes[place...].starts(with: ((needsComma ? "," : "") + "\"\(name)\":").utf8)
    }

    mutating func name(_ name: String) throws(LineFault) {
        try separate(name)
        try take("\"\(name)\":", for: name)
        needsComma = false
    }

    mutating func text(_ name: String) throws(LineFault) -> String {
        try self.name(name)
        let text = try quoted(name)
        needsComma = true
        return text
    }

    mutating func number(_ name: String) throws(LineFault) -> Int64 {
        try self.name(name)
        let start = place
        while place < bytes.count, Self.isNumeral(bytes[place]) { place += 1 }
        guard let number = Int64(String(decoding: bytes[start..<place], as: UTF8.self)) else {
            throw LineFault(name)
        }
        needsComma = true
        return number
    }

    mutating func optionalText(_ name: String) throws(LineFault) -> String? {
        hasNext(name) ? try text(name) : nil
    }

    mutating func optionalNumber(_ name: String) throws(LineFault) -> Int64? {
        hasNext(name) ? try number(name) : nil
    }
}

extension LineReader {
    /// Reads a text that means something.
    mutating func value<Value>(
        _ name: String, _ parse: (String) -> Value?
    ) throws(LineFault) -> Value {
        guard let value = parse(try text(name)) else { throw LineFault(name) }
        return value
    }

    /// Reads a number in the range of another type.
    mutating func count<Number: FixedWidthInteger>(
        _ name: String, as _: Number.Type = Number.self
    ) throws(LineFault) -> Number {
        guard let number = Number(exactly: try number(name)) else { throw LineFault(name) }
        return number
    }

    private static func isNumeral(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }

    private mutating func separate(_ field: String) throws(LineFault) {
        if needsComma { try take(",", for: field) }
    }

    private mutating func take(_ literal: String, for field: String) throws(LineFault) {
        guard bytes[place...].starts(with: literal.utf8) else { throw LineFault(field) }
        place += literal.utf8.count
    }

    private mutating func quoted(_ field: String) throws(LineFault) -> String {
        try take("\"", for: field)
        var content: [UInt8] = []
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            let byte = bytes[place]
            place += 1
            content.append(byte == UInt8(ascii: "\\") ? try escaped(field) : byte)
        }
        try take("\"", for: field)
        guard let text = String(validating: content, as: UTF8.self) else { throw LineFault(field) }
        return text
    }

    private mutating func escaped(_ field: String) throws(LineFault) -> UInt8 {
        guard place < bytes.count else { throw LineFault(field) }
        let byte = bytes[place]
        place += 1
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return byte }
        guard byte == UInt8(ascii: "u"), place + 4 <= bytes.count,
            let value = UInt8(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw LineFault(field) }
        place += 4
        return value
    }
}
