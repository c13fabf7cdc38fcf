/// An address that mail can reach, in one spelling.
package struct EmailAddress: Sendable, Hashable {
    /// RFC 5321, 4.5.3.1.1: of what is before the `@`.
    package static let maximumLocalLength = 64
    /// RFC 5321, 4.5.3.1.3 with erratum 1690: of the whole.
    package static let maximumLength = 254
    /// RFC 1035, 2.3.4: of one part of the domain.
    static let maximumLabelLength = 63

    /// In small letters throughout: no provider tells people apart by capitals (RFC 5321, 2.4, would allow it).
    package let text: String

    /// Why a text is no address.
    package enum ParseError: Error, Sendable, Hashable {
        case length(Int)
        /// There is no `@`, or more than one.
        case atSigns(Int)
        /// What is before the `@` is no dot-atom (RFC 5322, 3.2.3): quoted names and letters beyond ASCII are not taken.
        case local
        /// What is after it is no name of a host with a dot in it (RFC 1123, 2.1).
        case domain
    }

    /// Reads an address as people type it, also on a keyboard for full-width characters.
    ///
    /// - Throws: `ParseError`.
    package init(parsing text: some StringProtocol) throws(ParseError) {
        let narrow = String(String.UnicodeScalarView(text.unicodeScalars.map(Self.halfWidth)))
        let address = FieldText.trimmed(narrow).lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard (3...Self.maximumLength).contains(address.count) else { throw .length(address.count) }
        guard parts.count == 2 else { throw .atSigns(parts.count - 1) }
        guard Self.isLocal(parts[0]) else { throw .local }
        guard Self.isDomain(parts[1]) else { throw .domain }
        self.text = address
    }

    /// U+FF01 to U+FF5E stand for U+0021 to U+007E.
    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func isLocal(_ text: Substring) -> Bool {
        let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.count <= maximumLocalLength
            && atoms.allSatisfy { atom in
                !atom.isEmpty
                    && atom.allSatisfy { $0.isASCIIAlphanumeric || "!#$%&'*+-/=?^_`{|}~".contains($0) }
            }
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...maximumLabelLength).contains(label.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isASCIIAlphanumeric || $0 == "-" }
            } && labels.last?.contains { $0.isLetter } == true
    }
}
