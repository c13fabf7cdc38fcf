/// The name that WeChat gives to one person for one official account.
package struct WeChatOpenID: Sendable, Hashable {
    /// WeChat's identifiers have 28 characters of `A-Z a-z 0-9 _ -` in every account seen.
    package static let length = 28
    package let text: String

    /// Reads an OpenID, whose upper and lower case letters differ.
    ///
    /// - Throws: `WeChatIdentifierError`.
    package init(parsing text: some StringProtocol) throws(WeChatIdentifierError) {
        self.text = try WeChatIdentifierError.checked(text, lengths: Self.length...Self.length)
    }
}

/// The name that WeChat gives to one person for all accounts of one owner.
package struct WeChatUnionID: Sendable, Hashable {
    /// 20 to 40 characters: those seen have 28 or 29, and WeChat states no length.
    package static let lengths = 20...40
    package let text: String

    /// Reads a UnionID, whose upper and lower case letters differ.
    ///
    /// - Throws: `WeChatIdentifierError`.
    package init(parsing text: some StringProtocol) throws(WeChatIdentifierError) {
        self.text = try WeChatIdentifierError.checked(text, lengths: Self.lengths)
    }
}

/// Why a text is no name of WeChat's.
package enum WeChatIdentifierError: Error, Sendable, Hashable {
    case length(Int)
    /// The first character that is none of `A-Z a-z 0-9 _ -`.
    case character(Character)

    fileprivate static func checked(
        _ text: some StringProtocol, lengths: ClosedRange<Int>
    ) throws(WeChatIdentifierError) -> String {
        if lengths.contains(text.utf8.count), text.utf8.allSatisfy(allows) { return String(text) }
        guard lengths.contains(text.count) else { throw .length(text.count) }
        for character in text where !(character.isASCIIAlphanumeric || character == "_" || character == "-") {
            throw .character(character)
        }
        return String(text)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        return isLetter || isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
