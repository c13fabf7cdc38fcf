import Foundation
package import Payload
package import Store

/// Signed proof of a redemption or reversal that its holder can keep: `R2.` payload `.` proof, in base 64 for URLs.
///
/// The payload is a JSON object, see `ReceiptPayload`. The proof leads from it to the root of a Merkle tree, and that
/// root was signed with Ed25519 by the key that it names. Anybody with the public key can check it, without asking us.
package struct Receipt: Sendable, Hashable {
    /// The brand that gave the value, as its key signed it.
    package let issuer: String
    package let payload: [UInt8]
    package let proof: ReceiptProof

    /// What every receipt of this form begins with.
    package static let prefix = "R2"

    package init(issuer: String, payload: [UInt8], proof: ReceiptProof) {
        self.issuer = issuer
        self.payload = payload
        self.proof = proof
    }

    /// The receipt's text, 500 to 900 characters.
    package var text: String {
        var text = Array(Self.prefix.utf8)
        text.reserveCapacity(1_024)
        text.append(UInt8(ascii: "."))
        Base64URL.append(payload, to: &text)
        text.append(UInt8(ascii: "."))
        Base64URL.append(ReceiptForm.encode(issuer, proof), to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a receipt, true or not; `nil` if it has no receipt's shape.
    package init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.maximumLength, parts.count == 3, parts[0] == Self.prefix,
            let payload = Self.bytes(parts[1]), let encoded = Self.bytes(parts[2]),
            let (issuer, proof) = ReceiptForm.decode(encoded)
        else { return nil }
        self.init(issuer: issuer, payload: payload, proof: proof)
    }

    /// Finds a receipt's text in what somebody pasted: with spaces and line ends, or as the address of its page.
    package static func text(in pasted: String) -> String {
        let path = pasted.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/").last ?? ""
        return String(last.filter { !$0.isWhitespace })
    }

    /// Whether one of the keys signed it.
    package func isTrue(by keyring: IssuerKeyring) -> Bool {
        guard let key = keyring[proof.seal.keyID], let statement = proof.statement(of: payload) else {
            return false
        }
        return key.isValid(proof.seal.signature, over: Self.message(issuer: issuer, statement: statement))
    }

    /// What it says, once it is known to be true.
    package var claims: ReceiptClaims? {
        let decoder = JSONDecoder()
        return try? decoder.decode(ReceiptClaims.self, from: Data(payload))
    }

    /// What the issuer's key signs: a label that no other use of the key has, the issuer, and a checkpoint's statement.
    package static func message(issuer: String, statement: [UInt8]) -> [UInt8] {
        let name = Array(issuer.utf8)
        return Array("tessera receipts 2\0".utf8) + [UInt8(name.count)] + name + statement
    }

    /// 4,096 characters: three times the longest payload with the longest path.
    package static let maximumLength = 4_096

    private static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let values = text.utf8.compactMap(Base64URL.value)
        guard values.count == text.utf8.count else { return nil }
        return Base64URL.decode(values)
    }
}

/// The fields of a receipt's payload.
package struct ReceiptClaims: Sendable, Hashable, Codable {
    /// `redemption`, `void` or `return`.
    package let kind: LedgerDraft.Kind
    package let redemption: String
    package let reversal: String?
    package let batch: String
    /// The coupon's number in its batch.
    package let serial: UInt32
    package let offer: String
    /// Which use of the coupon it was.
    package let use: UInt32
    package let store: String
    /// RFC 3339, with the store's offset.
    package let at: String
    /// The purchase before the discount, such as `80.00 CNY`.
    package let amount: String?
    /// What came off, or of a reversal what was taken back.
    package let discount: String
    /// The hash of the ledger entry, in hexadecimal digits.
    package let ledger: String
}
