/// Whatever a scanner or a cashier hands over, told apart.
///
/// A short code in any spelling, a signed token, or the URL of either as a symbol holds it.
public enum PresentedCode: Sendable, Hashable {
    /// A short code, to be looked up.
    case short(CouponCode)
    /// A signed token, to be verified.
    case signed(SignedToken)

    /// The longest text that is looked at, in UTF-8 bytes: a token's URL with tracking parameters, ten times over.
    public static let maximumTextBytes = 2_048

    /// Why nothing was found; one answer for all, so that whoever tries texts learns nothing from it.
    public enum ParseError: Error, Sendable, Hashable {
        /// The text is neither code, token nor the URL of one.
        case unreadable
    }

    /// Reads what was scanned or typed.
    ///
    /// White space around it, the Enter of a keyboard-wedge scanner included, is dropped. Of a URL only the path
    /// counts, `/C/` or `/T/` in either case and a final slash or not: the host is not compared, because an
    /// issuer moves hosts and the code alone is what is looked up.
    ///
    /// - Complexity: O(*n*) in the text's bytes, of which at most ``maximumTextBytes`` are read.
    /// - Throws: `ParseError.unreadable`.
    public init(parsing text: some StringProtocol) throws(ParseError) {
        // By far the most texts are a short code and nothing else, which is no URL and no token.
        if let code = try? CouponCode(parsing: text) {
            self = .short(code)
            return
        }
        guard text.utf8.count <= Self.maximumTextBytes else { throw .unreadable }
        let bytes = Self.trimmed(Array(text.utf8))
        guard let rest = Self.afterScheme(bytes) else {
            let isToken = bytes.count == SignedToken.characterCount
            self = try isToken ? Self.token(bytes) : Self.code(bytes)
            return
        }
        self = try Self.inPath(of: rest)
    }

    private static func code(_ bytes: some Collection<UInt8>) throws(ParseError) -> PresentedCode {
        guard let code = try? CouponCode(parsing: String(decoding: bytes, as: UTF8.self)) else {
            throw .unreadable
        }
        return .short(code)
    }

    private static func token(_ bytes: some Collection<UInt8>) throws(ParseError) -> PresentedCode {
        guard let token = try? SignedToken(parsing: String(decoding: bytes, as: UTF8.self)) else {
            throw .unreadable
        }
        return .signed(token)
    }
}

extension PresentedCode {
    /// Returns the bytes without space, tab, line feed and carriage return at either end.
    private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        func isKept(_ byte: UInt8) -> Bool { ![0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        guard let first = bytes.firstIndex(where: isKept), let last = bytes.lastIndex(where: isKept) else {
            return []
        }
        return bytes[first...last]
    }

    /// Returns what follows `https://` or `http://` in either case, or `nil` if neither is there.
    private static func afterScheme(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for scheme in ["https://", "http://"]
        where bytes.prefix(scheme.utf8.count).map(ASCII.lowercased).elementsEqual(scheme.utf8) {
            return bytes.dropFirst(scheme.utf8.count)
        }
        return nil
    }

    /// Reads `host/kind/value`, without what follows a `?` or `#`.
    private static func inPath(of rest: ArraySlice<UInt8>) throws(ParseError) -> PresentedCode {
        let slash = UInt8(ascii: "/")
        let address = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        var parts = address.split(separator: slash, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true { parts.removeLast() }
        guard parts.count == 3, !parts[0].isEmpty, parts[1].count == 1, let value = percentDecoded(parts[2])
        else {
            throw .unreadable
        }
        switch parts[1].first.map(ASCII.lowercased) {
        case UInt8(ascii: "c"): return try code(value)
        case UInt8(ascii: "t"): return try token(value)
        default: throw .unreadable
        }
    }

    /// Returns the bytes that a part of a path stands for, or `nil` if a percent sign is not followed by two digits.
    private static func percentDecoded(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        var rest = part
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Hex.value), let low = rest.popFirst().flatMap(Hex.value)
            else {
                return nil
            }
            decoded.append(high << 4 | low)
        }
        return decoded
    }
}
