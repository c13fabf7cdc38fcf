import Payload

/// The checkpoints of earlier groups that receipts of this one were proved by, with their trees.
///
/// After a crash or a failover the tills of a whole group repeat their requests together. Each checkpoint is then read,
/// with its entries, once for all of them and not once for each: that took seconds a group, longer than tills wait.
struct CheckpointTrees {
    private var known: [Chain: [(checkpoint: Checkpoint, tree: MerkleTree)]] = [:]

    private struct Chain: Hashable {
        let home: Home
        let writer: String
    }

    /// The proof of an entry whose checkpoint was read before.
    func proof(of entry: LedgerEntry) -> ReceiptProof? {
        let found = known[Chain(home: entry.draft.home, writer: entry.writer)]?.first { known in
            (known.checkpoint.first...known.checkpoint.last).contains(entry.sequence)
        }
        return found.map { ReceiptProof($0.checkpoint, $0.tree, sequence: entry.sequence) }
    }

    /// Remembers a checkpoint that was read.
    mutating func add(_ checkpoint: Checkpoint, over entries: [LedgerEntry]) {
        let chain = Chain(home: checkpoint.home, writer: checkpoint.writer)
        known[chain, default: []].append((checkpoint, Checkpoint.tree(entries)))
    }
}
