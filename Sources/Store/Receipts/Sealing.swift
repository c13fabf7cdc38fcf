import Payload

/// Signs what a group appended, once for each chain, and proves each receipt by it.
struct Sealing {
    private var trees: [String: (checkpoint: Checkpoint, tree: MerkleTree)] = [:]

    /// Adds a checkpoint for each chain that the group appended to.
    static func seal(
        _ rows: inout GroupRows<some RowReader>, with seal: ([UInt8]) throws(StoreError) -> Seal
    ) throws(StoreError) -> Sealing {
        var sealing = Sealing()
        for (writer, entries) in rows.entriesByWriter {
            guard let first = entries.first, let last = entries.last else { continue }
            let tree = Checkpoint.tree(entries)
            let statement = Checkpoint.statement(
                writer: writer, first: first.sequence, last: last.sequence, root: tree.root)
            let checkpoint = Checkpoint(
                home: first.draft.home, writer: writer, first: first.sequence, last: last.sequence,
                root: tree.root, seal: try seal(statement))
            rows.add(checkpoint)
            sealing.trees[writer] = (checkpoint, tree)
        }
        return sealing
    }

    /// Gives redemptions of this group their proofs.
    func addingProofs(to answer: GroupAnswer) -> GroupAnswer {
        switch answer {
        case .decided(let record): .decided(addingProofs(to: record))
        case .replayed(let record): .replayed(addingProofs(to: record))
        case .keyReused: .keyReused
        case .accessChanged: .accessChanged
        }
    }

    private func addingProofs(to record: GroupRecord) -> GroupRecord {
        guard case .redemption(.redeemed(let parts)) = record else { return record }
        return .redemption(
            .redeemed(
                parts.map { part in
                    guard part.proof == nil, let proof = proof(of: part.entry) else { return part }
                    var part = part
                    part.proof = proof
                    return part
                }))
    }

    private func proof(of entry: LedgerEntry) -> ReceiptProof? {
        guard let (checkpoint, tree) = trees[entry.writer],
            (checkpoint.first...checkpoint.last).contains(entry.sequence)
        else { return nil }
        return ReceiptProof(checkpoint, tree, sequence: entry.sequence)
    }
}

extension GroupRows {
    /// What the group appended to each chain, in order.
    fileprivate var entriesByWriter: [String: [LedgerEntry]] {
        Dictionary(grouping: writes.entries, by: \.writer)
    }
}
