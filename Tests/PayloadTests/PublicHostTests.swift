import Payload
import Testing

@Suite struct PublicHostTests {
    @Test(
        "A base address is read in any case and kept in its shortest form",
        arguments: [
            ("https://qr.example.com", "https://qr.example.com"),
            ("HTTPS://QR.Example.COM/", "https://qr.example.com"),
            ("https://qr.example.com:443", "https://qr.example.com"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://localhost:80", "http://localhost"),
            ("https://xn--fiqs8s.example:8443/", "https://xn--fiqs8s.example:8443"),
        ])
    func reads(text: String, origin: String) throws {
        #expect(try PublicHost(parsing: text).origin == origin)
    }

    @Test(
        "What is no base address is refused with the part that is wrong",
        arguments: [
            ("", .scheme), ("qr.example.com", .scheme), ("ftp://qr.example.com", .scheme),
            ("https://", .nameLength(0)), ("https:///", .nameLength(0)), ("https://:80", .nameLength(0)),
            ("https://" + String(repeating: "a.", count: 127), .nameLength(254)),
            ("https://a..b", .label("")), ("https://-a.b", .label("-a")), ("https://a.b-", .label("b-")),
            ("https://" + String(repeating: "a", count: 64), .label(String(repeating: "a", count: 64))),
            ("https://a.b/c", .character("/")), ("https://u@a.b", .character("@")),
            ("https://a.b?x", .character("?")), ("https://a_b", .character("_")),
            ("https://a b", .character(" ")),
            ("https://清泉.example", .character("清")), ("https://a.b\u{212A}", .character("\u{212A}")),
            ("https://a.b:", .port("")), ("https://a.b:0", .port("0")), ("https://a.b:65536", .port("65536")),
            ("https://a.b:+80", .port("+80")), ("https://a.b:80:80", .port("80:80")),
        ] as [(String, PublicHost.ParseError)])
    func refuses(text: String, reason: PublicHost.ParseError) {
        #expect(throws: reason) { try PublicHost(parsing: text) }
    }

    /// Characters that a symbol of level M holds in alphanumeric mode (ISO/IEC 18004:2015, table 7).
    private static let alphanumericCapacityM = [1: 20, 2: 38, 3: 61, 4: 90, 5: 122, 6: 154, 7: 178]

    /// Returns the smallest version of level M for a text that is all alphanumeric.
    private func version(of text: String) -> Int? {
        let alphanumericMode = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
        guard text.allSatisfy(alphanumericMode.contains) else { return nil }
        return Self.alphanumericCapacityM.filter { $0.value >= text.count }.keys.min()
    }

    @Test("A short code's URL has 41 characters and fits version 3-M")
    func couponURL() throws {
        let url = try PublicHost(parsing: "https://qr.example.com").couponURL(CouponCode(number: 1))
        #expect(url == "HTTPS://QR.EXAMPLE.COM/C/00G000000000001H")
        #expect(url.count == 41)
        #expect(version(of: url) == 3)
    }

    @Test("A signed token's URL has 154 characters and fills version 6-M to the last")
    func tokenURL() throws {
        let token = try Sample.token()
        let url = try PublicHost(parsing: "https://qr.example.com").tokenURL(token)
        #expect(url == "HTTPS://QR.EXAMPLE.COM/T/" + token.text)
        #expect(url.count == 154)
        #expect(version(of: url) == 6)
        #expect(Self.alphanumericCapacityM[6] == url.count)
    }

    @Test("A host of 11 characters brings a short code to version 2-M")
    func shortHost() throws {
        let url = try PublicHost(parsing: "https://qr.brand.cn").couponURL(CouponCode(number: 1))
        #expect(url.count == 38)
        #expect(version(of: url) == 2)
    }

    @Test("Scheme and port are kept when the server is plain or elsewhere")
    func plainServer() throws {
        let host = try PublicHost(parsing: "http://192.168.1.20:8080")
        #expect(host.couponURL(CouponCode(number: 1)) == "HTTP://192.168.1.20:8080/C/00G000000000001H")
    }

    @Test(
        "A placement's URL is capital only when its id is",
        arguments: [
            ("SH01-DOOR.2", "HTTPS://QR.EXAMPLE.COM/S/SH01-DOOR.2"),
            ("sh01-door", "https://qr.example.com/s/sh01-door"),
            ("SH01_DOOR", "https://qr.example.com/s/SH01_DOOR"),
            ("a/b c", "https://qr.example.com/s/a%2Fb%20c"),
            ("清", "https://qr.example.com/s/%E6%B8%85"),
        ])
    func placementURL(id: String, url: String) throws {
        #expect(try PublicHost(parsing: "https://qr.example.com").placementURL(id) == url)
    }
}
