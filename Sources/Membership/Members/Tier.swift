/// A level of the program, by its name: `vip`, `gold`.
///
/// What a tier is worth is the program's to say.
package struct Tier: Sendable, Hashable, CustomStringConvertible {
    /// 32 characters fit a card and a column.
    package static let maximumLength = 32
    /// Lower case, so that `VIP` and `vip` are one tier.
    package let name: String

    /// Reads a name of 1 to 32 of `A-Z a-z 0-9 _ -`, or returns `nil`.
    package init?(parsing text: some StringProtocol) {
        // As it is stored, a letter is a byte.
        if (1...Self.maximumLength).contains(text.utf8.count), text.utf8.allSatisfy(Self.isPlain) {
            name = String(text)
            return
        }
        guard (1...Self.maximumLength).contains(text.count),
            text.allSatisfy({ $0.isASCIIAlphanumeric || $0 == "-" || $0 == "_" })
        else { return nil }
        name = text.lowercased()
    }

    /// Whether a byte is one of `a-z 0-9 _ -`.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    package var description: String { name }
}
