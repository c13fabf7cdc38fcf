/// The public address of an issuer's server, from which the URLs in printed codes are made.
///
/// Printed URLs are all capitals: a QR's alphanumeric mode has no small letters and takes 5.5 bits
/// where byte mode takes 8. Scheme and host do not mind (RFC 3986, section 3); the server routes both cases.
public struct PublicHost: Sendable, Hashable {
    /// How the server is reached.
    public enum Scheme: String, Sendable, Hashable, CaseIterable {
        /// Encrypted, what a public server has.
        case https
        /// Plain, for a demonstration on the local network.
        case http

        /// The port that need not be written.
        var defaultPort: UInt16 { self == .https ? 443 : 80 }
    }

    /// The scheme of every URL.
    public let scheme: Scheme

    /// The name or IPv4 address in small letters.
    public let name: String

    /// The port, or `nil` for the scheme's own.
    public let port: UInt16?

    /// The beginning of a URL in capitals, kept because a batch makes a million of them.
    let capitalOrigin: String

    /// The longest name (RFC 1035, section 2.3.4, in text form), in characters.
    public static let maximumNameLength = 253

    /// The longest label between two dots (RFC 1035, section 2.3.4), in characters.
    public static let maximumLabelLength = 63

    /// The beginning of a URL in small letters, `https://qr.example.com`.
    public var origin: String { scheme.rawValue + "://" + name + (port.map { ":\($0)" } ?? "") }
}

extension PublicHost {
    /// Why a text is no base address.
    public enum ParseError: Error, Sendable, Hashable {
        /// It does not begin with `https://` or `http://`.
        case scheme
        /// The name has no character, or more than 253.
        case nameLength(Int)
        /// This part between dots is empty, longer than 63, or begins or ends with a hyphen.
        case label(String)
        /// This character is not allowed: a name has letters, digits, hyphens and dots, and no path follows.
        case character(Character)
        /// This is no port from 1 to 65535.
        case port(String)
    }

    /// Reads a base address such as `https://qr.example.com` or `http://192.168.1.20:8080/`.
    ///
    /// A name with other letters is given in its ASCII form (`xn--…`). Neither user, path nor query is allowed, one
    /// final slash is.
    ///
    /// - Throws: `ParseError` with the part that is wrong.
    public init(parsing text: some StringProtocol) throws(ParseError) {
        if let character = text.first(where: { !$0.isASCII }) { throw .character(character) }
        let text = text.lowercased()
        guard let scheme = Scheme.allCases.first(where: { text.hasPrefix($0.rawValue + "://") }) else {
            throw .scheme
        }
        var authority = text.dropFirst(scheme.rawValue.count + 3)
        if authority.hasSuffix("/") { authority.removeLast() }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        self.scheme = scheme
        name = try Self.name(parts.first ?? "")
        let port = parts.count == 2 ? try Self.port(parts[1]) : scheme.defaultPort
        self.port = port == scheme.defaultPort ? nil : port
        let suffix = self.port.map { ":\($0)" } ?? ""
        capitalOrigin = scheme.rawValue.uppercased() + "://" + name.uppercased() + suffix
    }

    private static func name(_ text: Substring) throws(ParseError) -> String {
        guard (1...maximumNameLength).contains(text.utf8.count) else { throw .nameLength(text.utf8.count) }
        if let character = text.firstCharacter(unless: isNameByte) { throw .character(character) }
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...maximumLabelLength).contains(label.utf8.count), !label.hasPrefix("-"),
                !label.hasSuffix("-")
            else {
                throw .label(String(label))
            }
        }
        return String(text)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private static func port(_ text: Substring) throws(ParseError) -> UInt16 {
        guard text.utf8.allSatisfy(ASCII.digits.contains), let port = UInt16(text), port > 0 else {
            throw .port(String(text))
        }
        return port
    }
}
