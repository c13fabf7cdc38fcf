import Payload
import Vocabulary

/// What a receipt says of one ledger entry: a JSON object with its fields in a fixed order, made from the entry alone.
///
/// Whoever holds the ledger can make it again, byte for byte. It names no person: no member, cashier or terminal.
package enum ReceiptPayload {
    /// Returns the payload's bytes.
    package static func bytes(_ entry: LedgerEntry) -> [UInt8] {
        let draft = entry.draft
        var json = "{\"kind\":\"\(draft.kind.rawValue)\",\"redemption\":\"\(draft.redemption.text)\""
        if let reversal = draft.reversal { json += ",\"reversal\":\"\(reversal.text)\"" }
        json += ",\"batch\":\"\(draft.coupon.batch.text)\",\"serial\":\(draft.coupon.serial)"
        json += ",\"offer\":\"\(draft.offer.text)\",\"use\":\(draft.use),\"store\":\"\(draft.store.text)\""
        json += ",\"at\":\"\(draft.moment.rfc3339)\""
        if let amount = draft.amount { json += ",\"amount\":\"\(amount.description)\"" }
        json += ",\"discount\":\"\(draft.discount.description)\",\"ledger\":\"\(Hex.encode(entry.hash))\"}"
        return Array(json.utf8)
    }

    /// The leaf of the receipt's tree.
    package static func leaf(_ entry: LedgerEntry) -> [UInt8] {
        MerkleTree.leafHash(bytes(entry))
    }
}
