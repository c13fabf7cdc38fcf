import Promotion
package import Vocabulary

/// An engine that hands out the rows of a transaction: what a group does then follows from the procedures.
package protocol TransactionalStore: RedemptionStore {
    associatedtype Reader: RowReader

    /// Runs `body` in a transaction of its own, writes what it left in the rows, and tells once it is committed.
    ///
    /// - Parameters:
    ///   - group: The attempts that `body` carries out, so that an engine can read ahead what they need; asked for once, when
    ///     their turn has come.
    ///   - body: Gets them, and rows that must not be kept; what it throws rolls everything back. It may run again.
    ///   - end: Called once, on whatever thread committed, with what `body` returned, to be given out once it is on disk, or
    ///     with what it threw or the engine met.
    func commit<Answer: Sendable>(
        _ group: @escaping @Sendable () -> [Attempt],
        _ body: @escaping @Sendable ([Attempt], inout GroupRows<Reader>) throws(StoreError) -> Answer,
        then end: @escaping @Sendable (Result<Committed<Answer>, StoreError>) -> Void)

    /// Runs `body` on what is committed now; nothing that it does is written.
    func inSnapshot<Answer: Sendable>(
        _ body: @escaping @Sendable (Reader) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer
}

extension TransactionalStore {
    /// Runs `body` in a transaction of its own, and returns once it is on disk.
    package func inTransaction<Answer: Sendable>(
        for group: [Attempt],
        _ body: @escaping @Sendable (inout GroupRows<Reader>) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        let result = await withCheckedContinuation { continuation in
            commit(
                { group }, { (_, rows) throws(StoreError) in try body(&rows) },
                then: { continuation.resume(returning: $0) })
        }
        return try await result.get().settled()
    }

    package func commit(
        _ group: @escaping @Sendable () -> [Attempt], by rules: GroupRules,
        then end: @escaping @Sendable (Result<Committed<[GroupAnswer]>, StoreError>) -> Void
    ) {
        commit(
            group,
            { (group: [Attempt], rows: inout GroupRows<Reader>) throws(StoreError) -> [GroupAnswer] in
                try GroupProcedure.run(group, on: &rows, by: rules)
            }, then: end)
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
