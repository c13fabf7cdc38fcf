package import Vocabulary

/// Who is told what in which order, the same for every engine.
///
/// Of the unsettled events of a coupon at most one is *ready*, and only a ready one is tried. So the events of a
/// coupon are told one after the other, while those of other coupons go on.
package enum DeliveryProcedure {
    /// 256 events a turn: a few milliseconds of a transaction that redemptions wait for.
    package static let maximumDispatchCount = 256

    /// Carries out a turn on the rows of an open transaction; the caller commits.
    ///
    /// - Parameters:
    ///   - turn: What the deliverer says and wants.
    ///   - rows: The rows of the engine's transaction.
    /// - Returns: What the deliverer may try, once the transaction is committed.
    /// - Throws: What the engine throws; the transaction must then be rolled back.
    package static func run(
        _ turn: DeliveryTurn, on rows: inout some DeliveryRows
    ) throws(StoreError) -> DeliveryReport {
        var webhooks = try rows.webhooks()
        var report = DeliveryReport()
        for outcome in turn.outcomes { try record(outcome, turn, &webhooks, &report, on: &rows) }
        report.hasMore = try dispatch(at: turn.now, to: webhooks, on: &rows)
        for webhook in turn.recovered { try rows.hasten(webhook, at: turn.now) }
        for webhook in webhooks where webhook.state == .active {
            guard let count = turn.capacity[webhook.id], count > 0 else { continue }
            for delivery in try rows.due(for: webhook.id, at: turn.now, limit: count) {
                // A claim that ended by itself may stand before an earlier event that was replayed meanwhile.
                guard try rows.first(in: delivery.queue)?.event == delivery.event else {
                    try restoreHead(of: delivery.queue, at: turn.now, on: &rows)
                    continue
                }
                report.claims.append(try claim(delivery, of: webhook, turn, on: &rows))
            }
        }
        return report
    }

    /// Hands the oldest events out to the webhooks that are told of their kind.
    ///
    /// - Returns: Whether there may be more.
    private static func dispatch(
        at now: Instant, to webhooks: [WebhookRecord], on rows: inout some DeliveryRows
    ) throws(StoreError) -> Bool {
        let events = try rows.undispatched(limit: maximumDispatchCount)
        try rows.dispatch(events.map(\.number))
        for event in events {
            for webhook in webhooks where webhook.state != .removed && webhook.kinds.contains(event.kind) {
                try enqueue(event, for: webhook.id, at: now, on: &rows)
            }
        }
        return events.count == maximumDispatchCount
    }

    private static func enqueue(
        _ event: EventHeadline, for webhook: WebhookID, at now: Instant, on rows: inout some DeliveryRows
    ) throws(StoreError) {
        let delivery = DeliveryRecord(
            webhook: webhook, event: event.number, home: event.home, coupon: event.coupon, state: .waiting,
            nextAt: now)
        try rows.put(delivery)
        try restoreHead(of: delivery.queue, at: now, on: &rows)
    }

    /// Makes the earliest unsettled event of a coupon the ready one, unless another is being tried.
    private static func restoreHead(
        of queue: DeliveryQueue, at now: Instant, on rows: inout some DeliveryRows
    ) throws(StoreError) {
        guard var first = try rows.first(in: queue), first.state != .ready else { return }
        if var head = try rows.head(of: queue) {
            guard !head.isClaimed(at: now) else { return }
            head.state = .waiting
            head.claimant = nil
            try rows.put(head)
        }
        first.state = .ready
        try rows.put(first)
    }

    private static func claim(
        _ delivery: DeliveryRecord, of webhook: WebhookRecord, _ turn: DeliveryTurn,
        on rows: inout some DeliveryRows
    ) throws(StoreError) -> DeliveryClaim {
        var delivery = delivery
        delivery.attempts += 1
        delivery.claimant = turn.claimant
        delivery.firstAt = delivery.firstAt ?? turn.now
        delivery.nextAt = turn.now.advanced(bySeconds: turn.leaseSeconds)
        try rows.put(delivery)
        guard let event = try rows.event(delivery.event) else {
            throw .corrupt("event \(delivery.event) of a delivery is missing")
        }
        return DeliveryClaim(webhook: webhook, event: event, delivery: delivery)
    }
}

