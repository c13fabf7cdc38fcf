package import Vocabulary

extension MemoryStore {
    package func coupons(
        madeOutTo members: [MemberID], limit: Int, home: Home
    ) async throws(StoreError) -> [MemberCoupon] {
        var found: [(number: UInt32, coupon: MemberCoupon)] = []
        for (key, coupon) in state.coupons where key.home == home {
            guard let holder = coupon.holder, members.contains(holder) else { continue }
            let held = MemberCoupon(
                batch: coupon.batch, serial: coupon.serial, holder: holder, usesAllowed: coupon.usesAllowed,
                usesTaken: coupon.uses.taken)
            found.append((state.batches[coupon.batch]?.number ?? 0, held))
        }
        let latest = found.sorted { ($0.number, $0.coupon.serial) > ($1.number, $1.coupon.serial) }
        return latest.prefix(min(max(limit, 1), MemberCoupon.maximumCount)).map(\.coupon)
    }
}
