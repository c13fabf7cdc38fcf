import Membership
import Testing

@Suite struct IdentityTests {
    @Test("An OpenID has 28 characters of its alphabet, and keeps its capitals")
    func openID() throws {
        let text = "ouUeriantIxqgOf0WYPlp5-Po7u_"
        #expect(try WeChatOpenID(parsing: text).text == text)
        #expect(throws: WeChatIdentifierError.length(27)) { try WeChatOpenID(parsing: text.dropLast()) }
        #expect(throws: WeChatIdentifierError.character("=")) {
            try WeChatOpenID(parsing: text.dropLast() + "=")
        }
        #expect(throws: WeChatIdentifierError.character("u\u{20DD}")) {
            try WeChatOpenID(parsing: "ou\u{20DD}" + text.dropFirst(2))
        }
    }

    @Test("A card number is the same with and without its groups")
    func cardNumber() throws {
        #expect(try CardNumber(parsing: "ab12-34 56").text == "AB123456")
        #expect(throws: CardNumber.ParseError.length(3)) { try CardNumber(parsing: "123") }
        #expect(throws: CardNumber.ParseError.length(33)) {
            try CardNumber(parsing: String(repeating: "1", count: 33))
        }
        #expect(throws: CardNumber.ParseError.character("/")) { try CardNumber(parsing: "12/34") }
    }

    @Test("Equal values of different kinds are different identities; a masked one hides its middle")
    func identities() throws {
        let card = Identity(try CardNumber(parsing: "AB123456"))
        #expect(card != Identity(unchecked: "AB123456", kind: .phone))
        #expect(card.masked == "AB**3456")
        #expect(
            Identity(try PhoneNumber(parsing: "+8613800138000", region: .hongKong)).masked == "+86*******8000"
        )
    }
}
