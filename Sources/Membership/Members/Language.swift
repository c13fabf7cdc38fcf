/// The language a member reads, as a BCP 47 tag in its usual capitals: `zh-Hans`, `en`, `pt-BR`.
package struct Language: Sendable, Hashable, CustomStringConvertible {
    /// 35 characters: the longest that RFC 5646, section 4.4.1, asks software to take.
    package static let maximumLength = 35
    package let tag: String

    /// What nearly every member of a list reads, as it is written here already.
    private static let usual = ["zh-Hans", "en", "zh-Hant", "zh-Hant-HK", "zh", "zh-CN", "en-AU"]

    /// Reads a tag, or returns `nil` if its shape is not that of RFC 5646, section 2.1; the subtags are not looked up.
    package init?(parsing text: some StringProtocol) {
        if let usual = Self.usual.first(where: { $0 == text }) {
            tag = usual
            return
        }
        let subtags = text.split(whereSeparator: { $0 == "-" || $0 == "_" })
        let separatorCount = text.count { $0 == "-" || $0 == "_" }
        guard let first = subtags.first, (2...3).contains(first.count), first.allSatisfy(\.isASCIILetter),
            separatorCount == subtags.count - 1, text.count <= Self.maximumLength,
            subtags.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(\.isASCIIAlphanumeric) })
        else { return nil }
        let rest = subtags.dropFirst().map { subtag in
            switch subtag.count {
            case 4 where subtag.allSatisfy(\.isASCIILetter):
                subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased()
            case 2: subtag.uppercased()
            default: subtag.lowercased()
            }
        }
        tag = ([first.lowercased()] + rest).joined(separator: "-")
    }

    package var description: String { tag }
}

extension Character {
    /// `A-Z a-z` and nothing else.
    var isASCIILetter: Bool { isASCIIAlphanumeric && !("0"..."9").contains(self) }
}
