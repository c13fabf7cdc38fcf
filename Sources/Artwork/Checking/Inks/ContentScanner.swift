/// Takes a content stream apart into operators with what comes before them, ISO 32000-1, 7.8.2.
struct ContentScanner {
    /// What matters of an operand.
    enum Operand: Hashable {
        case number(Double)
        case name(String)
        /// `true`, `false` and `null`.
        case word(String)
        /// An array of numbers and nothing else, as of dashes.
        case numbers([Double])
        /// Strings, other arrays and dictionaries.
        case other
    }

    /// An operator.
    ///
    /// An inline image is one, `BI`, whose operands are its keys and values in turn.
    struct Operation: Hashable {
        let name: String
        let operands: [Operand]
    }

    private enum Token {
        case operand(Operand)
        case word(String)
    }

    private let bytes: [UInt8]
    private var place = 0
    /// 256: four times the colours that a page may mix (ISO 32000-1, annex C); what comes on top is dropped.
    private static let operandCount = 256

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next operator; `nil` at the end.
    mutating func next() -> Operation? {
        var operands: [Operand] = []
        while let token = nextToken() {
            if operands.count >= Self.operandCount { operands.removeFirst(Self.operandCount / 2) }
            switch token {
            case .operand(let operand): operands.append(operand)
            case .word(let word) where ["true", "false", "null"].contains(word): operands.append(.word(word))
            case .word("BI"): operands = []
            case .word("ID"):
                skipImage()
                return Operation(name: "BI", operands: operands)
            case .word(let word): return Operation(name: word, operands: operands)
            }
        }
        return nil
    }

    private mutating func nextToken() -> Token? {
        skipSpace()
        guard let byte = peek() else { return nil }
        switch byte {
        case UInt8(ascii: "/"):
            place += 1
            return .operand(.name(Self.unescaped(regular())))
        case UInt8(ascii: "("):
            skipString()
            return .operand(.other)
        case UInt8(ascii: "["):
            let start = place
            skipCollection()
            return .operand(Self.numbers(in: bytes[start..<place]).map(Operand.numbers) ?? .other)
        case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"):
            skipCollection()
            return .operand(.other)
        case UInt8(ascii: "<"):
            while let byte = peek(), byte != UInt8(ascii: ">") { place += 1 }
            place += 1
            return .operand(.other)
        default:
            let word = regular()
            guard let number = Self.number(word) else { return .word(String(decoding: word, as: UTF8.self)) }
            return .operand(.number(number))
        }
    }

    /// Swift reads more as a number than PDF does: `inf`, `nan` and exponents.
    private static func number(_ word: ArraySlice<UInt8>) -> Double? {
        word.allSatisfy("0123456789+-.".utf8.contains) ? Double(String(decoding: word, as: UTF8.self)) : nil
    }

    /// The numbers of an array; `nil` if it has anything else.
    private static func numbers(in array: ArraySlice<UInt8>) -> [Double]? {
        let words = array.dropFirst().dropLast().split(whereSeparator: isSpace)
        let numbers = words.compactMap(number)
        return numbers.count == words.count ? numbers : nil
    }

    private func peek(_ step: Int = 0) -> UInt8? {
        place + step < bytes.count ? bytes[place + step] : nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }
    private static func isDelimiter(_ byte: UInt8) -> Bool { "()<>[]{}/%".utf8.contains(byte) }

    /// Passes over spaces and comments, and over what closes nothing.
    private mutating func skipSpace() {
        while let byte = peek() {
            if byte == UInt8(ascii: "%") {
                while let byte = peek(), byte != 10, byte != 13 { place += 1 }
            } else if Self.isSpace(byte) || ")>]{}".utf8.contains(byte) {
                place += 1
            } else {
                return
            }
        }
    }

    /// Bytes up to the next space or delimiter.
    private mutating func regular() -> ArraySlice<UInt8> {
        let start = place
        while let byte = peek(), !Self.isSpace(byte), !Self.isDelimiter(byte) { place += 1 }
        return bytes[start..<place]
    }

    /// A name's bytes may be written as `#` and two digits of base 16.
    private static func unescaped(_ name: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        var rest = name
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "#"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                text.append(value)
                rest = rest.dropFirst(2)
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Parentheses within a string come in pairs or behind a backslash.
    private mutating func skipString() {
        var depth = 0
        while let byte = peek() {
            place += 1
            switch byte {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return }
            default: break
            }
        }
    }

    /// Passes over an array or a dictionary with all that is in it.
    private mutating func skipCollection() {
        var depth = 0
        while let byte = peek() {
            if byte == UInt8(ascii: "(") {
                skipString()
                continue
            }
            place += 1
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "<") { depth += 1 }
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ">") { depth -= 1 }
            if depth == 0 { return }
        }
    }

    /// An image's bytes end before `EI` between spaces, ISO 32000-1, 8.9.7.
    private mutating func skipImage() {
        place += 1
        while place < bytes.count {
            if bytes[place...].starts(with: "EI".utf8), place > 0, Self.isSpace(bytes[place - 1]),
                peek(2).map(Self.isSpace) ?? true
            {
                place += 2
                return
            }
            place += 1
        }
    }
}
