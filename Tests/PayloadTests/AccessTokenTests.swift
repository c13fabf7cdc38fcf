import Foundation
import Payload
import Support
import Testing

@Suite struct AccessTokenTests {
    private let zero = "tst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

    @Test("A token is its prefix and base 64 for URLs, as Foundation writes it")
    func text() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<200 {
            let bytes = (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let token = try AccessToken(random: bytes)
            let expected = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing(
                "/", with: "_"
            )
            .replacing("=", with: "")
            #expect(token.text == "tst_" + expected, "seed \(random.seed)")
            #expect(try AccessToken(parsing: token.text) == token, "seed \(random.seed)")
        }
    }

    @Test("A person's token differs from a terminal's by its prefix, and is another token")
    func kinds() throws {
        let bytes = [UInt8](repeating: 7, count: 32)
        let person = try AccessToken(random: bytes, kind: .person)
        #expect(person.text.hasPrefix("tsp_"))
        #expect(try AccessToken(parsing: person.text) == person)
        #expect(try AccessToken(parsing: person.text).kind == .person)
        #expect(try !person.matches(AccessToken(random: bytes).digest))
        #expect(AccessToken.Kind(claimedBy: "tsp_") == .person && AccessToken.Kind(claimedBy: "ts") == nil)
    }

    @Test("The stored digest is the SHA-256 of the text and matches that token alone")
    func digest() throws {
        let token = try AccessToken(random: Array(repeating: 0, count: 32))
        #expect(token.text == zero)
        #expect(token.digest == Digest256(hashing: Array(zero.utf8)))
        #expect(token.matches(token.digest))
        #expect(try !AccessToken(random: Array(repeating: 1, count: 32)).matches(token.digest))
    }

    @Test(
        "What is no token is refused with the evidence",
        arguments: [
            ("", .wrongLength(0)),
            ("tst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", .wrongLength(46)),
            ("tst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", .wrongLength(48)),
            ("TST_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", .wrongPrefix),
            ("tst_AAAAAAAAAAAAAAAAAAAAA+AAAAAAAAAAAAAAAAAAAAA", .unreadable("+")),
            ("tst_AAAAAAAAAAAAAAAAAAAAA清AAAAAAAAAAAAAAAAAAA", .unreadable("清")),
            ("tst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", .notCanonical),
            ("tst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC", .notCanonical),
        ] as [(String, AccessToken.ParseError)])
    func refuses(text: String, reason: AccessToken.ParseError) {
        #expect(throws: reason) { try AccessToken(parsing: text) }
    }

    @Test("A token is made of 32 random bytes", arguments: [0, 31, 33])
    func randomLength(count: Int) {
        #expect(throws: ByteCountError(expected: 32, found: count)) {
            try AccessToken(random: Array(repeating: 0, count: count))
        }
    }
}
