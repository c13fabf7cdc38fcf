import Payload
import Vocabulary

/// What a receipt says of one ledger entry: a JSON object with its fields in a fixed order, made from the entry alone.
///
/// Whoever holds the ledger can make it again, byte for byte. It names no person: no member, cashier or terminal.
package enum ReceiptPayload {
    /// Returns the payload's bytes.
    package static func bytes(_ entry: LedgerEntry) -> [UInt8] {
        let draft = entry.draft
        var json: [UInt8] = []
        json.reserveCapacity(420)
        json += "{\"kind\":\"".utf8
        json += draft.kind.rawValue.utf8
        append("redemption", draft.redemption.text, to: &json)
        if let reversal = draft.reversal { append("reversal", reversal.text, to: &json) }
        append("batch", draft.coupon.batch.text, to: &json)
        json += "\",\"serial\":".utf8
        json += String(draft.coupon.serial).utf8
        json += ",\"offer\":\"".utf8
        json += draft.offer.text.utf8
        json += "\",\"use\":".utf8
        json += String(draft.use).utf8
        json += ",\"store\":\"".utf8
        json += draft.store.text.utf8
        json += "\",\"at\":\"".utf8
        draft.moment.append(to: &json)
        if let amount = draft.amount {
            json += "\",\"amount\":\"".utf8
            amount.append(to: &json)
        }
        json += "\",\"discount\":\"".utf8
        draft.discount.append(to: &json)
        json += "\",\"ledger\":\"".utf8
        Hex.append(entry.hash, to: &json)
        json += "\"}".utf8
        return json
    }

    /// Ends the text before and begins the next field; names and identifiers hold nothing that JSON writes otherwise.
    private static func append(_ name: String, _ text: String, to json: inout [UInt8]) {
        json += "\",\"".utf8
        json += name.utf8
        json += "\":\"".utf8
        json += text.utf8
    }

    /// The leaf of the receipt's tree.
    package static func leaf(_ entry: LedgerEntry) -> [UInt8] {
        MerkleTree.leafHash(bytes(entry))
    }
}
