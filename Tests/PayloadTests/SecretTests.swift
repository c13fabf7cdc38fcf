import Payload
import Testing

@Suite struct SecretTests {
    struct Vector: Decodable {
        let secret: HexBytes
        let label: String
        let derived: HexBytes
        let keyedDigest: String
        let digest: String
    }

    @Test("The frozen derived keys, keyed digests and digests come out")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("derivations")
        #expect(vectors.count == 6)
        for vector in vectors {
            let secret = try Secret32(bytes: vector.secret.bytes)
            let label = Array(vector.label.utf8)
            #expect(secret.derive(label: vector.label).bytes == vector.derived.bytes)
            #expect(KeyedDigest(of: label, key: secret).hex == vector.keyedDigest)
            #expect(Digest256(hashing: label).hex == vector.digest)
            let leading = try #require(UInt64(vector.keyedDigest.prefix(16), radix: 16))
            #expect(KeyedDigest(of: label, key: secret).truncated == leading)
        }
    }

    @Test("Digests are equal only when all bytes are, wherever they differ")
    func equality() throws {
        let digest = Digest256(hashing: [1, 2, 3])
        let keyed = try KeyedDigest(bytes: digest.bytes)
        #expect(try Digest256(bytes: digest.bytes).isEqual(constantTime: digest))
        #expect(try KeyedDigest(bytes: digest.bytes).isEqual(constantTime: keyed))
        for position in 0..<32 {
            var bytes = digest.bytes
            bytes[position] ^= 0x10
            #expect(try Digest256(bytes: bytes) != digest)
            #expect(try !KeyedDigest(bytes: bytes).isEqual(constantTime: keyed))
            #expect(try Secret32(bytes: bytes) != Secret32(bytes: digest.bytes))
        }
    }

    @Test("Secrets and digests have 32 bytes", arguments: [0, 31, 33])
    func lengths(count: Int) {
        let bytes = [UInt8](repeating: 0, count: count)
        let reason = ByteCountError(expected: 32, found: count)
        #expect(throws: reason) { try Secret32(bytes: bytes) }
        #expect(throws: reason) { try Digest256(bytes: bytes) }
        #expect(throws: reason) { try KeyedDigest(bytes: bytes) }
    }

    @Test("No secret shows itself when printed, interpolated or dumped")
    func concealed() throws {
        let bytes = Array(UInt8(65)..<97)
        let secret = try Secret32(bytes: bytes)
        let batch = BatchSecret(secret)
        let values: [any Concealed] = [
            secret, batch, CodeSequence(secret: batch, batch: "b"), Vault(key: secret),
            try AccessToken(random: bytes), try IssuerSigningKey(keyID: 1, seed: bytes),
        ]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            #expect("\(value)" == "«secret»")
            #expect(String(reflecting: value) == "«secret»")
            #expect(!dumped.contains("65") && !dumped.contains("A"), "\(dumped)")
        }
    }
}
