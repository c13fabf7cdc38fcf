/// A name that people give to a thing: 1 to 64 of `A-Z a-z 0-9 . _ -`, beginning with a letter or digit.
///
/// Short enough for a column, a URL and a file name, and free of every character that those three quote.
public protocol Identifier: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
    /// The name as written.
    var text: String { get }
    /// Takes a text that is known to be well formed; `init(parsing:)` is the way in for others.
    init(unchecked text: String)
}

/// Why a text is no identifier.
public enum IdentifierError: Error, Sendable, Hashable {
    /// It has no character, or more than 64.
    case length(Int)
    /// This character is not allowed, or not in the first place.
    case character(Character)
}

extension Identifier {
    /// 64 characters: fits every column and file name, and a longer name helps nobody.
    public static var maximumLength: Int { 64 }

    /// Reads a name that came from outside.
    ///
    /// - Throws: `IdentifierError` with the offending length or character.
    public init(parsing text: some StringProtocol) throws(IdentifierError) {
        // What is allowed is ASCII, so that bytes are characters; anything else is told apart below.
        if (1...Self.maximumLength).contains(text.utf8.count), Self.allowsAll(text.utf8) {
            self.init(unchecked: String(text))
            return
        }
        guard (1...Self.maximumLength).contains(text.count) else { throw .length(text.count) }
        for (position, character) in text.enumerated() {
            guard let ascii = character.asciiValue, Self.allows(ascii, first: position == 0) else {
                throw .character(character)
            }
        }
        self.init(unchecked: String(text))
    }

    public var description: String { text }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no identifier: \(error)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    private static func allowsAll(_ bytes: some Sequence<UInt8>) -> Bool {
        var isFirst = true
        for byte in bytes {
            guard allows(byte, first: isFirst) else { return false }
            isFirst = false
        }
        return true
    }

    private static func allows(_ ascii: UInt8, first: Bool) -> Bool {
        switch ascii {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): !first
        default: false
        }
    }
}
