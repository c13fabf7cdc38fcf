/// The part of an address that one subscriber has for themselves, as the key of limits and lock-outs.
enum NetworkName {
    /// 45 characters: the longest form of an address (RFC 4291, 2.2); what is longer a proxy made up.
    private static let maximumLength = 45

    /// Returns an IPv4 address as it is, of an IPv6 address the first 64 bits, anything else cut short.
    ///
    /// A subscriber gets a whole /64 of IPv6 (RFC 6177), so that single addresses of it would be as many guessers
    /// as anyone likes.
    static func of(_ address: String?) -> String {
        guard let address, !address.isEmpty else { return "unknown" }
        let text = address.prefix(maximumLength).lowercased()
        guard text.contains(":"), let groups = groups(text) else { return text }
        // An IPv4 address as a socket for both kinds reports it (RFC 4291, 2.5.5.2).
        if groups.starts(with: [0, 0, 0, 0, 0, 0xFFFF]) {
            return [groups[6] >> 8, groups[6] & 0xFF, groups[7] >> 8, groups[7] & 0xFF]
                .map(String.init).joined(separator: ".")
        }
        return groups.prefix(4).map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }

    /// The eight groups of an IPv6 address, or `nil` if it is none.
    private static func groups(_ text: String) -> [UInt16]? {
        let halves = text.prefix { $0 != "%" }.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = halves.first.flatMap(words) else { return nil }
        guard halves.count == 2 else { return first.count == 8 ? first : nil }
        guard let second = words(halves[1]), first.count + second.count <= 7 else { return nil }
        return first + [UInt16](repeating: 0, count: 8 - first.count - second.count) + second
    }

    private static func words(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var words: [UInt16] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            if part.contains(".") {
                let bytes = part.split(separator: ".").compactMap { UInt8($0) }
                guard bytes.count == 4 else { return nil }
                words += [UInt16(bytes[0]) << 8 | UInt16(bytes[1]), UInt16(bytes[2]) << 8 | UInt16(bytes[3])]
            } else {
                guard let word = UInt16(part, radix: 16) else { return nil }
                words.append(word)
            }
        }
        return words
    }
}
