import Foundation
package import Payload
import Vocabulary

/// Signed proof of a redemption that its holder can keep: `R1.` payload `.` signature, both in base 64 for URLs.
///
/// The payload is a JSON object with the fields of `Receipt`; the signature is Ed25519 over a label and the
/// payload's bytes, by the key that `key` names. Anybody with the public key can check it, without asking us.
package struct Receipt: Sendable, Hashable, Codable {
    /// The id of the signing key.
    package let key: UInt8
    package let issuer: String
    package let redemption: String
    /// The short code.
    package let coupon: String
    package let offer: String
    package let store: String
    /// RFC 3339, with the store's offset.
    package let redeemedAt: String
    /// Such as `10.00 CNY`.
    package let discount: String
    /// The hash of the ledger entry, in hexadecimal digits.
    package let ledger: String

    /// What every receipt of this form begins with.
    package static let prefix = "R1"
    /// Keeps the signatures of receipts apart from every other use of the key.
    private static let domain = Array("tessera receipt 1\0".utf8)

    /// Returns the receipt's text; the same receipt always has the same text on Linux, where Ed25519 is deterministic.
    ///
    /// - Throws: `ServiceError.keys` if the key cannot sign.
    package func signed(with key: IssuerSigningKey) throws(ServiceError) -> String {
        let payload = try JSONText.document(self)
        guard let signature = key.signature(over: Self.domain + payload) else {
            throw .keys("the signing key \(key.keyID) cannot sign")
        }
        return [Self.prefix, Base64URL.encode(payload), Base64URL.encode(signature)].joined(separator: ".")
    }

    /// Reads a receipt and returns it if one of the keys signed it.
    package init?(verifying text: String, by keyring: IssuerKeyring) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.prefix, let payload = Self.bytes(parts[1]),
            let signature = Self.bytes(parts[2])
        else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let receipt = try? decoder.decode(Receipt.self, from: Data(payload)),
            let key = keyring[receipt.key], key.isValid(signature, over: Self.domain + payload)
        else { return nil }
        self = receipt
    }

    init(
        key: UInt8, issuer: String, redemption: String, coupon: String, offer: String, store: String,
        redeemedAt: String, discount: String, ledger: String
    ) {
        self.key = key
        self.issuer = issuer
        self.redemption = redemption
        self.coupon = coupon
        self.offer = offer
        self.store = store
        self.redeemedAt = redeemedAt
        self.discount = discount
        self.ledger = ledger
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let values = text.utf8.compactMap(Base64URL.value)
        guard values.count == text.utf8.count else { return nil }
        return Base64URL.decode(values)
    }
}
