import Membership
package import Vocabulary

extension MemoryStore: PlacementStore {
    package func add(_ placement: PlacementRecord) async throws(StoreError) -> Bool {
        guard state.placements[placement.id] == nil else { return false }
        state.placements[placement.id] = placement
        return true
    }

    package func placements() async throws(StoreError) -> [PlacementRecord] {
        state.placements.values.sorted { $0.id < $1.id }
    }

    package func placement(_ id: PlacementID) async throws(StoreError) -> PlacementRecord? {
        state.placements[id]
    }

    package func retarget(_ placement: PlacementID, to target: String?) async throws(StoreError) -> Bool {
        guard state.placements[placement] != nil else { return false }
        state.placements[placement]?.target = target
        return true
    }

    package func record(_ visits: [VisitRecord]) async throws(StoreError) {
        state.visits += visits
    }

    package func counts(
        in span: Range<Instant>, netClasses: Set<String>
    ) async throws(StoreError) -> [PlacementCounts] {
        guard !span.isEmpty else {
            return state.placements.keys.sorted().map { PlacementCounts(placement: $0) }
        }
        return state.placements.keys.sorted().map { count($0, in: span, netClasses: netClasses) }
    }

    private func count(
        _ placement: PlacementID, in span: Range<Instant>, netClasses: Set<String>
    ) -> PlacementCounts {
        let visits = state.visits.filter { $0.placement == placement && span.contains($0.at) }
        let scans = visits.filter { $0.kind == .scan }
        let net = scans.filter { netClasses.contains($0.scanClass) }
        let drafts = state.ledger.entries.map(\.draft).filter {
            $0.placement == placement && span.contains($0.moment.instant)
        }
        return PlacementCounts(
            placement: placement, scansGross: scans.count, scansNet: net.count,
            scansUnique: Set(net.map(\.visitor)).count, landings: visits.count - scans.count,
            joins: state.members.values.count { member in
                member.placement == placement && member.state != .follower && span.contains(member.joinedAt)
            },
            redemptions: drafts.count { $0.kind == .redemption },
            reversals: drafts.count { $0.kind != .redemption },
            spend: drafts.filter { $0.stack == nil || $0.stack == $0.redemption }.netSums(of: \.amount),
            discount: drafts.netSums(of: \.discount))
    }
}

extension [LedgerDraft] {
    /// Redemptions less reversals, by currency code.
    fileprivate func netSums(of part: (LedgerDraft) -> Money?) -> [Money] {
        var sums: [Currency: Int64] = [:]
        for draft in self {
            guard let money = part(draft) else { continue }
            sums[money.currency, default: 0] += (draft.kind == .redemption ? 1 : -1) * money.minorUnits
        }
        return sums.map { Money(minorUnits: $0.value, currency: $0.key) }
            .sorted { $0.currency.code < $1.currency.code }
    }
}
