import Promotion
import Vocabulary

/// Makes an answer again from what was kept and from the ledger.
enum AnswerRestoring {
    static func record<Reader>(
        _ content: KeptAnswer.Content, home: Home, on rows: inout GroupRows<Reader>
    ) throws(StoreError) -> GroupRecord {
        switch content {
        case .redeemed(let kept):
            var parts: [RedeemedPart] = []
            for redemption in kept { parts.append(try part(redemption, home: home, on: &rows)) }
            return .redemption(.redeemed(parts))
        case .refused(let refusals): return .redemption(.refused(refusals))
        case .reversed(let kept): return .reversal(.reversed(try reversal(kept, home: home, on: rows)))
        case .reversalRefused(let refusal): return .reversal(.refused(refusal))
        case .reserved(let reservation): return .reservation(.held(reservation))
        case .released(let reservation): return .reservation(.released(reservation))
        case .reservationRefused(let refusal): return .reservation(.refused(refusal))
        case .hold(let refusals): return .reservation(.notHeld(refusals))
        case .leased(let grant): return .lease(.granted(grant))
        case .leaseReturned(let lease, let uses): return .lease(.returned(lease, uses: uses))
        case .leaseUnknown: return .lease(.unknown)
        case .lost(let loss): return .offline(.lost(loss))
        case .withdrawn: return .offline(.neverSeen)
        }
    }

    private static func part<Reader>(
        _ kept: KeptRedemption, home: Home, on rows: inout GroupRows<Reader>
    ) throws(StoreError) -> RedeemedPart {
        guard let entry = try rows.entry(of: kept.redemption, home: home) else {
            throw .corrupt("redemption \(kept.redemption) was answered and is not in the ledger")
        }
        let draft = entry.draft
        guard let offer = try rows.reader.offer(draft.offer, of: draft.campaign, revision: kept.revision)
        else {
            throw .corrupt("revision \(kept.revision) of campaign \(draft.campaign) is missing")
        }
        return RedeemedPart(
            entry: entry, offer: offer,
            acceptance: Redemption.Acceptance(
                use: draft.use, usesLeft: kept.usesLeft, discount: draft.discount, byLine: kept.byLine),
            receipt: try receipt(of: entry, on: &rows))
    }

    /// The receipt from an earlier group; what this group appended is proved once it is sealed.
    static func receipt<Reader>(
        of entry: LedgerEntry, on rows: inout GroupRows<Reader>
    ) throws(StoreError) -> ProvenReceipt? {
        if rows.hasAppended(entry) { return nil }
        if let known = rows.trees.receipt(of: entry) { return known }
        let home = entry.draft.home
        guard
            let checkpoint = try rows.reader.checkpoint(
                of: entry.writer, covering: entry.sequence, home: home)
        else { return nil }
        let entries = try rows.reader.entries(
            of: entry.writer, checkpoint.first...checkpoint.last, home: home)
        guard entries.count == Int(checkpoint.last - checkpoint.first) + 1 else {
            throw .corrupt(
                "entries \(checkpoint.first) to \(checkpoint.last) of ledger \(entry.writer) are not all there"
            )
        }
        rows.trees.add(checkpoint, over: entries)
        return rows.trees.receipt(of: entry)
    }

    private static func reversal<Reader>(
        _ kept: KeptReversal, home: Home, on rows: GroupRows<Reader>
    ) throws(StoreError) -> LedgerEntry {
        let entries = try rows.reversals(of: kept.redemption, home: home)
        guard let entry = entries.first(where: { $0.draft.reversal == kept.reversal }) else {
            throw .corrupt("reversal \(kept.reversal) was answered and is not in the ledger")
        }
        return entry
    }
}
