package import Logging
import Payload
import Store
import Synchronization
import Vocabulary

/// Tells webhooks of events until it is stopped.
///
/// What it may try it claims from storage for a while, so that several verifiers on one database share the work and
/// none of it is lost with one of them. All that is to be written, results and new claims of every webhook, goes into
/// one transaction a turn, and turns are spaced, so that redemptions hardly wait for it.
package final class WebhookDeliverer: Sendable {
    private let context: ServiceContext
    private let caller: any WebhookCaller
    private let watcher: any DeliveryWatcher
    private let logger: Logger
    private let writer: EventWriter
    /// Names this deliverer in claims.
    private let claimant: String
    private let webhooks: [WebhookID: WebhookSettings]
    private let desk = Mutex(DeliveryDesk())

    /// 25 ms from one turn to the next: at most 40 transactions a second beside those of redemptions.
    private static let turnPause = Duration.milliseconds(25)
    /// A second: retries are due, and other processes of this workspace redeem too.
    private static let tickPause = Duration.seconds(1)
    /// Every 15 ticks what waits is counted, as often as Prometheus asks by default.
    private static let ticksPerCount = 15
    /// At a shutdown calls have 3 seconds to end; those that do not are made again later.
    private static let farewellMilliseconds = 3_000
    private static let farewellStepMilliseconds = 20

    /// Prepares to deliver to the webhooks of the settings.
    ///
    /// - Parameters:
    ///   - context: Settings, keys, storage and clock.
    ///   - caller: What carries messages.
    ///   - watcher: What is told of every attempt, for metrics.
    ///   - logger: Where failures are logged, without addresses and codes.
    package init(
        _ context: ServiceContext, caller: any WebhookCaller, watcher: any DeliveryWatcher, logger: Logger
    ) {
        self.context = context
        self.caller = caller
        self.watcher = watcher
        self.logger = logger
        writer = EventWriter(context)
        claimant = TimeOrderedName.make("d", context.surroundings)
        webhooks = Dictionary(context.configuration.webhooks.map { ($0.id, $0) }) { first, _ in first }
    }

    /// Delivers until `stop()` or until the task is cancelled; then ends its calls and records what became of them.
    package func run() async {
        let rings = context.eventBell.rings()
        context.eventBell.ring()
        let ticker = Task { await tick() }
        defer { ticker.cancel() }
        await withDiscardingTaskGroup { group in
            var isRegistered = false
            for await _ in rings {
                if !isRegistered { isRegistered = await register() }
                guard isRegistered else { continue }
                for claim in await turn() {
                    group.addTask { await self.deliver(claim) }
                }
                try? await Task.sleep(for: Self.turnPause)
            }
            await farewell()
            group.cancelAll()
        }
        await finish()
    }

    /// Takes no more; `run()` returns soon.
    package func stop() {
        context.eventBell.silence()
    }

    private func register() async -> Bool {
        do {
            try await context.store.register(
                webhooks.mapValues(\.kinds), at: context.surroundings.now())
            return true
        } catch {
            logger.error("webhooks could not be registered", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func tick() async {
        var count = 0
        while !Task.isCancelled {
            if count % Self.ticksPerCount == 0 { await countBacklog() }
            count += 1
            try? await Task.sleep(for: Self.tickPause)
            context.eventBell.ring()
        }
    }

    private func countBacklog() async {
        for id in webhooks.keys.sorted() {
            guard let backlog = try? await context.store.backlog(of: id) else { return }
            watcher.counted(backlog, of: id, at: context.surroundings.now())
        }
    }

    private func farewell() async {
        for _ in 0..<(Self.farewellMilliseconds / Self.farewellStepMilliseconds) {
            guard desk.withLock({ $0.isCalling }), !Task.isCancelled else { return }
            try? await Task.sleep(for: .milliseconds(Self.farewellStepMilliseconds))
        }
    }
}

extension WebhookDeliverer {
    /// Records what was done and claims more, if there is anything to record or to claim.
    private func turn() async -> [DeliveryClaim] {
        let now = context.surroundings.now()
        let turn = desk.withLock { desk in
            desk.turn(claimant: claimant, now: now, webhooks: webhooks.keys)
        }
        do {
            if turn.outcomes.isEmpty, turn.recovered.isEmpty {
                let free = turn.capacity.filter { $0.value > 0 }.map(\.key)
                guard try await context.store.hasDeliveries(for: free, at: now) else { return [] }
            }
            let report = try await context.store.take(turn)
            for webhook in report.disabled {
                logger.error(
                    "a webhook's receiver is gone (410): disabled until `tessera webhook enable`",
                    metadata: ["webhook": "\(webhook)"])
            }
            desk.withLock { $0.begin(report.claims) }
            if report.hasMore { context.eventBell.ring() }
            return report.claims
        } catch {
            // Whatever was to be written is written next time; a lease that ends meanwhile only repeats a call.
            desk.withLock { $0.takeBack(turn) }
            logger.error("deliveries could not be recorded", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// Records the last results, so that what was delivered is not delivered again after a restart.
    private func finish() async {
        let turn = desk.withLock {
            $0.turn(claimant: claimant, now: context.surroundings.now(), webhooks: [])
        }
        guard !turn.outcomes.isEmpty else { return }
        do {
            _ = try await context.store.take(turn)
        } catch {
            logger.error("the last deliveries could not be recorded", metadata: ["error": "\(error)"])
        }
    }

    private func deliver(_ claim: DeliveryClaim) async {
        let started = ContinuousClock.now
        let result = await attempt(claim)
        let verdict = verdict(on: result, of: claim)
        let outcome = DeliveryOutcome(
            webhook: claim.webhook.id, event: claim.event.number, attempt: claim.delivery.attempts,
            verdict: verdict, status: result.reply?.status, error: result.trouble)
        desk.withLock { $0.end(outcome) }
        watcher.ended(outcome, of: claim.event.draft.kind, after: ContinuousClock.now - started)
        log(outcome, claim)
        context.eventBell.ring()
    }

    private struct AttemptResult {
        var reply: WebhookReply?
        var trouble: String?
    }

    private func attempt(_ claim: DeliveryClaim) async -> AttemptResult {
        guard let settings = webhooks[claim.webhook.id] else {
            return AttemptResult(trouble: "not in the settings")
        }
        do {
            let body = try JSONText.document(try await writer.document(claim.event))
            let now = context.surroundings.now()
            let reply = try await WebhookMessage(id: claim.event.draft.id, body: body).send(
                to: settings.address, secrets: context.keys.signingSecrets(of: claim.webhook, at: now),
                at: now,
                by: caller)
            return AttemptResult(
                reply: reply, trouble: (200...299).contains(reply.status) ? nil : "status \(reply.status)")
        } catch let silence as WebhookSilence {
            return AttemptResult(trouble: silence.reason)
        } catch {
            logger.error(
                "an event could not be written",
                metadata: ["event": "\(claim.event.draft.id)", "error": "\(error)"])
            return AttemptResult(trouble: "the event could not be written")
        }
    }

    /// A call that the shutdown cut off was no attempt of its own.
    private func verdict(on result: AttemptResult, of claim: DeliveryClaim) -> DeliveryOutcome.Verdict {
        if result.reply == nil, Task.isCancelled { return .released }
        let now = context.surroundings.now()
        let random = context.surroundings.randomBytes(2).reduce(0) { $0 << 8 | Int($1) }
        return RetrySchedule.verdict(
            on: result.reply, firstAt: claim.delivery.firstAt ?? now, now: now,
            jitter: Double(random) / 65_535)
    }

    private func log(_ outcome: DeliveryOutcome, _ claim: DeliveryClaim) {
        let metadata: Logger.Metadata = [
            "webhook": "\(outcome.webhook)", "event": "\(claim.event.draft.id)",
            "attempt": "\(outcome.attempt)", "trouble": "\(outcome.error ?? "none")",
        ]
        switch outcome.verdict {
        case .delivered, .released, .gone: break
        case .retry: logger.notice("a delivery failed and will be repeated", metadata: metadata)
        case .failed:
            logger.error(
                "a delivery was given up; `tessera webhook replay` repeats it", metadata: metadata)
        }
    }
}
