import Foundation
import Testing

@testable import Service

@Suite struct SealedProfileTests {
    @Test(
        "What was written is read, with and without the decoder",
        arguments: [
            ("", ""), ("王小明", "likes oolong"), ("a\"b", "line\nbreak"), ("back\\slash", "tab\t"),
            ("=1+1", "{\"note\":\""), ("\u{1}", "é/😀"),
        ])
    func roundTrip(name: String, note: String) throws {
        for birthday in [nil, "--02-29"] {
            let profile = SealedProfile(name: name, note: note, birthday: birthday)
            #expect(try SealedProfile(reading: JSONText.document(profile)) == profile)
        }
    }

    @Test(
        "Other spellings of the same document are read, and what is none is refused",
        arguments: [
            (#"{"note":"n","name":"m"}"#, true), (#"{ "name": "m", "note": "n" }"#, true),
            (#"{"name":"m","note":"n"} "#, true), (#"{"name":"\u006d","note":"n"}"#, true),
            (#"{"name":"m","note":"n","birthday":"x}"#, false), (#"{"name":"m","note":"n"}x"#, false),
            (#"{"name":"m","note":"n""#, false),
            (#"{"name":"m"}"#, false),
            ("", false),
        ])
    func others(text: String, isProfile: Bool) {
        let read = try? SealedProfile(reading: Array(text.utf8))
        #expect(read == (isProfile ? SealedProfile(name: "m", note: "n") : nil))
    }

    @Test("Bytes that are no UTF-8 are refused, not mended")
    func brokenText() {
        let bytes = Array(#"{"name":"m"#.utf8) + [0xFF] + Array(#"","note":"n"}"#.utf8)
        #expect(throws: (any Error).self) { try SealedProfile(reading: bytes) }
    }

    @Test("A birthday is read at its end without the decoder, and in any other place with it")
    func birthday() throws {
        let expected = SealedProfile(name: "m", note: "n", birthday: "1990-05-17")
        for text in [
            #"{"name":"m","note":"n","birthday":"1990-05-17"}"#,
            #"{"birthday":"1990-05-17","name":"m","note":"n"}"#,
        ] {
            #expect(try SealedProfile(reading: Array(text.utf8)) == expected)
        }
    }
}
