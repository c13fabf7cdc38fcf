import Artwork
import Testing

struct InkTests {
    @Test("An ink is read as it is written", arguments: ["k", "cmyk:100,72,0,18.5", "spot:PANTONE 485 C"])
    func roundTrip(text: String) throws {
        #expect(try Ink(parsing: text).description == text)
    }

    @Test("A text that is no ink is refused with what is wrong")
    func refused() {
        #expect(throws: Ink.ParseError.unreadable("black")) { try Ink(parsing: "black") }
        #expect(throws: Ink.ParseError.unreadable("cmyk:1,2,3")) { try Ink(parsing: "cmyk:1,2,3") }
        #expect(throws: Ink.ParseError.unreadable("cmyk:1,2,3,x")) { try Ink(parsing: "cmyk:1,2,3,x") }
        #expect(throws: Ink.ParseError.share(101)) { try Ink(parsing: "cmyk:0,101,0,0") }
        #expect(throws: Ink.ParseError.name("")) { try Ink(parsing: "spot:") }
        #expect(throws: Ink.ParseError.name("All")) { try Ink(parsing: "spot:All") }
        #expect(throws: Ink.ParseError.name("a\nb")) { try Ink(parsing: "spot:a\nb") }
        let long = String(repeating: "x", count: Ink.maximumNameByteCount + 1)
        #expect(throws: Ink.ParseError.name(long)) { try Ink(parsing: "spot:\(long)") }
    }
}
