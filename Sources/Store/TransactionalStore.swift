import Promotion
package import Vocabulary

/// An engine that hands out the rows of a transaction: what a group does then follows from the procedures.
package protocol TransactionalStore: RedemptionStore {
    associatedtype Reader: RowReader

    /// Runs `body` in a transaction of its own, writes what it left in the rows, and returns once it is on disk.
    ///
    /// - Parameters:
    ///   - group: The attempts that `body` carries out, so that an engine can read ahead what they need.
    ///   - body: Gets rows that must not be kept; what it throws rolls everything back. It may run again.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` threw, or what the engine met.
    func inTransaction<Answer: Sendable>(
        for group: [Attempt],
        _ body: @escaping @Sendable (inout GroupRows<Reader>) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer

    /// Runs `body` on what is committed now; nothing that it does is written.
    func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (Reader) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer
}

extension TransactionalStore {
    package func carryOut(_ group: [Attempt], by rules: GroupRules) async throws(StoreError) -> [GroupAnswer]
    {
        try await inTransaction(for: group) {
            (rows: inout GroupRows<Reader>) throws(StoreError) -> [GroupAnswer] in
            try GroupProcedure.run(group, on: &rows, by: rules)
        }
    }

    package func preview(
        _ attempt: RedemptionAttempt, by rules: GroupRules
    ) async throws(StoreError) -> RedemptionPreview {
        try await inSnapshot { (reader: Reader) throws(StoreError) -> RedemptionPreview in
            try RedemptionProcedure.preview(attempt, on: reader, by: rules)
        }
    }

    package func coupon(_ key: CouponKey, home: Home) async throws(StoreError) -> CouponStatus? {
        try await inSnapshot { (reader: Reader) throws(StoreError) -> CouponStatus? in
            guard let coupon = try reader.coupon(key, home: home) else { return nil }
            guard let offer = try reader.offer(coupon.offer) else {
                throw .corrupt("offer \(coupon.offer) of batch \(coupon.identity.batch) is missing")
            }
            let earlier = try reader.earlierUses(of: key, home: home, limit: Redemption.maximumEarlierUses)
            return CouponStatus(coupon: coupon, offer: offer, earlierUses: earlier)
        }
    }

    package func entries(
        of redemption: RedemptionID, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        try await inSnapshot { (reader: Reader) throws(StoreError) -> [LedgerEntry] in
            guard let entry = try reader.entry(of: redemption, home: home) else { return [] }
            return [entry] + (try reader.reversals(of: redemption, home: home))
        }
    }

    package func proof(of entry: LedgerEntry) async throws(StoreError) -> ReceiptProof? {
        try await inSnapshot { (reader: Reader) throws(StoreError) -> ReceiptProof? in
            var rows = GroupRows(reader)
            return try AnswerRestoring.receipt(of: entry, on: &rows)?.proof
        }
    }

    package func reservation(
        _ id: ReservationID, home: Home
    ) async throws(StoreError) -> ReservationRecord? {
        try await inSnapshot { (reader: Reader) throws(StoreError) -> ReservationRecord? in
            try reader.reservation(id, home: home)
        }
    }
}
