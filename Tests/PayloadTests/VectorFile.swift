import Foundation
import Payload

/// Reads a file of the folder Vectors, which `make_vectors.py` made without this module's code.
enum VectorFile {
    static func read<Vector: Decodable>(_ name: String, as type: Vector.Type = Vector.self) throws -> [Vector]
    {
        let folder = Bundle.module.bundleURL.appending(path: "Vectors")
        let data = try Data(contentsOf: folder.appending(path: name + ".json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([Vector].self, from: data)
    }
}

/// Bytes written as hexadecimal digits, as the vector files do.
struct HexBytes: Decodable {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        bytes = try Hex.decode(decoder.singleValueContainer().decode(String.self))
    }
}

/// A 64-bit number written as a decimal string, because JSON readers round numbers beyond 2⁵³.
struct Decimal64: Decodable {
    let value: UInt64

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = UInt64(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no 64-bit number")
        }
        self.value = value
    }
}

/// Values that several suites use.
enum Sample {
    static let batchSecret: BatchSecret = {
        guard let secret = try? BatchSecret(bytes: Array(0..<32)) else { preconditionFailure("32 bytes") }
        return secret
    }()

    static func claims(
        keyID: UInt8 = 7, number: UInt64 = 0xFEDC_BA98_7654_3210, lastValidDay: UInt16? = 2_557
    ) throws -> SignedClaims {
        try SignedClaims(
            keyID: keyID, coupon: CouponCode(number: number, bucket: 1_025), batchNumber: 65_536,
            serial: 999_999,
            lastValidDay: lastValidDay, usesAllowed: 3)
    }

    static func signingKey(keyID: UInt8 = 7) throws -> IssuerSigningKey {
        try IssuerSigningKey(keyID: keyID, seed: Array(repeating: 0x5A, count: 32))
    }

    static func token() throws -> SignedToken {
        try SignedToken(signing: claims(), with: signingKey())
    }
}
