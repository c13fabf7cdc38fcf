/// A payload with the issuer's signature: COSE_Sign1 (RFC 9052, section 4.2), tagged, by Ed25519.
///
/// The key's id and the type stand in the protected header, and only the one form that we write is read: no byte can
/// change without the signature's failing or the form's.
struct SignedStatement: Sendable, Hashable {
    /// Which of the issuer's keys signed.
    let keyID: UInt8
    /// What the payload is (RFC 9596).
    let type: String
    let payload: [UInt8]
    private let signature: [UInt8]

    /// RFC 9052, section 4.2.
    private static let tag: UInt64 = 18
    private static let signatureByteCount = 64

    /// Labels of the header: RFC 9052, section 3.1, and RFC 9596.
    private enum Label {
        static let algorithm = CBORValue.unsigned(1)
        static let keyID = CBORValue.unsigned(4)
        static let type = CBORValue.unsigned(16)
        /// EdDSA, -8 (RFC 9053, section 2.2).
        static let eddsa = CBORValue.negative(7)
    }

    /// Signs a payload; `nil` if the cryptographic library fails.
    init?(signing payload: [UInt8], type: String, with key: IssuerSigningKey) {
        let message = Self.message(Self.header(key.keyID, type), payload)
        guard let signature = key.signature(over: message) else { return nil }
        (keyID, self.type, self.payload, self.signature) = (key.keyID, type, payload, signature)
    }

    /// Reads a statement, whoever signed it.
    ///
    /// - Throws: `Malformed` for any form but the one of `bytes`.
    init(parsing bytes: [UInt8]) throws(CBORValue.Malformed) {
        guard case .tagged(Self.tag, .array(let parts)) = try CBORReader.read(bytes), parts.count == 4,
            let encoded = parts[0].bytes, let payload = parts[2].bytes, let signature = parts[3].bytes
        else { throw CBORValue.Malformed() }
        let header = try CBORReader.read(encoded)
        let name = header[Label.keyID]?.bytes.flatMap { String(validating: $0, as: UTF8.self) }
        guard let keyID = name.flatMap({ UInt8($0) }), let type = header[Label.type]?.text else {
            throw CBORValue.Malformed()
        }
        (self.keyID, self.type, self.payload, self.signature) = (keyID, type, payload, signature)
        guard signature.count == Self.signatureByteCount, self.bytes == bytes else {
            throw CBORValue.Malformed()
        }
    }

    /// Whether the key signed it; the caller has seen to it that the key has the right id.
    func isSigned(by key: IssuerVerifyingKey) -> Bool {
        key.isValid(signature, over: Self.message(Self.header(keyID, type), payload))
    }

    /// The one form of the statement.
    var bytes: [UInt8] {
        let parts: [CBORValue] = [
            .bytes(Self.header(keyID, type)), .map([]), .bytes(payload), .bytes(signature),
        ]
        return CBORValue.tagged(Self.tag, .array(parts)).encoded
    }

    private static func header(_ keyID: UInt8, _ type: String) -> [UInt8] {
        CBORValue.map([
            CBORValue.Pair(key: Label.algorithm, value: Label.eddsa),
            CBORValue.Pair(key: Label.keyID, value: .bytes(Array(String(keyID).utf8))),
            CBORValue.Pair(key: Label.type, value: .text(type)),
        ]).encoded
    }

    /// What is signed (RFC 9052, section 4.4).
    private static func message(_ header: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        CBORValue.array([.text("Signature1"), .bytes(header), .bytes([]), .bytes(payload)]).encoded
    }
}
