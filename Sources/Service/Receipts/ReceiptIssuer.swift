import Payload
import Promotion
package import Store
import Vocabulary

/// Signs checkpoints and makes the receipts that they prove.
package struct ReceiptIssuer: Sendable {
    private let key: IssuerSigningKey
    private let issuer: String

    package init(_ context: ServiceContext) {
        key = context.keys.signing
        issuer = context.configuration.issuer.id.text
    }

    /// Signs a checkpoint's statement.
    ///
    /// - Throws: `StoreError.unreachable` if the key cannot sign; then the group is not written.
    package func seal(_ statement: [UInt8]) throws(StoreError) -> Seal {
        let message = Receipt.message(issuer: issuer, statement: statement)
        guard let signature = key.signature(over: message) else {
            throw .unreachable("the signing key \(key.keyID) cannot sign")
        }
        return Seal(keyID: key.keyID, signature: signature)
    }

    /// Returns the receipt of a redemption as its group sealed it.
    ///
    /// - Throws: As `receipt(_:_:)`.
    package func receipt(of part: RedeemedPart) throws(ServiceError) -> String {
        guard let proven = part.receipt else { return try receipt(part.entry, nil) }
        return Receipt(issuer: issuer, payload: proven.payload, proof: proven.proof).text
    }

    /// Returns the receipt of an entry.
    ///
    /// One from before there were checkpoints gets a tree of its own, signed now.
    ///
    /// - Throws: `ServiceError.storage` if the key cannot sign.
    package func receipt(_ entry: LedgerEntry, _ proof: ReceiptProof?) throws(ServiceError) -> String {
        let payload = ReceiptPayload.bytes(entry)
        let receipt = Receipt(issuer: issuer, payload: payload, proof: try provenBy(proof, entry, payload))
        return receipt.text
    }

    private func provenBy(
        _ proof: ReceiptProof?, _ entry: LedgerEntry, _ payload: [UInt8]
    ) throws(ServiceError) -> ReceiptProof {
        if let proof { return proof }
        return try ownProof(entry, payload)
    }

    private func ownProof(_ entry: LedgerEntry, _ payload: [UInt8]) throws(ServiceError) -> ReceiptProof {
        let statement = Checkpoint.statement(
            writer: entry.writer, first: entry.sequence, last: entry.sequence,
            root: MerkleTree.leafHash(payload))
        let sealed: Result<Seal, StoreError> = Result { () throws(StoreError) in try seal(statement) }
        return ReceiptProof(
            writer: entry.writer, first: entry.sequence, last: entry.sequence, sequence: entry.sequence,
            path: [], seal: try sealed.mapError { ServiceError.storage($0) }.get())
    }
}
