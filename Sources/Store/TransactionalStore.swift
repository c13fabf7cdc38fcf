import Promotion
package import Vocabulary

/// An engine that hands out the rows of a transaction: redemptions and reversals then follow from the procedures.
package protocol TransactionalStore: RedemptionStore {
    associatedtype Rows: ReversalRows

    /// Runs `body` in a transaction of its own and returns once it is on disk.
    ///
    /// - Parameter body: Gets rows that must not be kept; what it throws rolls everything back.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` threw, or what the engine met.
    func inTransaction<Answer: Sendable>(
        _ body: @escaping @Sendable (inout Rows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer

    /// Runs `body` on what is committed now; nothing that it does is written.
    func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (Rows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer
}

extension TransactionalStore {
    package func redeem(
        _ group: [RedemptionAttempt], decide: @escaping RedemptionRule
    ) async throws(StoreError) -> [RedemptionAnswer] {
        try await inTransaction { (rows: inout Rows) throws(StoreError) -> [RedemptionAnswer] in
            var answers: [RedemptionAnswer] = []
            answers.reserveCapacity(group.count)
            for attempt in group {
                answers.append(try RedemptionProcedure.run(attempt, on: &rows, decide: decide))
            }
            return answers
        }
    }

    package func preview(
        _ attempt: RedemptionAttempt, decide: @escaping RedemptionRule
    ) async throws(StoreError) -> RedemptionRecord {
        try await inSnapshot { (rows: Rows) throws(StoreError) -> RedemptionRecord in
            try RedemptionProcedure.preview(attempt, on: rows, decide: decide)
        }
    }

    package func reverse(
        _ attempt: ReversalAttempt, decide: @escaping ReversalRule
    ) async throws(StoreError) -> ReversalAnswer {
        try await inTransaction { (rows: inout Rows) throws(StoreError) -> ReversalAnswer in
            try ReversalProcedure.run(attempt, on: &rows, decide: decide)
        }
    }

    package func coupon(_ key: CouponKey, home: Home) async throws(StoreError) -> CouponStatus? {
        try await inSnapshot { (rows: Rows) throws(StoreError) -> CouponStatus? in
            guard let coupon = try rows.coupon(key, home: home) else { return nil }
            guard let offer = try rows.offer(coupon.offer) else {
                throw .corrupt("offer \(coupon.offer) of batch \(coupon.identity.batch) is missing")
            }
            let earlier = try rows.earlierUses(of: key, home: home, limit: Redemption.maximumEarlierUses)
            return CouponStatus(coupon: coupon, offer: offer, earlierUses: earlier)
        }
    }

    package func entries(
        of redemption: RedemptionID, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        try await inSnapshot { (rows: Rows) throws(StoreError) -> [LedgerEntry] in
            guard let entry = try rows.entry(of: redemption, home: home) else { return [] }
            return [entry] + (try rows.reversals(of: redemption, home: home))
        }
    }
}
