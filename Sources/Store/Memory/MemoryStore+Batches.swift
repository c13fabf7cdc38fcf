package import Vocabulary

extension MemoryStore: BatchStore {
    package func addBatch(_ draft: BatchRecord) async throws(StoreError) -> BatchRecord {
        if let known = state.batches[draft.id] { return known }
        guard state.owners[draft.offer] == draft.campaign else {
            throw .constraint("campaign \(draft.campaign) has no offer \(draft.offer)")
        }
        if let placement = draft.placement, state.placements[placement] == nil {
            throw .constraint("there is no placement \(placement)")
        }
        let number = (state.batches.values.map(\.number).max() ?? 0) + 1
        guard number <= BatchRecord.maximumNumber else { throw .constraint("all batch numbers are taken") }
        var batch = draft
        batch.number = number
        batch.issued = 0
        state.batches[batch.id] = batch
        return batch
    }

    package func issue(
        _ keys: [CouponKey], firstSerial: UInt32, of batch: BatchID, home: Home
    ) async throws(StoreError) {
        guard let record = state.batches[batch] else { throw .constraint("there is no batch \(batch)") }
        try record.checkIssue(of: keys.count, firstSerial: firstSerial)
        guard Set(keys).count == keys.count, keys.allSatisfy({ state.coupons[Homed($0, home)] == nil })
        else { throw .constraint("a coupon of batch \(batch) exists already") }
        for (serial, key) in zip(firstSerial..., keys) {
            state.coupons[Homed(key, home)] = MemoryState.Coupon(
                batch: batch, serial: serial, usesAllowed: record.usesPerCoupon)
        }
        state.batches[batch]?.issued += UInt32(keys.count)
    }

    package func batches() async throws(StoreError) -> [BatchRecord] {
        state.batches.values.sorted { $0.number < $1.number }
    }

    package func batch(_ id: BatchID) async throws(StoreError) -> BatchRecord? {
        state.batches[id]
    }

    package func revoke(_ batch: BatchID, at instant: Instant) async throws(StoreError) -> Bool {
        guard state.batches[batch] != nil else { return false }
        state.batches[batch]?.state = .revoked
        return true
    }

    package func usesTaken(of batch: BatchID) async throws(StoreError) -> [UInt32: UInt32] {
        var uses: [UInt32: UInt32] = [:]
        for coupon in state.coupons.values where coupon.batch == batch && coupon.uses.taken > 0 {
            uses[coupon.serial] = coupon.uses.taken
        }
        return uses
    }

    package func standing(of batch: BatchID, at instant: Instant) async throws(StoreError) -> BatchStanding? {
        guard let record = state.batches[batch] else { return nil }
        guard let campaign = state.campaigns[record.campaign] else {
            throw .corrupt("batch \(batch) is of a campaign that is not there")
        }
        var standing = BatchStanding(record, campaign: campaign.state)
        for coupon in state.coupons.values
        where coupon.batch == batch && coupon.uses.taken >= coupon.usesAllowed {
            standing.markUsedUp(coupon.serial)
        }
        for (key, uses) in leasedUses(at: instant) {
            guard let coupon = state.coupons[key], coupon.batch == batch,
                coupon.uses.taken + uses >= coupon.usesAllowed
            else { continue }
            standing.markLeased(coupon.serial)
        }
        return standing
    }

    /// How many uses of each coupon leases hold.
    private func leasedUses(at instant: Instant) -> [Homed<CouponKey>: UInt32] {
        var uses: [Homed<CouponKey>: UInt32] = [:]
        for hold in state.reservations.values where hold.state == .held {
            guard let id = hold.lease, let lease = state.leases[Homed(id, hold.home)],
                lease.returnedAt == nil, lease.heldUntil > instant
            else { continue }
            for part in hold.parts { uses[Homed(part.coupon.key, hold.home), default: 0] += 1 }
        }
        return uses
    }
}
