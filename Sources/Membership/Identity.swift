/// One way to recognise a member, in its only spelling, so that equal means the same.
///
/// Values are personal data: they are stored as keyed hash and ciphertext, and shown as `masked`.
package struct Identity: Sendable, Hashable {
    /// What kind of name it is; raw values are wire format, so never rename one.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case phone
        case wechatOpenID = "wechat_openid"
        case cardNumber = "card_number"
        case wechatUnionID = "wechat_unionid"
        case email
    }

    package let kind: Kind
    /// The normalised value.
    package let value: String

    package init(_ phone: PhoneNumber) {
        kind = .phone
        value = phone.e164
    }

    package init(_ openID: WeChatOpenID) {
        kind = .wechatOpenID
        value = openID.text
    }

    package init(_ unionID: WeChatUnionID) {
        kind = .wechatUnionID
        value = unionID.text
    }

    package init(_ email: EmailAddress) {
        kind = .email
        value = email.text
    }

    package init(_ cardNumber: CardNumber) {
        kind = .cardNumber
        value = cardNumber.text
    }

    /// Takes back what was stored; the parsers of the kinds are the way in for others.
    package init(unchecked value: String, kind: Kind) {
        self.kind = kind
        self.value = value
    }

    /// The value with its middle hidden: enough to compare with a card in the hand, too little to write to somebody.
    package var masked: String {
        if kind == .email { return maskedEmail }
        let region = kind == .phone ? PhoneRegion(ofE164: value) : nil
        let shownCount = kind == .phone ? 1 + (region?.countryCode.count ?? 0) : 2
        let hiddenCount = max(0, value.count - shownCount - 4)
        return value.prefix(shownCount) + String(repeating: "*", count: hiddenCount) + value.suffix(4)
    }
}

extension Identity {
    /// The first letter and the whole domain: `l*******@example.com`.
    private var maskedEmail: String {
        let local = value.prefix { $0 != "@" }
        return local.prefix(1) + String(repeating: "*", count: max(1, local.count - 1))
            + value.dropFirst(local.count)
    }
}

/// The number printed on a member's card.
package struct CardNumber: Sendable, Hashable {
    /// Four to 32: a shorter one is guessed, a longer one is no card number.
    package static let lengths = 4...32
    /// Letters in capitals and digits, without the spaces and hyphens that group them on the card.
    package let text: String

    /// Why a text is no card number.
    package enum ParseError: Error, Sendable, Hashable {
        case length(Int)
        case character(Character)
    }

    /// Reads a card number as printed or typed.
    ///
    /// - Throws: `ParseError` with the length or the first character that is not allowed.
    package init(parsing text: some StringProtocol) throws(ParseError) {
        let kept = String(text).filter { $0 != " " && $0 != "-" }
        for character in kept where !character.isASCIIAlphanumeric { throw .character(character) }
        guard Self.lengths.contains(kept.count) else { throw .length(kept.count) }
        self.text = kept.uppercased()
    }
}

extension Character {
    /// `A-Z a-z 0-9` and nothing that merely looks like them or carries a mark.
    var isASCIIAlphanumeric: Bool {
        guard let ascii = asciiValue else { return false }
        return (0x30...0x39).contains(ascii) || (0x41...0x5A).contains(ascii) || (0x61...0x7A).contains(ascii)
    }
}
