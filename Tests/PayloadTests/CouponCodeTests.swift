import Payload
import Support
import Testing

@Suite struct CouponCodeTests {
    struct Vector: Decodable {
        let number: Decimal64
        let bucket: UInt16
        let text: String
        let grouped: String
    }

    @Test("The frozen codes are written and read back")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("short-codes")
        #expect(vectors.count == 32)
        for vector in vectors {
            let code = CouponCode(number: vector.number.value, bucket: vector.bucket)
            #expect(code.text == vector.text)
            #expect(code.grouped == vector.grouped)
            #expect(try CouponCode(parsing: vector.text) == code)
            #expect(try CouponCode(parsing: vector.grouped) == code)
        }
    }

    @Test("Any number and bucket survives being written, grouped or not")
    func roundTrip() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<2_000 {
            let code = CouponCode(number: random.next(), bucket: UInt16(random.next() % 2_048))
            #expect(try CouponCode(parsing: code.text) == code, "seed \(random.seed)")
            #expect(try CouponCode(parsing: code.grouped.lowercased()) == code, "seed \(random.seed)")
        }
    }

    @Test(
        "A code is read as people write it",
        arguments: [
            "00G0-0000-0000-001H", "00g0 0000 0000 001h", "00G000000000001H", "OOGO-OOOO-OOOO-OOIH",
            "oogo.oooo.oooo.oolh", "00G0_0000_0000_00LH", "  00G0--0000..0000__001H  ",
            "0 0 G 0 0 0 0 0 0 0 0 0 0 0 1 H", "00G000000000001H" + String(repeating: " ", count: 48),
        ])
    func spelling(text: String) throws {
        #expect(try CouponCode(parsing: text) == CouponCode(number: 1, bucket: 0))
    }

    @Test(
        "What is no code is refused with the evidence",
        arguments: [
            ("", .wrongLength(0)),
            ("00G0-0000-0000-001", .wrongLength(15)),
            ("00G0-0000-0000-001H0", .wrongLength(17)),
            ("00G000000000001H" + String(repeating: " ", count: 49), .wrongLength(65)),
            (String(repeating: "0", count: 64), .wrongLength(64)),
            ("00G0-0000-0000-001U", .unreadable("U")),
            ("00G0-0000-0000-001H\n", .unreadable("\n")),
            ("00G0\r\n0000-0000-001H", .unreadable("\r\n")),
            ("00G0/0000/0000/001H", .unreadable("/")),
            ("00G0-0000-0000-00１H", .unreadable("１")),
            ("00G0–0000–0000–001H", .unreadable("–")),
            ("00G0-0000-0000-001Н", .unreadable("Н")),
            ("00G0-0000-0000-001H\u{20DD}", .unreadable("H\u{20DD}")),
            ("00G0-0000-0000-001\u{0}", .unreadable("\u{0}")),
            ("00G0-0000-0000-001J", .checkFailed),
        ] as [(String, CouponCode.ParseError)])
    func refuses(text: String, reason: CouponCode.ParseError) {
        #expect(throws: reason) { try CouponCode(parsing: text) }
    }

    @Test("Codes of bucket 0 do not share their first symbols")
    func whitening() {
        var random = SplitMix64.forTests()
        let beginnings = Set((0..<1_000).map { _ in CouponCode(number: random.next()).text.prefix(2) })
        #expect(beginnings.count > 500, "seed \(random.seed)")
    }
}
