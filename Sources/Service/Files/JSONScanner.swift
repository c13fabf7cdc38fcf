/// Reads JSON strictly: UTF-8, one document, no name twice, no deeper than a request ever is.
package struct JSONScanner {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// 8 levels: the deepest request has four.
    static let maximumDepth = 8

    /// Why bytes are no document.
    package enum Fault: Error, Sendable, Hashable {
        case notUTF8
        /// Something else was expected at this byte, counted from 0.
        case unexpected(offset: Int)
        case tooDeep(offset: Int)
        /// An object has this name twice.
        case duplicate(name: String)
    }

    /// Reads a whole document.
    ///
    /// - Complexity: O(*n*)
    package static func parse(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
        guard isUTF8(bytes) else { throw .notUTF8 }
        var scanner = JSONScanner(bytes: bytes)
        let value = try scanner.value()
        scanner.skipSpace()
        guard scanner.position == bytes.count else { throw scanner.unexpected }
        return value
    }

    /// Plain ASCII, as nearly all requests are, needs no second look.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var unexpected: Fault { .unexpected(offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ text: StaticString) throws(Fault) {
        for place in 0..<text.utf8CodeUnitCount {
            guard next == text.utf8Start[place] else { throw unexpected }
            position += 1
        }
    }

    private mutating func value() throws(Fault) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested { scanner throws(Fault) in try scanner.object() }
        case UInt8(ascii: "["): return try nested { scanner throws(Fault) in try scanner.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try take("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try take("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try take("null")
            return .null
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONScanner) throws(Fault) -> JSONValue
    ) throws(Fault) -> JSONValue {
        guard depth < Self.maximumDepth else { throw .tooDeep(offset: position) }
        depth += 1
        position += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(Fault) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names = Names()
        skipSpace()
        if isTaken(UInt8(ascii: "}")) { return .object([]) }
        repeat {
            skipSpace()
            let name = try string()
            guard names.isNew(name, among: members) else { throw .duplicate(name: name) }
            skipSpace()
            try take(":")
            members.append(JSONValue.Member(name: name, value: try value()))
            skipSpace()
        } while isTaken(UInt8(ascii: ","))
        try take("}")
        return .object(members)
    }

    private mutating func array() throws(Fault) -> JSONValue {
        var elements: [JSONValue] = []
        skipSpace()
        if isTaken(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            elements.append(try value())
            skipSpace()
        } while isTaken(UInt8(ascii: ","))
        try take("]")
        return .array(elements)
    }

    private mutating func isTaken(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }
}

extension JSONScanner {
    /// Takes a number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    private mutating func number() throws(Fault) -> String {
        let start = position
        _ = isTaken(UInt8(ascii: "-"))
        if !isTaken(UInt8(ascii: "0")) { try digits() }
        if isTaken(UInt8(ascii: ".")) { try digits() }
        if isTaken(UInt8(ascii: "e")) || isTaken(UInt8(ascii: "E")) {
            if !isTaken(UInt8(ascii: "+")) { _ = isTaken(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(Fault) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw unexpected }
    }

    private mutating func string() throws(Fault) -> String {
        try take("\"")
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            position += 1
        }
        if next == UInt8(ascii: "\"") {
            position += 1
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw unexpected }
            position += 1
            if byte == UInt8(ascii: "\\") {
                text += String(try escaped()).utf8
            } else {
                text.append(byte)
            }
        }
        try take("\"")
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escaped() throws(Fault) -> Unicode.Scalar {
        guard let byte = next else { throw unexpected }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw unexpected
        }
    }

    /// `\uXXXX`, or two of them for what lies beyond the basic plane; half a pair is refused.
    private mutating func unicodeEscape() throws(Fault) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800...0xDBFF).contains(first) else { throw unexpected }
        try take("\\u")
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(
                0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        else { throw unexpected }
        return scalar
    }

    private mutating func codeUnit() throws(Fault) -> UInt16 {
        let end = position + 4
        guard end <= bytes.count,
            bytes[position..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw unexpected }
        position = end
        return unit
    }
}

/// The names of an object so far: few are compared one by one, many are looked up.
private struct Names {
    private var all: Set<String>?

    /// 8 names: up to there comparing costs less than hashing.
    private static let comparedCount = 8

    mutating func isNew(_ name: String, among members: [JSONValue.Member]) -> Bool {
        guard members.count >= Self.comparedCount else { return !members.contains { $0.name == name } }
        var names = all ?? Set(members.map(\.name))
        all = nil
        defer { all = names }
        return names.insert(name).inserted
    }
}
