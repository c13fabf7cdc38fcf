import Testing

@testable import Membership

@Suite struct EmailAddressTests {
    @Test(
        "An address has one spelling",
        arguments: [
            ("Lin.Mei@Example.COM", "lin.mei@example.com"), (" a@b.cn ", "a@b.cn"),
            ("ｌｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "lin@example.com"),
            ("o'neil+tea@mail.example.co.uk", "o'neil+tea@mail.example.co.uk"),
            ("12345678@qq.com", "12345678@qq.com"), ("a@xn--fiqs8s.xn--fiqs8s", "a@xn--fiqs8s.xn--fiqs8s"),
        ])
    func spelling(text: String, normal: String) throws {
        #expect(try EmailAddress(parsing: text).text == normal)
    }

    @Test(
        "What mail cannot reach is refused, and why",
        arguments: [
            ("", .length(0)), ("a@", .length(2)), ("plain.example.com", .atSigns(0)),
            ("a@b@example.com", .atSigns(2)), (".a@example.com", .local), ("a..b@example.com", .local),
            ("\"a b\"@example.com", .local), ("清泉@example.com", .local), ("a@example", .domain),
            ("a@-x.com", .domain), ("a@x-.com", .domain), ("a@exa_mple.com", .domain),
            ("a@127.0.0.1", .domain),
            ("a@example.com.", .domain), ("\(String(repeating: "a", count: 65))@example.com", .local),
            ("a@\(String(repeating: "b", count: 64)).com", .domain),
            ("a@\(Array(repeating: "bcd", count: 64).joined(separator: "."))", .length(257)),
        ] as [(String, EmailAddress.ParseError)])
    func refusals(text: String, error: EmailAddress.ParseError) {
        #expect(throws: error) { try EmailAddress(parsing: text) }
    }

    @Test("Masked, an address shows one letter and where it is")
    func masked() throws {
        #expect(Identity(try EmailAddress(parsing: "linmei@example.com")).masked == "l*****@example.com")
        #expect(Identity(try EmailAddress(parsing: "l@example.com")).masked == "l*@example.com")
    }

    @Test("A UnionID is taken in both lengths that were seen, letter for letter")
    func unionID() throws {
        for text in ["oR5GjjgEhCMJFyzaVZdrxZ2zRRF4", "o6_bmasdasdsad6_2sgVt7hMZOPfL"] {
            #expect(try WeChatUnionID(parsing: text).text == text)
        }
        #expect(throws: WeChatIdentifierError.length(5)) { try WeChatUnionID(parsing: "short") }
        #expect(throws: WeChatIdentifierError.character("!")) {
            try WeChatUnionID(parsing: "oR5GjjgEhCMJFyzaVZdrxZ2zRRF!")
        }
    }
}
