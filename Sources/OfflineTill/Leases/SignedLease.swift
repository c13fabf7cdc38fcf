package import Payload
package import Vocabulary

/// A lease under the issuer's signature, as it travels and is kept beside the journal.
package struct SignedLease: Sendable, Hashable {
    /// What it states, which nobody has checked before `verified` returns it.
    package let unverifiedLease: Lease
    /// One line, without a line end.
    package let bytes: [UInt8]
    private let keyID: UInt8
    private let signature: [UInt8]

    /// Keeps lease signatures apart from every other use of the key.
    private static let domain = Array("tessera lease 1\0".utf8)

    /// 4 MB: the most coupons with all that can be said of each.
    package static let maximumByteCount = 4_194_304

    /// Signs a lease; `nil` if the cryptographic library fails, which it documents but has no known cause.
    package init?(signing lease: Lease, with key: IssuerSigningKey) {
        let body = lease.body
        guard let signature = key.signature(over: Self.message(body, key.keyID)) else { return nil }
        self.init(lease, body: body, keyID: key.keyID, signature: signature)
    }

    private init(_ lease: Lease, body: [UInt8], keyID: UInt8, signature: [UInt8]) {
        unverifiedLease = lease
        self.keyID = keyID
        self.signature = signature
        var line = body
        line += ",\"key\":\(keyID),\"signature\":\"\(Hex.encode(signature))\"}".utf8
        bytes = line
    }

    /// Reads a lease's form; its signature is checked by `verified`.
    ///
    /// - Parameter bytes: The line.
    /// - Throws: `LineFault` with the first field that no issuer would have written.
    package init(reading bytes: [UInt8]) throws(LineFault) {
        guard bytes.count <= Self.maximumByteCount else { throw LineFault("lease") }
        var line = LineReader(bytes)
        let lease = try Lease(reading: &line)
        let keyID: UInt8 = try line.count("key")
        let signature = try line.value("signature") { try? Hex.decode($0) }
        try line.close("}")
        self.init(lease, body: lease.body, keyID: keyID, signature: signature)
        guard self.bytes == bytes else { throw LineFault("lease") }
    }

    /// The SHA-256 of the line, by which the journal remembers it.
    package var digest: Digest256 { Digest256(hashing: bytes) }

    /// Returns the lease if a trusted key has signed it for this terminal.
    ///
    /// - Parameters:
    ///   - keyring: The issuer's keys.
    ///   - terminal: Whose lease it must be.
    /// - Returns: What the issuer states.
    /// - Throws: `LeaseRefusal`.
    package func verified(
        by keyring: IssuerKeyring, for terminal: TerminalID
    ) throws(LeaseRefusal) -> Lease {
        guard let key = keyring[keyID] else { throw .unknownKey }
        guard key.isValid(signature, over: Self.message(unverifiedLease.body, keyID)) else {
            throw .badSignature
        }
        guard unverifiedLease.terminal == terminal else { throw .wrongTerminal }
        return unverifiedLease
    }

    private static func message(_ body: [UInt8], _ keyID: UInt8) -> [UInt8] { domain + [keyID] + body }
}

/// Why a lease is not taken; raw values are stable words.
package enum LeaseRefusal: String, Error, Sendable, Hashable, CaseIterable {
    case unknownKey = "unknown_key"
    case badSignature = "bad_signature"
    case wrongTerminal = "wrong_terminal"
    /// Another lease of this name was taken before, or this one was given back.
    case replayed = "lease_replayed"
}
