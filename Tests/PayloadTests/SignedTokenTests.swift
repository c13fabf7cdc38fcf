import Payload
import Support
import Testing

@Suite struct SignedTokenTests {
    struct Vector: Decodable {
        let seed: HexBytes
        let publicKey: HexBytes
        let keyId: UInt8
        let packed: HexBytes
        let text: String
        let malleated: String
    }

    @Test("The frozen tokens are made, read and verified; with S + L they are refused")
    func vectors() throws {
        let vectors: [Vector] = try VectorFile.read("tokens")
        #expect(vectors.count == 12)
        for vector in vectors {
            let published = try IssuerVerifyingKey(
                keyID: vector.keyId, rawRepresentation: vector.publicKey.bytes)
            let keyring = try IssuerKeyring([published])
            let token = try SignedToken(parsing: vector.text)
            #expect(try token.verified(by: keyring).packed == vector.packed.bytes)
            #expect(token.text == vector.text)
            let malleated = try SignedToken(parsing: vector.malleated)
            #expect(throws: SignedToken.VerificationError.badSignature) {
                try malleated.verified(by: keyring)
            }
            #if os(Linux)
            let key = try IssuerSigningKey(keyID: vector.keyId, seed: vector.seed.bytes)
            let claims = try SignedClaims(packed: vector.packed.bytes)
            #expect(try SignedToken(signing: claims, with: key).text == vector.text)
            #endif
        }
    }

    @Test("Every flipped bit of every byte is refused")
    func flippedBits() throws {
        let keyring = try IssuerKeyring([Sample.signingKey().publicKey])
        let bytes = try Base41.decode(Sample.token().text)
        #expect(bytes.count == SignedToken.byteCount)
        for position in bytes.indices {
            for bit in 0..<8 {
                var flipped = bytes
                flipped[position] ^= 1 << bit
                let text = Base41.encode(flipped)
                #expect(throws: (any Error).self, "byte \(position), bit \(bit)") {
                    try SignedToken(parsing: text).verified(by: keyring)
                }
            }
        }
    }

    @Test("Every other character at every place, and every exchange of neighbours, is refused")
    func otherSpellings() throws {
        let keyring = try IssuerKeyring([Sample.signingKey().publicKey])
        let text = Array(try Sample.token().text)
        for position in text.indices {
            for character in Base41.alphabet + "az %/.１" where character != text[position] {
                var other = text
                other[position] = character
                #expect(throws: (any Error).self, "\(character) at \(position)") {
                    try SignedToken(parsing: String(other)).verified(by: keyring)
                }
            }
            guard position > 0, text[position] != text[position - 1] else { continue }
            var exchanged = text
            exchanged.swapAt(position, position - 1)
            #expect(throws: (any Error).self, "exchange at \(position)") {
                try SignedToken(parsing: String(exchanged)).verified(by: keyring)
            }
        }
    }

    @Test("A text that is read is the canonical text of what was read")
    func canonical() throws {
        var random = SplitMix64.forTests()
        let packed = try Sample.claims().packed
        for _ in 0..<1_000 {
            let signature = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let text = Base41.encode(packed + signature)
            #expect(try SignedToken(parsing: text).text == text, "seed \(random.seed)")
        }
    }

    @Test("A token has 129 characters of QR's alphanumeric mode")
    func size() throws {
        let text = try Sample.token().text
        #expect(text.count == 129)
        #expect(SignedToken.characterCount == 129)
        #expect(text.allSatisfy(Base41.alphabet.contains))
    }

    @Test(
        "What does not have the form is refused with the evidence",
        arguments: [
            ("", .wrongLength(0)),
            (String(repeating: "0", count: 128), .wrongLength(128)),
            (String(repeating: "0", count: 130), .wrongLength(130)),
            (String(repeating: "a", count: 129), .spelling(.unreadable("a"))),
            (String(repeating: ":", count: 129), .spelling(.overflow(offset: 0))),
            (String(repeating: "0", count: 129), .claims(.unknownFormat(0))),
        ] as [(String, SignedToken.ParseError)])
    func refuses(text: String, reason: SignedToken.ParseError) {
        #expect(throws: reason) { try SignedToken(parsing: text) }
    }

    @Test("An unknown key, another issuer's key and a key with another id are told apart")
    func keys() throws {
        let token = try Sample.token()
        let other = try IssuerSigningKey(keyID: 7, seed: Array(repeating: 1, count: 32))
        #expect(throws: SignedToken.VerificationError.unknownKey(7)) {
            try token.verified(by: IssuerKeyring([Sample.signingKey(keyID: 8).publicKey]))
        }
        #expect(throws: SignedToken.VerificationError.badSignature) {
            try token.verified(by: IssuerKeyring([other.publicKey]))
        }
        #expect(throws: SignedToken.SigningError.otherKey(claimed: 7, given: 8)) {
            try SignedToken(signing: Sample.claims(), with: Sample.signingKey(keyID: 8))
        }
    }
}
