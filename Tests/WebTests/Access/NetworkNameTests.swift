import Testing

@testable import Web

@Suite struct NetworkNameTests {
    @Test(
        "An IPv4 address is itself, an IPv6 address its first 64 bits",
        arguments: [
            ("203.0.113.7", "203.0.113.7"), ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
            ("2001:db8::1", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"), ("::", "0:0:0:0::/64"),
            ("fe80::1%eth0", "fe80:0:0:0::/64"),
        ])
    func names(address: String, name: String) {
        #expect(NetworkName.of(address) == name)
    }

    @Test(
        "What a proxy made up is a name too, but a short one",
        arguments: [
            "", ":::", "1:2:3", "1::2::3", "12345::1", "a:b:c:d:e:f:g:h", String(repeating: "x", count: 999),
        ])
    func nonsense(address: String) {
        let name = NetworkName.of(address)
        #expect(!name.isEmpty && name.count <= 45 && !name.hasSuffix("/64"))
    }

    @Test("Without an address there is one name for all") func none() {
        #expect(NetworkName.of(nil) == NetworkName.of(""))
    }
}
