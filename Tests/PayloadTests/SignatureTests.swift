import Testing

@testable import Payload

@Suite struct SignatureTests {
    struct Vector: Decodable {
        let seed: HexBytes
        let publicKey: HexBytes
        let message: HexBytes
        let signature: HexBytes
        let sPlusOrder: HexBytes
    }

    @Test("RFC 8032, section 7.1, tests 1 to 3: key, signature and its refusal with S + L")
    func publishedVectors() throws {
        let vectors: [Vector] = try VectorFile.read("rfc8032")
        #expect(vectors.count == 3)
        for vector in vectors {
            let key = try IssuerSigningKey(keyID: 1, seed: vector.seed.bytes)
            #expect(key.seed == vector.seed.bytes)
            #expect(key.publicKey.rawRepresentation == vector.publicKey.bytes)
            #if os(Linux)
            #expect(key.signature(over: vector.message.bytes) == vector.signature.bytes)
            #endif
            let published = try IssuerVerifyingKey(keyID: 1, rawRepresentation: vector.publicKey.bytes)
            #expect(published == key.publicKey)
            #expect(published.isValid(vector.signature.bytes, over: vector.message.bytes))
            #expect(!published.isValid(vector.signature.bytes, over: vector.message.bytes + [0]))
            #expect(!published.isValid(vector.sPlusOrder.bytes, over: vector.message.bytes))
        }
    }

    @Test("Keys have 32 bytes", arguments: [0, 31, 33, 64])
    func lengths(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        let reason = ByteCountError(expected: 32, found: count)
        #expect(throws: reason) { try IssuerSigningKey(keyID: 1, seed: bytes) }
        #expect(throws: reason) { try IssuerVerifyingKey(keyID: 1, rawRepresentation: bytes) }
    }

    @Test("A key ring takes the same key twice and refuses two keys under one id")
    func keyring() throws {
        let key = try Sample.signingKey(keyID: 3).publicKey
        let other = try IssuerSigningKey(keyID: 3, seed: Array(repeating: 9, count: 32)).publicKey
        let next = try Sample.signingKey(keyID: 2).publicKey
        #expect(try IssuerKeyring([key, key, next]).keys == [next, key])
        #expect(throws: IssuerKeyring.DuplicateKeyError(keyID: 3)) { try IssuerKeyring([key, other]) }
    }
}
