import Promotion
import Vocabulary

extension MemoryStore: MaintenanceStore {
    package func checkWritable() async throws(StoreError) {}

    package func findFaults() async throws(StoreError) -> [String] {
        chainFaults() + balanceFaults() + batchFaults() + answerFaults()
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
        var coupons: [Homed<CouponKey>: Int64] = [:]
        var counters: [Homed<UseCounter>: Int64] = [:]
        for draft in state.ledger.entries.map(\.draft) {
            let change: Int64 = draft.kind == .redemption ? 1 : draft.restoresUse ? -1 : 0
            coupons[Homed(draft.coupon.key, draft.home), default: 0] += change
            counters[Homed(.offer(draft.offer), draft.home), default: 0] += change
            guard let member = draft.member else { continue }
            counters[Homed(.member(draft.offer, member), draft.home), default: 0] += change
        }
        let wrongCoupons = state.coupons.filter { Int64($0.value.usesTaken) != coupons[$0.key] ?? 0 }
        let wrongCounters = Set(state.uses.keys).union(counters.keys).filter {
            Int64(state.uses[$0] ?? 0) != counters[$0] ?? 0
        }
        return wrongCoupons.map { key, coupon in
            "Coupon \(coupon.serial) of batch \(coupon.batch) has \(coupon.usesTaken) uses taken;"
                + " the ledger says \(coupons[key] ?? 0)."
        } + wrongCounters.map { "Counter \($0.key) differs from the ledger." }
    }

    private func batchFaults() -> [String] {
        let counts = Dictionary(grouping: state.coupons.values, by: \.batch).mapValues(\.count)
        return state.batches.values.filter { Int($0.issued) != counts[$0.id] ?? 0 }.map {
            "Batch \($0.id) counts \($0.issued) coupons as issued; there are \(counts[$0.id] ?? 0)."
        }
    }

    private func answerFaults() -> [String] {
        state.answers.filter { key, kept in
            guard let redemption = kept.record.acceptedRedemption else { return false }
            return state.ledger.entries(of: redemption, home: key.home).isEmpty
        }.map { "The answer to key \($0.key.key.key) names a redemption that is not in the ledger." }
    }
}
