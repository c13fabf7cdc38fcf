/// The part of an internet address that is kept: /24 of IPv4, /48 of IPv6.
///
/// Many visitors share one, so that the address is no longer a person's; a whole address is never stored.
package struct NetworkPrefix: Sendable, Hashable, CustomStringConvertible {
    /// `4` or `6`, then the three or six bytes of the prefix.
    package let bytes: [UInt8]

    /// Bytes kept of an IPv4 address: three, /24.
    package static let ipv4ByteCount = 3
    /// Bytes kept of an IPv6 address: six, /48, what one site is given.
    package static let ipv6ByteCount = 6

    /// Reads an address and forgets the rest of it, or returns `nil` if it is none.
    ///
    /// An IPv4 address inside IPv6 (`::ffff:192.0.2.1`, RFC 4291, section 2.5.5.2) is the IPv4 address. A zone
    /// (`fe80::1%eth0`) is left out.
    package init?(parsing address: some StringProtocol) {
        if let ipv4 = Self.ipv4(address) {
            bytes = [4] + ipv4.prefix(Self.ipv4ByteCount)
            return
        }
        let withoutZone = address.prefix { $0 != "%" }
        guard let ipv6 = Self.ipv6(withoutZone) else { return nil }
        let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
        if ipv6.starts(with: mappedPrefix) {
            bytes = [4] + ipv6[12..<(12 + Self.ipv4ByteCount)]
        } else {
            bytes = [6] + ipv6.prefix(Self.ipv6ByteCount)
        }
    }

    /// The prefix in the usual notation: `192.0.2.0/24`, `2001:db8:1::/48`.
    package var description: String {
        if bytes[0] == 4 { return bytes.dropFirst().map { String($0) }.joined(separator: ".") + ".0/24" }
        let groups = stride(from: 1, to: bytes.count, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/48"
    }

    private static func ipv4(_ text: some StringProtocol) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        let bytes = parts.compactMap { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } && part.utf8.count <= 3 ? UInt8(part) : nil
        }
        return bytes.count == 4 ? bytes : nil
    }

    private static func ipv6(_ text: some StringProtocol) -> [UInt8]? {
        let halves = splitAtGap(String(text))
        guard let head = groups(halves.head), let tail = groups(halves.tail ?? "") else { return nil }
        let missing = 16 - head.count - tail.count
        // A gap stands for at least one group; without a gap none may be missing.
        guard halves.tail == nil ? missing == 0 : missing >= 2 else { return nil }
        return head + Array(repeating: 0, count: missing) + tail
    }

    /// Parts an address at its first `::`; a second one is found as an empty group.
    private static func splitAtGap(_ text: String) -> (head: Substring, tail: Substring?) {
        var previous: String.Index?
        for index in text.indices {
            if text[index] == ":", let previous, text[previous] == ":" {
                return (text[..<previous], text[text.index(after: index)...])
            }
            previous = index
        }
        return (text[...], nil)
    }

    /// The bytes of groups separated by colons, the last of which may be an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let ipv4 = ipv4(part) {
                bytes += ipv4
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexadecimal),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes.count <= 16 ? bytes : nil
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
