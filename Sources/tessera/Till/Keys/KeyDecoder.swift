/// Turns a terminal's bytes into keys, however they were cut into pieces.
///
/// Knows UTF-8, the escape sequences of function keys (ECMA-48 section 5.4, xterm's and the Linux console's) and
/// bracketed paste; whatever else a terminal or a hostile code sends is passed over and becomes no text.
struct KeyDecoder: Sendable {
    private enum State: Sendable {
        case ground
        /// After an escape byte: a key by itself, or the beginning of a sequence.
        case escape
        /// `ESC [` and its parameters so far.
        case control([UInt8])
        /// `ESC O`: one more byte.
        case single
        /// `ESC [ [`: the Linux console's F1 to F5.
        case console
        /// An operating system command or another string, up to its end.
        case string(lastWasEscape: Bool)
        /// The first bytes of a character, and how many it has.
        case character([UInt8], count: Int)
        case paste([UInt8])
    }

    private var state = State.ground
    /// When the last byte came.
    private var lastByteAt: Int64 = 0

    /// 50 ms: a terminal sends a whole sequence at once, and over a slow line within that; a person is slower.
    static let escapeMilliseconds: Int64 = 50
    /// 32 bytes: the longest sequence of any key is a third of it.
    static let maximumSequenceBytes = 32
    /// 8,192 bytes: several times the longest code; what is pasted beyond is dropped.
    static let maximumPasteBytes = 8_192

    private static let escapeByte: UInt8 = 0x1B
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

    /// When `tick` must be called, if no byte comes before.
    var deadline: Int64? {
        if case .escape = state { lastByteAt + Self.escapeMilliseconds } else { nil }
    }

    /// Takes bytes.
    ///
    /// - Parameters:
    ///   - bytes: As they were read.
    ///   - now: When, in milliseconds of any clock that only runs.
    /// - Returns: The keys that are whole now.
    mutating func take(_ bytes: some Sequence<UInt8>, at now: Int64) -> [Key] {
        var keys = tick(at: now)
        lastByteAt = now
        for byte in bytes { keys += take(byte) }
        return keys
    }

    /// Takes the news that time has passed: an escape byte that nothing followed was the key itself.
    mutating func tick(at now: Int64) -> [Key] {
        guard let deadline, now >= deadline else { return [] }
        state = .ground
        return [.escape]
    }

    private mutating func take(_ byte: UInt8) -> [Key] {
        switch state {
        case .ground: return ground(byte)
        case .escape: return escaped(byte)
        case .control(let parameters): return control(byte, after: parameters)
        case .single:
            state = .ground
            return Self.singles[byte].map { [.function($0)] } ?? []
        case .console:
            state = .ground
            return Self.consoles[byte].map { [.function($0)] } ?? []
        case .string(let lastWasEscape):
            let isOver = byte == 0x07 || lastWasEscape && byte == UInt8(ascii: "\\")
            state = isOver ? .ground : .string(lastWasEscape: byte == Self.escapeByte)
            return []
        case .character(let begun, let count): return character(byte, after: begun, count: count)
        case .paste(let pasted): return paste(byte, after: pasted)
        }
    }

    private mutating func ground(_ byte: UInt8) -> [Key] {
        switch byte {
        case Self.escapeByte: state = .escape
        case 0x09, 0x0A, 0x0D: return [.enter]
        case 0x08, 0x7F: return [.backspace]
        // A GS1 code separates its fields by it; Ctrl-] is no key of the till.
        case 0x1D: return [.character("\u{1D}")]
        case 0x01...0x1A: return [.control(Character(Unicode.Scalar(byte + 0x60)))]
        case 0x20...0x7E: return [.character(Unicode.Scalar(byte))]
        case 0xC2...0xDF: state = .character([byte], count: 2)
        case 0xE0...0xEF: state = .character([byte], count: 3)
        case 0xF0...0xF4: state = .character([byte], count: 4)
        default: break
        }
        return []
    }

    private mutating func escaped(_ byte: UInt8) -> [Key] {
        switch byte {
        case UInt8(ascii: "["): state = .control([])
        case UInt8(ascii: "O"): state = .single
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string(lastWasEscape: false)
        case Self.escapeByte: return [.escape]
        default: state = .ground
        }
        return []
    }

    private mutating func control(_ byte: UInt8, after parameters: [UInt8]) -> [Key] {
        switch byte {
        case Self.escapeByte:
            state = .escape
            return []
        case UInt8(ascii: "[") where parameters.isEmpty:
            state = .console
            return []
        case 0x20...0x3F:
            let isTooLong = parameters.count >= Self.maximumSequenceBytes
            state = isTooLong ? .ground : .control(parameters + [byte])
            return []
        default:
            state = .ground
            return ended(byte, parameters)
        }
    }

    private mutating func ended(_ byte: UInt8, _ parameters: [UInt8]) -> [Key] {
        let text = String(decoding: parameters, as: UTF8.self)
        guard byte == UInt8(ascii: "~") else {
            // xterm's F1 to F4 with a modifier, such as `1;2P`.
            guard text.isEmpty || text.hasPrefix("1;") else { return [] }
            return Self.singles[byte].map { [.function($0)] } ?? []
        }
        if text == "200" {
            state = .paste([])
            return []
        }
        let number = text.prefix { $0 != ";" }
        return Self.numbered[String(number)].map { [.function($0)] } ?? []
    }

    private mutating func character(_ byte: UInt8, after begun: [UInt8], count: Int) -> [Key] {
        guard (0x80...0xBF).contains(byte) else {
            // The character broke off; this byte begins anew.
            state = .ground
            return ground(byte)
        }
        let bytes = begun + [byte]
        guard bytes.count == count else {
            state = .character(bytes, count: count)
            return []
        }
        state = .ground
        let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        // The C1 controls of Unicode are no text either.
        guard scalars.count == 1, let scalar = scalars.first, scalar != "\u{FFFD}", scalar.value >= 0xA0
        else { return [] }
        return [.character(scalar)]
    }

    private mutating func paste(_ byte: UInt8, after pasted: [UInt8]) -> [Key] {
        var bytes = pasted
        let isEnding = Self.pasteEnd.contains(byte)
        // The mark of the end always fits.
        if bytes.count < Self.maximumPasteBytes || isEnding { bytes.append(byte) }
        if bytes.count > Self.maximumPasteBytes + 2 * Self.pasteEnd.count {
            bytes.remove(at: Self.maximumPasteBytes)
        }
        guard bytes.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd) else {
            state = .paste(bytes)
            return []
        }
        state = .ground
        return [.pasted(String(decoding: bytes.dropLast(Self.pasteEnd.count), as: UTF8.self))]
    }
}

extension KeyDecoder {
    private static let singles: [UInt8: Int] = [
        UInt8(ascii: "P"): 1, UInt8(ascii: "Q"): 2, UInt8(ascii: "R"): 3, UInt8(ascii: "S"): 4,
    ]

    private static let consoles: [UInt8: Int] = [
        UInt8(ascii: "A"): 1, UInt8(ascii: "B"): 2, UInt8(ascii: "C"): 3, UInt8(ascii: "D"): 4,
        UInt8(ascii: "E"): 5,
    ]

    private static let numbered = [
        "11": 1, "12": 2, "13": 3, "14": 4, "15": 5, "17": 6, "18": 7, "19": 8, "20": 9, "21": 10, "23": 11,
        "24": 12,
    ]
}
