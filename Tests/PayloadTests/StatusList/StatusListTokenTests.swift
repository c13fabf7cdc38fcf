import Support
import Testing

@testable import Payload

@Suite struct StatusListTokenTests {
    typealias Refusal = StatusListToken.Refusal

    struct Vector: Decodable {
        let seed: HexBytes
        let keyId: UInt8
        let uri: String
        let issuedAt: Int64
        let expiresAt: Int64
        let timeToLive: Int64
        let list: HexBytes
        let token: HexBytes
    }

    private func vectors() throws -> [Vector] { try VectorFile.read("status-tokens") }

    private func keyring(_ vector: Vector) throws -> IssuerKeyring {
        try IssuerKeyring([IssuerSigningKey(keyID: vector.keyId, seed: vector.seed.bytes).publicKey])
    }

    /// What a token says at a time.
    private func reading(
        _ bytes: [UInt8], _ vector: Vector, at now: Int64? = nil, uri: String? = nil
    ) throws(Refusal) -> StatusList {
        guard let keyring = try? keyring(vector) else { throw .unknownKey }
        return try StatusListToken(parsing: bytes).list(
            of: uri ?? vector.uri, by: keyring, at: now ?? vector.issuedAt)
    }

    @Test("The frozen tokens, made without this code, are read; the same are made of what they hold")
    func frozen() throws {
        #expect(try vectors().count == 3)
        for vector in try vectors() {
            let token = try StatusListToken(parsing: vector.token.bytes)
            let claims = StatusListToken.Claims(
                uri: vector.uri, issuedAt: vector.issuedAt, expiresAt: vector.expiresAt,
                timeToLive: vector.timeToLive)
            #expect(token.unverifiedClaims == claims && token.mediaType == "application/statuslist+cwt")
            #expect(try reading(vector.token.bytes, vector).bytes == vector.list.bytes)
            #if os(Linux)
            let key = try IssuerSigningKey(keyID: vector.keyId, seed: vector.seed.bytes)
            let again = try StatusListToken(signing: claims, token.unverifiedContent, with: key)
            #expect(again.bytes == vector.token.bytes)
            #endif
        }
    }

    /// The payload of the example of section 5.2; its one-bit list is that of section 4.1.
    @Test("The draft's own example of claims is read, and its one-bit list is none of ours")
    func published() throws {
        let text =
            "a502782168747470733a2f2f6578616d706c652e636f6d2f7374617475736c697374732f31061a648c5bea041a8898dfea"
            + "19fffe19a8c019fffda2646269747301636c73744a78dadbb918000217015d"
        let payload = try CBORReader.read(try Hex.decode(text))
        let claims = try #require(StatusListToken.claims(in: payload))
        let expected = StatusListToken.Claims(
            uri: "https://example.com/statuslists/1", issuedAt: 1_686_920_170, expiresAt: 2_291_720_170,
            timeToLive: 43_200)
        #expect(claims == expected)
        let list = try #require(StatusListToken.list(in: payload, bits: 1))
        #expect(try Inflater.decompress(list, limit: 2) == [0xB9, 0xA3])
        #expect(StatusListToken.content(in: payload, type: StatusListToken.listType) == nil)
    }

    @Test(
        "Every flipped bit of every byte is refused: as forged, as malformed, or for a key that is not known")
    func flipped() throws {
        let vector = try vectors()[1]
        let bytes = vector.token.bytes
        var reasons: Set<Refusal> = []
        for position in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[position] ^= 1 << bit
                let refusal = #expect(throws: Refusal.self, "byte \(position), bit \(bit)") {
                    try reading(flipped, vector)
                }
                if let refusal { reasons.insert(refusal) }
            }
        }
        #expect(reasons == [.malformed, .badSignature, .unknownKey])
    }

    @Test("A changed list has a bad signature, every byte of it, in a list of 5,000 coupons too")
    func tampered() throws {
        let vector = try vectors()[2]
        let token = try StatusListToken(parsing: vector.token.bytes)
        guard case .list(let compressed) = token.unverifiedContent else { throw Refusal.malformed }
        let start = try #require(vector.token.bytes.firstIndex(of: compressed, count: compressed.count))
        for position in start..<start + compressed.count {
            var changed = vector.token.bytes
            changed[position] ^= 0x10
            #expect(throws: Refusal.badSignature, "byte \(position)") { try reading(changed, vector) }
        }
    }

    @Test("Every cut, and whatever follows a token, is malformed")
    func cut() throws {
        let vector = try vectors()[1]
        for count in 0..<vector.token.bytes.count {
            #expect(throws: Refusal.malformed) {
                try reading(Array(vector.token.bytes.prefix(count)), vector)
            }
        }
        #expect(throws: Refusal.malformed) { try reading(vector.token.bytes + [0], vector) }
        let long = [UInt8](repeating: 0, count: StatusListToken.maximumByteCount + 1)
        #expect(throws: Refusal.malformed) { try reading(long, vector) }
    }

    @Test("A token is good from five minutes before it was made until its end")
    func time() throws {
        let vector = try vectors()[1]
        let tolerance = StatusListToken.clockTolerance
        for (now, reason) in [
            (vector.issuedAt - tolerance - 1, .notYetValid), (vector.expiresAt, .expired),
            (vector.expiresAt + 1_000_000, .expired),
        ] as [(Int64, Refusal)] {
            #expect(throws: reason) { try reading(vector.token.bytes, vector, at: now) }
        }
        for now in [vector.issuedAt - tolerance, vector.issuedAt, vector.expiresAt - 1] {
            #expect(try reading(vector.token.bytes, vector, at: now).bytes == vector.list.bytes)
        }
    }

    @Test("The list of another batch, and of another issuer, is refused")
    func others() throws {
        let (first, second) = (try vectors()[0], try vectors()[1])
        #expect(throws: Refusal.otherList) {
            try reading(second.token.bytes, second, uri: first.uri)
        }
        #expect(throws: Refusal.unknownKey) { try reading(first.token.bytes, second) }
        let stranger = try IssuerKeyring([
            IssuerSigningKey(keyID: second.keyId, seed: Array(repeating: 9, count: 32)).publicKey
        ])
        #expect(throws: Refusal.badSignature) {
            try StatusListToken(parsing: second.token.bytes).list(
                of: second.uri, by: stranger, at: second.issuedAt)
        }
    }

    @Test("A signed list that cannot be read, or of other bits, is malformed and nothing worse")
    func unreadable() throws {
        let key = try Sample.signingKey()
        let keyring = try IssuerKeyring([key.publicKey])
        let claims = StatusListToken.Claims(uri: "u", issuedAt: 10, expiresAt: 20, timeToLive: 1)
        for compressed in [[], [1, 2, 3], [0x78, 0xDA]] as [[UInt8]] {
            let token = try StatusListToken(signing: claims, .list(compressed: compressed), with: key)
            #expect(throws: Refusal.malformed) { try token.list(of: "u", by: keyring, at: 10) }
        }
    }

    @Test("Every reason has a word of its own and a sentence")
    func words() {
        #expect(Set(Refusal.allCases.map(\.rawValue)).count == 7)
        #expect(Set(Refusal.allCases.map(\.sentence)).count == 7)
    }
}

extension [UInt8] {
    /// Where a part begins.
    fileprivate func firstIndex(of part: [UInt8], count: Int) -> Int? {
        indices.dropLast(count - 1).first { Array(self[$0..<$0 + count]) == part }
    }
}
