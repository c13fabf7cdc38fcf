import Promotion
import Vocabulary

extension MemoryStore: MaintenanceStore {
    package func checkWritable() async throws(StoreError) {}

    package func findFaults() async throws(StoreError) -> [String] {
        chainFaults() + checkpointFaults() + balanceFaults() + batchFaults() + answerFaults()
            + state.units.faults
    }

    private func chainFaults() -> [String] {
        var verifier = LedgerChain.Verifier(writer: MemoryLedger.writer)
        do {
            for entry in state.ledger.entries { try verifier.verify(entry) }
            return []
        } catch {
            return [error.sentence]
        }
    }

    private func balanceFaults() -> [String] {
        var recount = Recount()
        for entry in state.ledger.entries { recount.add(entry.draft) }
        for reservation in state.reservations.values { recount.add(reservation) }
        let wrongCoupons = state.coupons.filter { key, coupon in
            coupon.uses != recount.coupons[key] ?? CouponUses(taken: 0, held: 0)
        }
        let wrongCounters = Set(state.counters.keys).union(recount.counters.keys).filter {
            state.counters[$0] ?? 0 != recount.counters[$0] ?? 0
        }
        return wrongCoupons.map { key, coupon in
            let counted = recount.coupons[key] ?? CouponUses(taken: 0, held: 0)
            return "Coupon \(coupon.serial) of batch \(coupon.batch) has \(coupon.uses.taken) uses taken;"
                + " the ledger says \(counted.taken)."
        } + wrongCounters.map { "Counter \($0.key) differs from the ledger." }
    }

    /// Recomputes the root of each checkpoint; the signatures are for whoever has the public key.
    private func checkpointFaults() -> [String] {
        state.checkpoints.filter { checkpoint in
            let entries = state.ledger.entries.filter {
                $0.writer == checkpoint.writer && (checkpoint.first...checkpoint.last).contains($0.sequence)
            }
            return !checkpoint.fits(entries)
        }.map { "Checkpoint \($0.last) of ledger \($0.writer) does not fit its entries." }
    }

    private func batchFaults() -> [String] {
        let counts = Dictionary(grouping: state.coupons.values, by: \.batch).mapValues(\.count)
        return state.batches.values.filter { Int($0.issued) != counts[$0.id] ?? 0 }.map {
            "Batch \($0.id) counts \($0.issued) coupons as issued; there are \(counts[$0.id] ?? 0)."
        }
    }

    private func answerFaults() -> [String] {
        state.answers.filter { key, kept in
            guard let redemption = kept.acceptedRedemption else { return false }
            return state.ledger.entries(of: redemption, home: key.home).isEmpty
        }.map { "The answer to key \($0.key.key.key) names a redemption that is not in the ledger." }
    }
}
