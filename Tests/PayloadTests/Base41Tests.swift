import Payload
import Support
import Testing

@Suite struct Base41Tests {
    struct Vector: Decodable {
        let bytes: HexBytes
        let text: String
    }

    @Test("The frozen texts are written and read back")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("base41")
        #expect(vectors.count == 29)
        for vector in vectors {
            #expect(Base41.encode(vector.bytes.bytes) == vector.text)
            #expect(try Base41.decode(vector.text) == vector.bytes.bytes)
            #expect(Base41.characterCount(forBytes: vector.bytes.bytes.count) == vector.text.count)
        }
    }

    @Test("The alphabet has 41 characters of QR's alphanumeric mode that a URL's path carries as they are")
    func alphabet() {
        let alphanumericMode = Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
        #expect(Set(Base41.alphabet).count == 41)
        #expect(Set(Base41.alphabet).isSubset(of: alphanumericMode))
        #expect(Set(Base41.alphabet).isDisjoint(with: " %/.?#"))
    }

    @Test("Every pair of bytes and every single byte has one spelling, and all other spellings are refused")
    func exhaustive() throws {
        let alphabet = Array(Base41.alphabet)
        var accepted = 0
        for first in alphabet {
            for second in alphabet {
                if let bytes = try? Base41.decode(String([first, second])) {
                    #expect(Base41.encode(bytes) == String([first, second]))
                    accepted += 1
                }
            }
        }
        #expect(accepted == 256)
        let pairs = (0..<0x1_0000).map { Base41.encode([UInt8($0 >> 8), UInt8($0 & 0xFF)]) }
        #expect(Set(pairs).count == 0x1_0000)
        for value in [0x1_0000, 0x1_0001, 68_000, 68_920] {
            let text = String([alphabet[value / 1_681], alphabet[value / 41 % 41], alphabet[value % 41]])
            #expect(throws: Base41.DecodingError.overflow(offset: 0)) { try Base41.decode(text) }
        }
    }

    @Test("Random bytes of any length survive")
    func roundTrip() throws {
        var random = SplitMix64.forTests()
        for count in 0..<300 {
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            #expect(try Base41.decode(Base41.encode(bytes)) == bytes, "seed \(random.seed)")
        }
    }

    @Test(
        "What is not canonical is refused with the evidence",
        arguments: [
            ("0", .wrongLength(1)), ("0000", .wrongLength(4)), ("00a", .unreadable("a")),
            ("00 ", .unreadable(" ")), ("00%", .unreadable("%")), ("00０", .unreadable("０")),
            ("00A\u{301}", .unreadable("A\u{301}")), (":::", .overflow(offset: 0)),
            ("000::", .overflow(offset: 3)),
            ("6A", .overflow(offset: 0)),
        ] as [(String, Base41.DecodingError)])
    func refuses(text: String, reason: Base41.DecodingError) {
        #expect(throws: reason) { try Base41.decode(text) }
    }
}
