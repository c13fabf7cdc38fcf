import Membership
package import Promotion
package import Vocabulary

/// The rows of a `MemoryStore` as they are now.
package final class MemoryReader: RowReader {
    let state: MemoryState

    init(state: MemoryState) {
        self.state = state
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        state.answers[Homed(key, home)]
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        guard let coupon = state.coupons[Homed(key, home)], let batch = state.batches[coupon.batch] else {
            return nil
        }
        let terms = BatchTerms(
            batch: batch.id, campaign: batch.campaign, offer: batch.offer, placement: batch.placement,
            state: batch.state, lastDay: batch.lastDay)
        return terms.coupon(
            key, serial: coupon.serial, uses: coupon.uses, usesAllowed: coupon.usesAllowed,
            holder: coupon.holder)
    }

    package func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        guard let owner = state.owners[id], let record = state.campaigns[owner] else { return nil }
        return OfferRecord(id, in: record.campaign, state: record.state, revision: record.revision)
    }

    package func offer(
        _ id: OfferID, of campaign: CampaignID, revision: Int64
    ) throws(StoreError) -> Offer? {
        // Pausing makes a revision too, and leaves the offers as they were.
        let revisions = state.revisions[campaign] ?? [:]
        let last = revisions.keys.filter { $0 <= revision }.max()
        return last.flatMap { revisions[$0] }?.offers.first { $0.id == id }
    }

    package func accessVersion() throws(StoreError) -> Int64? { state.accessVersion }

    package func member(_ id: MemberID, home: Home) throws(StoreError) -> ProgramMember? {
        let id = state.members[Homed(id, home)]?.mergedInto ?? id
        guard let member = state.members[Homed(id, home)], member.state.isActive else { return nil }
        return ProgramMember(
            id: id, joinedOn: member.joinedOn, merged: state.merged(into: id, home: home).map(\.id))
    }

    package func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64 {
        state.counters[Homed(counter, home)] ?? 0
    }

    package func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        state.ledger.standingUses(of: coupon, home: home).prefix(limit).map { draft in
            Redemption.EarlierUse(at: draft.moment, store: draft.store)
        }
    }

    package func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        state.ledger.standingUses(on: purchase, store: store, home: home).map(\.combination)
    }

    package func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        state.ledger.entries(of: redemption, home: home).first { $0.draft.kind == .redemption }
    }

    package func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        state.ledger.entries(of: redemption, home: home).filter { $0.draft.kind != .redemption }
    }

    package func entries(
        of writer: String, _ sequences: ClosedRange<Int64>, home: Home
    ) throws(StoreError) -> [LedgerEntry] {
        state.ledger.entries.filter { $0.writer == writer && sequences.contains($0.sequence) }
    }

    package func checkpoint(
        of writer: String, covering sequence: Int64, home: Home
    ) throws(StoreError) -> Checkpoint? {
        state.checkpoints.first {
            $0.writer == writer && $0.home == home && ($0.first...$0.last).contains(sequence)
        }
    }

    package func reservation(_ id: ReservationID, home: Home) throws(StoreError) -> ReservationRecord? {
        state.reservations[Homed(id, home)]
    }

    package func holds(on coupon: CouponKey, home: Home) throws(StoreError) -> [ReservationRecord] {
        state.reservations.values.filter { record in
            record.home == home && record.state == .held
                && record.parts.contains { $0.coupon.key == coupon }
        }.sorted { ($0.expiresAt, $0.id) < ($1.expiresAt, $1.id) }
    }

    package func expiredHolds(
        before instant: Instant, home: Home, limit: Int
    ) throws(StoreError) -> [ReservationRecord] {
        let ended = state.reservations.values.filter { record in
            record.home == home && record.state == .held && record.expiresAt <= instant
        }
        return Array(ended.sorted { ($0.expiresAt, $0.id) < ($1.expiresAt, $1.id) }.prefix(limit))
    }

    package func lease(_ id: LeaseID, home: Home) throws(StoreError) -> LeaseRecord? {
        state.leases[Homed(id, home)]
    }

    package func holds(of lease: LeaseID, home: Home) throws(StoreError) -> [ReservationRecord] {
        state.reservations.values.filter { record in
            record.home == home && record.state == .held && record.lease == lease
        }.sorted { $0.id < $1.id }
    }

    package func latestUse(of coupon: CouponKey, home: Home) throws(StoreError) -> LedgerEntry? {
        guard let draft = state.ledger.standingUses(of: coupon, home: home).first else { return nil }
        return try entry(of: draft.redemption, home: home)
    }

    package func head(of home: Home) throws(StoreError) -> ChainHead {
        guard let last = state.ledger.entries.last else { return ChainHead(writer: MemoryLedger.writer) }
        return ChainHead(writer: last.writer, sequence: last.sequence, hash: last.hash)
    }
}
