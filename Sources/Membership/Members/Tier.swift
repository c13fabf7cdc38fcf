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
        guard (1...Self.maximumLength).contains(text.count),
            text.allSatisfy({ $0.isASCIIAlphanumeric || $0 == "-" || $0 == "_" })
        else { return nil }
        name = text.lowercased()
    }

    package var description: String { name }
}
