/// What a line from the scanner or the keyboard means.
enum TillInput: Sendable, Hashable {
    case nothing
    /// A code, with the purchase if it was typed behind.
    case code(String, amount: String?)
    /// A purchase alone.
    case amount(String)
    case void(String?)
    /// A member's id as typed, or their card as scanned.
    case member(String)
    case help
    case quit
    /// Gives back what is leased, and ends.
    case close
    case unknownCommand(String)
    case tooLong

    /// 2,100 characters: the longest code that a verifier reads, and an amount.
    static let maximumLength = 2_100

    /// Nine digits before the point: more than any purchase, and fewer than any code has.
    private static let maximumAmountDigits = 9

    /// Reads a line; scanners add control characters at either end.
    init(_ line: String) {
        let text = line.trimmed
        guard text.count <= Self.maximumLength else {
            self = .tooLong
            return
        }
        if text.hasPrefix("/") {
            self = Self.command(text.dropFirst())
        } else if text.isEmpty {
            self = .nothing
        } else if Self.isAmount(text) {
            self = .amount(text)
        } else {
            self = Self.code(text)
        }
    }

    /// Reads what a scanner read: a member's card or a code, and never a command or an amount, whatever it looks like.
    init(scanned text: String) {
        let text = text.trimmed
        if text.count > Self.maximumLength {
            self = .tooLong
        } else if text.isEmpty {
            self = .nothing
        } else {
            self = text.lowercased().contains("/m/") ? .member(text) : .code(text, amount: nil)
        }
    }

    private static func command(_ text: Substring) -> TillInput {
        let words = text.split(separator: " ", maxSplits: 1).map { String($0).trimmed }
        let rest = words.count > 1 ? words[1] : nil
        switch (words.first ?? "", rest) {
        case ("void", let redemption): return .void(redemption)
        case ("member", .some(let member)): return .member(member)
        case ("help", _), ("?", _): return .help
        case ("quit", _), ("q", _): return .quit
        case ("close", _): return .close
        case (let word, _): return .unknownCommand(word)
        }
    }

    private static func code(_ text: String) -> TillInput {
        // The URL of a member's card names the member of the next coupon.
        if text.lowercased().contains("/m/") { return .member(text) }
        guard let space = text.lastIndex(of: " ") else { return .code(text, amount: nil) }
        let last = String(text[text.index(after: space)...])
        guard isAmount(last) else { return .code(text, amount: nil) }
        return .code(String(text[..<space]).trimmed, amount: last)
    }

    private static func isAmount(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].count <= maximumAmountDigits else { return false }
        return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}

extension String {
    /// Without spaces and control characters at either end.
    var trimmed: String {
        func isNoise(_ character: Character) -> Bool {
            character.isWhitespace
                || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
        }
        return String(drop(while: isNoise).reversed().drop(while: isNoise).reversed())
    }
}
