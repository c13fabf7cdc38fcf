/// Signs what a group appended, once for each chain, and proves each receipt by it.
struct Sealing {
    private var receipts: [String: CheckpointReceipts] = [:]

    /// Adds a checkpoint for each chain that the group appended to.
    static func seal(
        _ rows: inout GroupRows<some RowReader>, with seal: ([UInt8]) throws(StoreError) -> Seal
    ) throws(StoreError) -> Sealing {
        var sealing = Sealing()
        for (writer, entries) in rows.entriesByWriter {
            guard let first = entries.first else { continue }
            let sealed = try CheckpointReceipts(sealing: entries, first: first, by: seal)
            rows.add(sealed.checkpoint)
            sealing.receipts[writer] = sealed
        }
        return sealing
    }

    /// Gives redemptions of this group their receipts.
    func addReceipts(to answers: inout [GroupAnswer]) {
        for index in answers.indices {
            switch answers[index] {
            case .decided(.redemption(.redeemed(let parts))):
                answers[index] = .decided(.redemption(.redeemed(withReceipts(parts))))
            case .replayed(.redemption(.redeemed(let parts))):
                answers[index] = .replayed(.redemption(.redeemed(withReceipts(parts))))
            case .decided, .replayed, .keyReused, .accessChanged: break
            }
        }
    }

    /// A replay of an earlier group has its receipts already.
    private func withReceipts(_ parts: [RedeemedPart]) -> [RedeemedPart] {
        var parts = parts
        for index in parts.indices where parts[index].receipt == nil {
            let entry = parts[index].entry
            parts[index].receipt = receipts[entry.writer]?[entry.sequence]
        }
        return parts
    }
}

extension GroupRows {
    /// What the group appended to each chain, in order.
    fileprivate var entriesByWriter: [String: [LedgerEntry]] {
        Dictionary(grouping: writes.entries, by: \.writer)
    }
}
