import Support
import Testing

@testable import Payload

@Suite struct CBORTests {
    /// RFC 8949, appendix A.
    static let published: [(text: String, value: CBORValue)] = [
        ("00", .unsigned(0)), ("17", .unsigned(23)), ("1818", .unsigned(24)), ("1903e8", .unsigned(1_000)),
        ("1a000f4240", .unsigned(1_000_000)), ("1bffffffffffffffff", .unsigned(.max)), ("20", .negative(0)),
        ("3863", .negative(99)), ("4401020304", .bytes([1, 2, 3, 4])), ("6449455446", .text("IETF")),
        ("62c3bc", .text("ü")), ("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
        (
            "a201020304",
            .map([
                CBORValue.Pair(key: .unsigned(1), value: .unsigned(2)),
                CBORValue.Pair(key: .unsigned(3), value: .unsigned(4)),
            ])
        ), ("c11a514b67b0", .tagged(1, .unsigned(1_363_896_240))),
    ]

    @Test("The examples of RFC 8949, appendix A, are read and written", arguments: published)
    func examples(text: String, value: CBORValue) throws {
        #expect(try CBORReader.read(try Hex.decode(text)) == value)
        #expect(Hex.encode(value.encoded) == text)
    }

    @Test(
        "Longer forms, open ends, floating-point numbers, keys that come twice and cut values are refused",
        arguments: [
            "", "1817", "1900ff", "1a0000ffff", "1b00000000ffffffff", "5f4101ff", "9f01ff", "bf01ff", "f4",
            "f90000", "fb3ff0000000000000", "a201020103", "82", "8201", "44010203", "62c3", "61ff", "0000",
            "1c", "9bffffffffffffffff", "5bffffffffffffffff", "818181818181818101",
        ])
    func refused(text: String) throws {
        let bytes = try Hex.decode(text)
        #expect(throws: CBORValue.Malformed.self) { try CBORReader.read(bytes) }
    }

    @Test("No bytes whatever stop the reader, and what it reads is written the same")
    func nonsense() {
        var random = SplitMix64.forTests()
        for _ in 0..<10_000 {
            let count = Int.random(in: 0..<20, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            guard let value = try? CBORReader.read(bytes) else { continue }
            #expect(value.encoded == bytes, "seed \(random.seed)")
        }
    }
}