extension DeliveryProcedure {
    /// An outcome of an attempt that somebody repeated meanwhile changes nothing: theirs counts.
    private static func record(
        _ outcome: DeliveryOutcome, _ turn: DeliveryTurn, _ webhooks: inout [WebhookRecord],
        _ report: inout DeliveryReport, on rows: inout some DeliveryRows
    ) throws(StoreError) {
        guard var delivery = try rows.delivery(of: outcome.event, to: outcome.webhook),
            delivery.state == .ready, delivery.claimant == turn.claimant,
            delivery.attempts == outcome.attempt
        else { return }
        delivery.claimant = nil
        delivery.nextAt = turn.now
        delivery.lastStatus = outcome.status
        delivery.lastError = outcome.error
        switch outcome.verdict {
        case .delivered, .failed:
            delivery.state = outcome.verdict == .delivered ? .delivered : .failed
            delivery.settledAt = turn.now
        case .retry(let instant): delivery.nextAt = instant
        case .gone: try disable(outcome.webhook, turn, &webhooks, &report, on: &rows)
        case .released: break
        }
        try rows.put(delivery)
        try restoreHead(of: delivery.queue, at: turn.now, on: &rows)
    }

    private static func disable(
        _ id: WebhookID, _ turn: DeliveryTurn, _ webhooks: inout [WebhookRecord],
        _ report: inout DeliveryReport, on rows: inout some DeliveryRows
    ) throws(StoreError) {
        guard let index = webhooks.firstIndex(where: { $0.id == id && $0.state == .active }) else { return }
        webhooks[index].state = .disabled
        webhooks[index].stateAt = turn.now
        try rows.put(webhooks[index])
        try rows.append(
            AuditRecord(
                at: turn.now, by: .tessera, action: "webhook_disable", subject: id.text,
                detail: #"{"status":410}"#))
        report.disabled.append(id)
    }
}

extension DeliveryProcedure {
    /// Makes events wait for a webhook again, in their order, whatever became of them.
    ///
    /// Those of kinds that the webhook is not told of are passed over.
    ///
    /// - Parameters:
    ///   - events: Their numbers.
    ///   - id: The webhook.
    ///   - now: They are due at once.
    ///   - rows: The rows of the engine's transaction.
    /// - Returns: How many wait again.
    /// - Throws: What the engine throws; the transaction must then be rolled back.
    package static func replay(
        _ events: [Int64], to id: WebhookID, at now: Instant, on rows: inout some DeliveryRows
    ) throws(StoreError) -> Int {
        guard let webhook = try rows.webhooks().first(where: { $0.id == id }) else { return 0 }
        var count = 0
        for number in events {
            guard let event = try rows.headline(of: number), webhook.kinds.contains(event.kind) else {
                continue
            }
            count += 1
            guard var delivery = try rows.delivery(of: number, to: id) else {
                try enqueue(event, for: id, at: now, on: &rows)
                continue
            }
            guard !delivery.isClaimed(at: now) else { continue }
            if delivery.state.isSettled { delivery.state = .waiting }
            delivery.claimant = nil
            delivery.nextAt = now
            delivery.firstAt = nil
            delivery.settledAt = nil
            try rows.put(delivery)
            try restoreHead(of: delivery.queue, at: now, on: &rows)
        }
        return count
    }

    /// Makes known which webhooks there are; those that are no longer named are told nothing more.
    ///
    /// - Parameters:
    ///   - wanted: What each is told of.
    ///   - now: When.
    ///   - rows: The rows of the engine's transaction.
    /// - Throws: What the engine throws; the transaction must then be rolled back.
    package static func register(
        _ wanted: [WebhookID: Set<EventKind>], at now: Instant, on rows: inout some DeliveryRows
    ) throws(StoreError) {
        let known = try rows.webhooks()
        for (id, kinds) in wanted {
            var webhook =
                known.first { $0.id == id }
                ?? WebhookRecord(id: id, kinds: [], state: .removed, stateAt: now)
            guard webhook.state == .removed || webhook.kinds != kinds else { continue }
            if webhook.state == .removed { (webhook.state, webhook.stateAt) = (.active, now) }
            webhook.kinds = kinds
            try rows.put(webhook)
        }
        for var webhook in known where wanted[webhook.id] == nil && webhook.state != .removed {
            (webhook.state, webhook.stateAt) = (.removed, now)
            try rows.put(webhook)
        }
    }
}
