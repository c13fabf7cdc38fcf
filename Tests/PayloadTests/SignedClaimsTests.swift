import Payload
import Testing

@Suite struct SignedClaimsTests {
    struct Vector: Decodable {
        let keyId: UInt8
        let bucket: UInt16
        let number: Decimal64
        let batchNumber: UInt32
        let serial: UInt32
        let lastValidDay: UInt16?
        let usesAllowed: UInt8
        let packed: HexBytes

        var claims: SignedClaims {
            get throws {
                try SignedClaims(
                    keyID: keyId, coupon: CouponCode(number: number.value, bucket: bucket),
                    batchNumber: batchNumber, serial: serial, lastValidDay: lastValidDay,
                    usesAllowed: usesAllowed)
            }
        }
    }

    @Test("The frozen claims are packed and read back")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("claims")
        #expect(vectors.count == 12)
        for vector in vectors {
            #expect(try vector.claims.packed == vector.packed.bytes)
            #expect(try SignedClaims(packed: vector.packed.bytes) == vector.claims)
        }
    }

    @Test(
        "Bytes that no claims have are refused",
        arguments: [
            (0, 0x00, .unknownFormat(0x00)),
            (0, 0x02, .unknownFormat(0x02)),
            (0, 0x11, .unknownFormat(0x11)),
            (0, 0x81, .unknownFormat(0x81)),
            (2, 0x08, .bucket(0x0801)),
            (2, 0xFF, .bucket(0xFF01)),
            (21, 0x00, .usesAllowed),
        ] as [(Int, UInt8, SignedClaims.FormError)])
    func refuses(offset: Int, byte: UInt8, reason: SignedClaims.FormError) throws {
        var bytes = try Sample.claims().packed
        bytes[offset] = byte
        #expect(throws: reason) { try SignedClaims(packed: bytes) }
    }

    @Test("Another length is refused", arguments: [0, 21, 23])
    func length(count: Int) {
        #expect(throws: SignedClaims.FormError.wrongLength(count)) {
            try SignedClaims(packed: Array(repeating: 1, count: count))
        }
    }

    @Test(
        "Values that do not fit are refused before they are packed",
        arguments: [
            (1 << 24, 1, 1, .batchNumber(1 << 24)),
            (0, 0, 1, .lastValidDay),
            (0, nil, 0, .usesAllowed),
        ] as [(UInt32, UInt16?, UInt8, SignedClaims.FormError)])
    func range(batch: UInt32, day: UInt16?, uses: UInt8, reason: SignedClaims.FormError) {
        #expect(throws: reason) {
            try SignedClaims(
                keyID: 0, coupon: CouponCode(number: 1), batchNumber: batch, serial: 0, lastValidDay: day,
                usesAllowed: uses)
        }
    }
}
