import Measurement
import Testing
import Vocabulary

@Suite struct VisitorKeyTests {
    @Test(
        "An address keeps only its network",
        arguments: [
            ("192.0.2.77", "192.0.2.0/24"), ("255.255.255.255", "255.255.255.0/24"),
            ("::ffff:192.0.2.77", "192.0.2.0/24"), ("::FFFF:c000:24d", "192.0.2.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"), ("2001:db8::1", "2001:db8:0::/48"),
            ("::1", "0:0:0::/48"), ("::", "0:0:0::/48"), ("fe80::1%eth0", "fe80:0:0::/48"),
            ("1:2:3:4:5:6:7::", "1:2:3::/48"), ("64:ff9b::192.0.2.1", "64:ff9b:0::/48"),
        ])
    func truncates(address: String, expected: String) {
        #expect(NetworkPrefix(parsing: address)?.description == expected)
    }

    @Test(
        "What is no address has no network",
        arguments: [
            "", "192.0.2", "192.0.2.256", "192.0.2.1.1", "192.0.2.+1", "1::2::3", "1:2:3:4:5:6:7:8:9",
            "12345::",
            "1:2:3:4:5:6:7:8::", "::192.0.2.1:1", ":1:2:3:4:5:6:7", "::+1", "host", ":::", "1:2:3:4:5:6:7",
        ])
    func refuses(address: String) {
        #expect(NetworkPrefix(parsing: address) == nil)
    }

    private func fingerprint(_ address: String, _ agent: String, _ language: String) throws
        -> NetworkFingerprint
    {
        let prefix = try #require(NetworkPrefix(parsing: address))
        return NetworkFingerprint(prefix: prefix, userAgent: agent, language: language)
    }

    @Test("The member comes before the landing, the landing before the network")
    func order() throws {
        let network = try fingerprint("192.0.2.1", "Mozilla/5.0", "zh-CN")
        let member = try MemberID(parsing: "Q000001")
        #expect(VisitorKey(member: member, landing: "abc", network: network)?.basis == .member)
        #expect(VisitorKey(member: nil, landing: "abc", network: network)?.basis == .landing)
        #expect(VisitorKey(member: nil, landing: "", network: network)?.basis == .network)
        #expect(VisitorKey(member: nil, landing: nil, network: nil) == nil)
    }

    @Test("Different keys have different bytes, and neighbours in one network the same")
    func canonicalBytes() throws {
        let keys: [VisitorKey] = [
            .member(try MemberID(parsing: "ab")), .landing("ab"), .landing("a"),
            .network(try fingerprint("192.0.2.1", "ab", "c")),
            .network(try fingerprint("192.0.2.1", "a", "bc")),
            .network(try fingerprint("192.0.3.1", "ab", "c")),
            .network(try fingerprint("c000:2::", "ab", "c")),
        ]
        #expect(Set(keys.map(\.canonicalBytes)).count == keys.count)
        let neighbour = VisitorKey.network(try fingerprint("192.0.2.254", "ab", "c"))
        #expect(neighbour.canonicalBytes == keys[3].canonicalBytes)
    }

    @Test("The bytes are lengths and parts, as documented")
    func layout() {
        let expected: [UInt8] = [0, 0, 0, 7] + Array("landing".utf8) + [0, 0, 0, 2, 0x61, 0x62]
        #expect(VisitorKey.landing("ab").canonicalBytes == expected)
    }
}
