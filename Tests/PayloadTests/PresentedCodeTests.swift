import Payload
import Support
import Testing

@Suite struct PresentedCodeTests {
    @Test(
        "A short code is found in whatever carries it",
        arguments: [
            "00G000000000001H", "00g0-0000-0000-001h", " oogo oooo oooo oolh ", "00G000000000001H\r\n",
            "\t00G000000000001H\n", "HTTPS://QR.EXAMPLE.COM/C/00G000000000001H",
            "https://qr.example.com/c/00g000000000001h", "http://192.168.1.20:8080/C/00G0-0000-0000-001H/",
            "hTTps://other.example/c/00G000000000001H?utm_source=x/y#top",
            "https://qr.example.com/c/00G0%2D0000%200000-001H#?",
            "https://qr.example.com/c/%30%30G000000000001H\r\n",
        ])
    func short(text: String) throws {
        #expect(try PresentedCode(parsing: text) == .short(CouponCode(number: 1)))
    }

    @Test("A signed token is found bare, in a URL and percent-encoded")
    func signed() throws {
        let token = try Sample.token()
        let host = try PublicHost(parsing: "https://qr.example.com")
        let encoded = token.text.map { character in
            switch character {
            case "$": "%24"
            case "*": "%2a"
            case "+": "%2B"
            case ":": "%3A"
            default: String(character)
            }
        }.joined()
        let texts = [
            token.text, token.text + "\r", host.tokenURL(token), host.tokenURL(token) + "/",
            "https://qr.example.com/t/" + token.text + "?from=chat", "https://qr.example.com/T/" + encoded,
        ]
        for text in texts {
            #expect(try PresentedCode(parsing: text) == .signed(token), "\(text)")
        }
    }

    @Test(
        "Everything else gets the one answer",
        arguments: [
            "", " ", "\r\n", "00G000000000001J", "00G0", "https://qr.example.com", "https://qr.example.com/",
            "https:///c/00G000000000001H", "https://qr.example.com/c", "https://qr.example.com/c/",
            "https://qr.example.com/x/00G000000000001H", "https://qr.example.com/cc/00G000000000001H",
            "https://qr.example.com/a/c/00G000000000001H", "https://qr.example.com/c/00G000000000001H//",
            "https://qr.example.com/c//00G000000000001H", "https://qr.example.com/t/00G000000000001H",
            "https://qr.example.com/c/00G000000000001H%", "https://qr.example.com/c/00G000000000001H%2",
            "https://qr.example.com/c/00G000000000001%GG", "https://qr.example.com/c/00G000000000001H%00",
            "https://qr.example.com/c/%FF0G000000000001H", "https://qr.example.com?/c/00G000000000001H",
            "ftp://qr.example.com/c/00G000000000001H", "https:/qr.example.com/c/00G000000000001H",
            "qr.example.com/c/00G000000000001H", "００G0-0000-0000-001H", "00G000000000001H\u{0}",
            "00G000000000001H\u{3000}", String(repeating: "0", count: 129),
        ])
    func refuses(text: String) {
        #expect(throws: PresentedCode.ParseError.unreadable) { try PresentedCode(parsing: text) }
    }

    @Test("2,048 bytes are read and no more")
    func limit() throws {
        let url = "https://qr.example.com/c/00G000000000001H?"
        let longest = url + String(repeating: "x", count: PresentedCode.maximumTextBytes - url.utf8.count)
        #expect(try PresentedCode(parsing: longest) == .short(CouponCode(number: 1)))
        #expect(throws: PresentedCode.ParseError.unreadable) { try PresentedCode(parsing: longest + "x") }
    }

    @Test("Whatever a host prints is read back")
    func roundTrip() throws {
        var random = SplitMix64.forTests()
        let host = try PublicHost(parsing: "https://qr.example.com")
        for _ in 0..<500 {
            let code = CouponCode(number: random.next(), bucket: UInt16(random.next() % 2_048))
            let read = try PresentedCode(parsing: host.couponURL(code))
            #expect(read == .short(code), "seed \(random.seed)")
        }
    }

    @Test("Random bytes end in an answer, never in a trap")
    func noise() {
        var random = SplitMix64.forTests()
        let alphabet = Array("https://C/T/c/t/?#% \r\n00G0-AZ:$*+清\u{301}".unicodeScalars)
        for _ in 0..<5_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.next() % 200 {
                text.append(alphabet[Int(random.next() % UInt64(alphabet.count))])
            }
            let scanned = String(text)
            if let code = try? PresentedCode(parsing: "https://" + scanned) {
                #expect(scanned.contains("/"), "\(code), seed \(random.seed)")
            }
        }
    }
}
