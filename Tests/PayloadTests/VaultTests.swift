import Payload
import Testing

@Suite struct VaultTests {
    struct Vector: Decodable {
        let key: HexBytes
        let nonce: HexBytes
        let plaintext: HexBytes
        let context: HexBytes
        let sealed: HexBytes
    }

    private let context = Array("identity/phone/42".utf8)

    private func sample() throws -> (vault: Vault, sealed: [UInt8]) {
        let vault = Vault(key: try Secret32(bytes: Array(0..<32)))
        let phone = Array("+8613800138000".utf8)
        return (vault, try vault.seal(phone, nonce: Array(1...12), context: context))
    }

    @Test("The frozen values are sealed and opened")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("vault")
        #expect(vectors.count == 3)
        for vector in vectors {
            let vault = Vault(key: try Secret32(bytes: vector.key.bytes))
            let sealed = try vault.seal(
                vector.plaintext.bytes, nonce: vector.nonce.bytes, context: vector.context.bytes)
            #expect(sealed == vector.sealed.bytes)
            #expect(sealed.count == vector.plaintext.bytes.count + Vault.overheadByteCount)
            #expect(try vault.open(sealed, context: vector.context.bytes) == vector.plaintext.bytes)
        }
    }

    @Test("Every flipped bit, every other length and another context are refused")
    func authenticity() throws {
        let (vault, sealed) = try sample()
        for position in sealed.indices {
            for bit in 0..<8 {
                var flipped = sealed
                flipped[position] ^= 1 << bit
                #expect(throws: Vault.VaultError.notAuthentic) { try vault.open(flipped, context: context) }
            }
        }
        for count in Vault.overheadByteCount..<sealed.count {
            #expect(throws: Vault.VaultError.notAuthentic) {
                try vault.open(Array(sealed.prefix(count)), context: context)
            }
        }
        #expect(throws: Vault.VaultError.notAuthentic) { try vault.open(sealed + [0], context: context) }
        #expect(throws: Vault.VaultError.notAuthentic) {
            try vault.open(sealed, context: Array("identity/phone/43".utf8))
        }
        #expect(throws: Vault.VaultError.notAuthentic) { try vault.open(sealed, context: []) }
    }

    @Test("Another key does not open it")
    func otherKey() throws {
        let other = Vault(key: try Secret32(bytes: Array(1...32)))
        #expect(throws: Vault.VaultError.notAuthentic) { try other.open(sample().sealed, context: context) }
    }

    @Test("A nonce has 12 bytes and a sealed value at least 28")
    func lengths() throws {
        let (vault, _) = try sample()
        for count in [0, 11, 13, 16] {
            #expect(throws: Vault.VaultError.nonceLength(count)) {
                try vault.seal([1], nonce: Array(repeating: 0, count: count), context: [])
            }
        }
        for count in [0, 12, 27] {
            #expect(throws: Vault.VaultError.tooShort(count)) {
                try vault.open(Array(repeating: 0, count: count), context: [])
            }
        }
    }
}
