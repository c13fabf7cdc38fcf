import Promotion
package import Store
package import Vocabulary

/// Makes batches of coupons, lists them and takes them back.
package struct BatchService: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// 5,000 coupons a transaction: short enough that a till waits under a tenth of a second for one.
    package static let chunkCount: UInt32 = 5_000

    /// How far an issue has come.
    package typealias Progress = @Sendable (_ issued: UInt32, _ count: UInt32) -> Void

    /// Makes a batch, or goes on with the unfinished one of the same id.
    ///
    /// Cancelling its task ends it between two transactions, so that the same order resumes it.
    ///
    /// - Parameters:
    ///   - order: What the batch should be.
    ///   - progress: Called after every transaction.
    /// - Returns: The finished batch.
    /// - Throws: `ServiceError`; `interrupted` if the task was cancelled.
    package func issue(
        _ order: BatchOrder, progress: Progress = { _, _ in }
    ) async throws(ServiceError) -> BatchRecord {
        var batch = try await openBatch(order)
        let maker = try CouponMaker(batch: batch, context: context)
        let keys = CouponKeys(lookup: context.keys.couponLookup)
        while batch.issued < batch.count {
            guard !Task.isCancelled else {
                throw .interrupted(done: Int(batch.issued), of: Int(batch.count), resume: batch.id.text)
            }
            let first = batch.issued + 1
            let last = min(batch.issued + Self.chunkCount, batch.count)
            let chunk = (first...last).map { keys.key(of: maker.code(serial: $0)) }
            try await stored(
                await context.store.issue(chunk, firstSerial: first, of: batch.id, home: context.home()))
            batch.issued = last
            progress(batch.issued, batch.count)
        }
        return batch
    }

    package func list() async throws(ServiceError) -> [BatchRecord] {
        try await stored(await context.store.batches())
    }

    /// Returns a batch.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func show(_ id: BatchID) async throws(ServiceError) -> BatchRecord {
        let batch = try await stored(await context.store.batch(id))
        guard let batch else { throw .notFound(kind: "batch", name: id.text) }
        return batch
    }

    /// Makes every coupon of a batch worthless, at once and for good.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func revoke(_ id: BatchID) async throws(ServiceError) {
        _ = try await show(id)
        try await context.audit(.batchRevoke, id.text)
        let now = context.surroundings.now()
        let isKnown = try await stored(await context.store.revoke(id, at: now))
        guard isKnown else { throw .notFound(kind: "batch", name: id.text) }
    }
}

extension BatchService {
    private func openBatch(_ order: BatchOrder) async throws(ServiceError) -> BatchRecord {
        let draft = try await draft(order)
        try await audit(draft)
        let batch = try await stored(await context.store.addBatch(draft))
        guard batch.matches(draft) else { throw .exists(kind: "batch", name: draft.id.text) }
        return batch
    }

    /// Tells the audit log of a batch that is new, or that goes on after it was interrupted.
    private func audit(_ draft: BatchRecord) async throws(ServiceError) {
        let known = try await stored(await context.store.batch(draft.id))
        guard known.map({ $0.matches(draft) && $0.issued < $0.count }) ?? true else { return }
        try await context.audit(
            .batchIssue, draft.id.text,
            detail: [
                "offer": .text(draft.offer.text), "count": .number(Int64(draft.count)),
                "after": .number(Int64(known?.issued ?? 0)),
            ])
    }

    private func draft(_ order: BatchOrder) async throws(ServiceError) -> BatchRecord {
        let offer = try await stored(await context.store.offer(order.offer))
        guard let offer else { throw .notFound(kind: "offer", name: order.offer.text) }
        let uses = order.usesPerCoupon ?? offer.offer.limits.usesPerCoupon
        try check(order, uses: uses)
        try await checkPlacement(order.placement)
        let id = try await id(of: order)
        return try BatchRecord(
            drafting: id, of: offer, placement: order.placement, profile: order.profile, count: order.count,
            usesPerCoupon: uses, context: context, at: context.surroundings.now())
    }

    private func check(_ order: BatchOrder, uses: UInt32) throws(ServiceError) {
        var faults: [InputFault] = []
        if !(1...BatchRecord.maximumCount).contains(order.count) {
            faults.append(
                InputFault(
                    pointer: "/count", detail: "1 to \(BatchRecord.maximumCount) coupons, not \(order.count)")
            )
        }
        if let detail = Self.fault(of: uses, order.profile) {
            faults.append(InputFault(pointer: "/uses", detail: detail))
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }

    /// What is wrong with a number of uses, the order's or else the offer's.
    private static func fault(of uses: UInt32, _ profile: BatchRecord.Profile) -> String? {
        let (most, signed) = (Limits.maximumUsesPerCoupon, Limits.maximumUsesPerSignedCoupon)
        guard (1...most).contains(uses) else { return "1 to \(most) uses, not \(uses)" }
        guard profile == .signed, uses > signed else { return nil }
        return """
            1 to \(signed) uses, not \(uses): a signed code carries the count in one byte; short codes take up to \
            \(most)
            """
    }

    private func checkPlacement(_ id: PlacementID?) async throws(ServiceError) {
        guard let id else { return }
        let placement = try await stored(await context.store.placement(id))
        guard placement != nil else { throw .notFound(kind: "placement", name: id.text) }
    }

    /// The id asked for, or the offer's with the first number that is free.
    private func id(of order: BatchOrder) async throws(ServiceError) -> BatchID {
        if let id = order.id { return id }
        let taken = Set(try await list().map(\.id))
        var number = 1
        while taken.contains(BatchID(unchecked: "\(order.offer.text.prefix(50))-\(number)")) { number += 1 }
        return BatchID(unchecked: "\(order.offer.text.prefix(50))-\(number)")
    }
}

extension BatchRecord {
    /// Whether an order for `draft` is an order for this batch, finished or not.
    fileprivate func matches(_ draft: BatchRecord) -> Bool {
        offer == draft.offer && count == draft.count && profile == draft.profile
            && placement == draft.placement && usesPerCoupon == draft.usesPerCoupon
    }
}
