import Payload
import Testing

@Suite struct HexTests {
    @Test("Every byte is written as two small digits and read in either case")
    func everyByte() throws {
        let bytes = Array(UInt8.min...UInt8.max)
        let text = Hex.encode(bytes)
        #expect(text.hasPrefix("000102030405060708090a0b0c0d0e0f10"))
        #expect(try Hex.decode(text) == bytes)
        #expect(try Hex.decode(text.uppercased()) == bytes)
    }

    @Test(
        "What is not hexadecimal is refused with the evidence",
        arguments: [
            ("0", .wrongLength(1)), ("abc", .wrongLength(3)), ("0g", .unreadable("g")),
            ("0x", .unreadable("x")),
            (" 0", .unreadable(" ")), ("０", .unreadable("０")), ("a\u{301}a", .unreadable("a\u{301}")),
        ] as [(String, Hex.DecodingError)])
    func refuses(text: String, reason: Hex.DecodingError) {
        #expect(throws: reason) { try Hex.decode(text) }
    }
}
