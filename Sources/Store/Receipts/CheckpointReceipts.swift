import Payload

/// The receipts that one checkpoint proves: what each says, and the tree over them.
///
/// An object, since all answers of a group share it; a path through the tree is made by whoever writes the receipt, and
/// not while the others of the queue wait.
package final class CheckpointReceipts: Sendable {
    package let checkpoint: Checkpoint
    private let payloads: [[UInt8]]
    private let tree: MerkleTree

    /// Takes the consecutive entries of one chain, and has the statement over them signed.
    ///
    /// - Parameters:
    ///   - entries: All of them, in order.
    ///   - first: The first of them.
    ///   - seal: Signs a checkpoint's statement.
    /// - Throws: What `seal` throws.
    init(
        sealing entries: [LedgerEntry], first: LedgerEntry, by seal: ([UInt8]) throws(StoreError) -> Seal
    ) throws(StoreError) {
        (payloads, tree) = Self.leaves(entries)
        let last = first.sequence + Int64(entries.count) - 1
        let statement = Checkpoint.statement(
            writer: first.writer, first: first.sequence, last: last, root: tree.root)
        checkpoint = Checkpoint(
            home: first.draft.home, writer: first.writer, first: first.sequence, last: last, root: tree.root,
            seal: try seal(statement))
    }

    /// Takes a checkpoint as it was read back, with all its entries in order.
    init(_ checkpoint: Checkpoint, over entries: [LedgerEntry]) {
        self.checkpoint = checkpoint
        (payloads, tree) = Self.leaves(entries)
    }

    private static func leaves(_ entries: [LedgerEntry]) -> ([[UInt8]], MerkleTree) {
        let payloads = entries.map(ReceiptPayload.bytes)
        return (payloads, MerkleTree(leaves: payloads.map(MerkleTree.leafHash)))
    }

    /// The receipt of an entry; `nil` if the checkpoint does not cover it.
    subscript(sequence: Int64) -> ProvenReceipt? {
        guard (checkpoint.first...checkpoint.last).contains(sequence) else { return nil }
        return ProvenReceipt(all: self, sequence: sequence)
    }

    fileprivate func payload(_ sequence: Int64) -> [UInt8] { payloads[Int(sequence - checkpoint.first)] }

    fileprivate func proof(_ sequence: Int64) -> ReceiptProof {
        ReceiptProof(
            writer: checkpoint.writer, first: checkpoint.first, last: checkpoint.last, sequence: sequence,
            path: tree.path(ofLeafAt: Int(sequence - checkpoint.first)), seal: checkpoint.seal)
    }
}

/// What one entry's receipt says, and what proves it.
package struct ProvenReceipt: Sendable, Hashable {
    fileprivate let all: CheckpointReceipts
    private let sequence: Int64

    fileprivate init(all: CheckpointReceipts, sequence: Int64) {
        self.all = all
        self.sequence = sequence
    }

    /// The bytes of `ReceiptPayload`.
    package var payload: [UInt8] { all.payload(sequence) }

    /// Its place in the signed tree.
    package var proof: ReceiptProof { all.proof(sequence) }

    /// Compares what is signed: the root stands for all that the receipts say.
    package static func == (one: Self, other: Self) -> Bool {
        one.sequence == other.sequence && one.all.checkpoint == other.all.checkpoint
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(sequence)
        hasher.combine(all.checkpoint)
    }
}
