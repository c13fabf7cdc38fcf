import Foundation
import Testing
import Vocabulary

@Suite struct IdentifierTests {
    @Test(
        "Names of the allowed characters are taken as they are",
        arguments: ["a", "SH01", "thank-you", "2027.spring_a", String(repeating: "x", count: 64)])
    func takes(text: String) throws {
        #expect(try StoreID(parsing: text).text == text)
    }

    @Test(
        "Other names are refused with what is wrong",
        arguments: [
            ("", .length(0)), (String(repeating: "x", count: 65), .length(65)), ("-a", .character("-")),
            (".a", .character(".")), ("_a", .character("_")), ("a b", .character(" ")),
            ("a/b", .character("/")), ("前门", .character("前")), ("a\u{20DD}", .character("a\u{20DD}")),
            ("a\n", .character("\n")), ("a\u{0}", .character("\u{0}")), ("'; --", .character("'")),
        ] as [(String, IdentifierError)])
    func refuses(text: String, reason: IdentifierError) {
        #expect(throws: reason) { try StoreID(parsing: text) }
    }

    @Test("An identifier is its text in JSON, and is checked there too")
    func codes() throws {
        let ids = [try OfferID(parsing: "thank-you")]
        let data = try JSONEncoder().encode(ids)
        #expect(String(decoding: data, as: UTF8.self) == #"["thank-you"]"#)
        #expect(try JSONDecoder().decode([OfferID].self, from: data) == ids)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([OfferID].self, from: Data(#"["a b"]"#.utf8))
        }
    }
}
