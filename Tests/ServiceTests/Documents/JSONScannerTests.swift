import Foundation
import Service
import Support
import Testing

@Suite struct JSONScannerTests {
    @Test(
        "Values are read as they were written",
        arguments: [
            (#" {"a":[1,-2.50e+3,true,false,null]} "#, "object"), (#""\u0041\n\ud83d\ude00\/""#, "string"),
            ("0", "number"), ("[]", "array"), ("{}", "object"),
        ])
    func reads(text: String, kind: String) throws {
        let value = try JSONScanner.parse(Array(text.utf8))
        switch value {
        case .object: #expect(kind == "object")
        case .array: #expect(kind == "array")
        case .string(let string): #expect(string == "A\n😀/" && kind == "string")
        case .number(let digits): #expect(digits == "0" && kind == "number")
        case .null, .boolean: Issue.record("unexpected \(value)")
        }
    }

    @Test(
        "What is no JSON is refused with its place",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("01", 1), ("1.", 2), ("+1", 0), ("nul", 3), ("\"a", 2),
            ("1 2", 2),
            (#""\x""#, 2), ("\"\n\"", 1), (#"{"a" 1}"#, 5), ("[1 2]", 3), (#""\u12g4""#, 3), ("NaN", 0),
        ])
    func refuses(text: String, offset: Int) {
        #expect(throws: JSONScanner.Fault.unexpected(offset: offset)) {
            try JSONScanner.parse(Array(text.utf8))
        }
    }

    @Test("Half a pair, depth, doubled names and wrong bytes are refused")
    func refusesMore() {
        #expect(throws: JSONScanner.Fault.self) { try JSONScanner.parse(Array(#""\udc00""#.utf8)) }
        #expect(throws: JSONScanner.Fault.tooDeep(offset: 8)) {
            try JSONScanner.parse([UInt8](repeating: UInt8(ascii: "["), count: 9))
        }
        #expect(throws: JSONScanner.Fault.duplicate(name: "a")) {
            try JSONScanner.parse(Array(#"{"a":1,"\u0061":2}"#.utf8))
        }
        #expect(throws: JSONScanner.Fault.notUTF8) { try JSONScanner.parse([0x22, 0xC0, 0xAF, 0x22]) }
    }

    @Test("Damaged documents never trap, and what is read Foundation reads too")
    func fuzz() {
        var generator = SplitMix64.forTests()
        let whole = Array(
            #"{"code":"A\u00e9","amount":{"amount":"1.00","currency":"CNY"},"items":[1,2e3]}"#.utf8)
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            guard (try? JSONScanner.parse(bytes)) != nil else { continue }
            let foundation = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            #expect(
                foundation != nil,
                "seed \(generator.seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
