/// The checkpoints of earlier groups that receipts of this one were proved by.
///
/// After a crash or a failover the tills of a whole group repeat their requests together. Each checkpoint is then read,
/// with its entries, once for all of them and not once for each: that took seconds a group, longer than tills wait.
struct CheckpointTrees {
    private var known: [Chain: [CheckpointReceipts]] = [:]

    private struct Chain: Hashable {
        let home: Home
        let writer: String
    }

    /// The receipt of an entry whose checkpoint was read before.
    func receipt(of entry: LedgerEntry) -> ProvenReceipt? {
        known[Chain(home: entry.draft.home, writer: entry.writer)]?.lazy.compactMap { $0[entry.sequence] }
            .first
    }

    /// Remembers a checkpoint that was read.
    mutating func add(_ checkpoint: Checkpoint, over entries: [LedgerEntry]) {
        let chain = Chain(home: checkpoint.home, writer: checkpoint.writer)
        known[chain, default: []].append(CheckpointReceipts(checkpoint, over: entries))
    }
}
