import Promotion
import Store
import Support
import Testing
import Vocabulary

/// Does random things with several deliverers, and checks the promises against a plain record of what happened.
@Suite struct DeliveryModelTests {
    static let stepCount = 1_500
    static let couponCount: UInt32 = 4

    @Test(
        "Whatever deliverers do: one at a time of a coupon, the earliest first, and nothing is lost",
        arguments: Engine.allCases)
    func promises(engine: Engine) async throws {
        try await engine.withStore(events: .kept) { store in
            try await store.registerBoth()
            var world = DeliveryWorld(generator: .forTests())
            for _ in 0..<Self.stepCount {
                switch world.generator.next() % 16 {
                case 0...3: try await world.happen(on: store)
                case 4...11: try await world.turn(on: store)
                case 12: world.seconds += Int64(world.generator.next() % 20)
                case 13: world.seconds += OutboxFixture.leaseSeconds + 1
                case 14: try await world.replay(on: store)
                default: try await world.toggle(on: store)
                }
            }
            try await world.drain(store)
            #expect(world.claimCount > Self.stepCount / 4, "seed \(world.generator.seed): little happened")
        }
    }
}

/// What happened so far.
private struct DeliveryWorld {
    var generator: SplitMix64
    var seconds: Int64 = 0
    var claimCount = 0
    /// Which redemption of a coupon stands, if one does.
    private var standing: [UInt32: String] = [:]
    private var keyCount = 0
    /// What is not settled, by webhook.
    private var unsettled: [WebhookID: Set<Int64>] = [:]
    private var eventCount: Int64 = 0
    private var coupons: [Int64: CouponKey] = [:]
    private var isRedemption: [Int64: Bool] = [:]
    /// Claims whose holder has not said what became of them, and until when they hold.
    private var claims: [(holder: String, claim: DeliveryClaim, until: Int64)] = []

    init(generator: SplitMix64) {
        self.generator = generator
    }

    private mutating func pick<Item>(_ items: [Item]) -> Item {
        items[Int(generator.next() % UInt64(items.count))]
    }

    /// One more event of a coupon: it is redeemed, or its redemption returned.
    mutating func happen(on store: any ContractStore) async throws {
        let serial = 1 + UInt32(generator.next() % UInt64(DeliveryModelTests.couponCount))
        keyCount += 1
        eventCount += 1
        coupons[eventCount] = Fixture.key("once", serial)
        isRedemption[eventCount] = standing[serial] == nil
        if let redemption = standing.removeValue(forKey: serial) {
            let answer = try await store.reverse(Fixture.reversal(of: redemption, key: "v\(keyCount)"))
            try #require(answer.acceptance != nil)
        } else {
            let answer = try await store.redeem(Fixture.attempt("once", serial, key: "r\(keyCount)"))
            try #require(answer.acceptance != nil)
            standing[serial] = "r\(keyCount)"
        }
        for webhook in subscribers(of: eventCount) { unsettled[webhook, default: []].insert(eventCount) }
    }

    private func subscribers(of event: Int64) -> [WebhookID] {
        isRedemption[event] == true ? [OutboxFixture.crm, OutboxFixture.stock] : [OutboxFixture.crm]
    }

    /// A deliverer says what became of some of its attempts and takes more.
    mutating func turn(on store: any ContractStore) async throws {
        let holder = pick(["d1", "d2", "d3"])
        var outcomes: [DeliveryOutcome] = []
        for held in claims where held.holder == holder && generator.next() % 3 > 0 {
            outcomes.append(held.claim.ends(verdict()))
        }
        try await exchange(
            holder, outcomes, take: [OutboxFixture.crm: Int(generator.next() % 4), OutboxFixture.stock: 2],
            on: store)
    }

    private mutating func verdict() -> DeliveryOutcome.Verdict {
        let pause = Int64(generator.next() % 30)
        let later = Fixture.now.advanced(bySeconds: seconds + pause)
        return pick([.delivered, .delivered, .delivered, .retry(at: later), .failed, .released])
    }

    private mutating func exchange(
        _ holder: String, _ outcomes: [DeliveryOutcome], take: [WebhookID: Int], on store: any ContractStore
    ) async throws {
        let recovered: Set<WebhookID> = generator.next() % 8 == 0 ? [OutboxFixture.crm] : []
        let report = try await store.take(
            OutboxFixture.turn(holder, later: seconds, take: take, outcomes: outcomes, recovered: recovered))
        for outcome in outcomes { try await settle(outcome, by: holder, on: store) }
        for claim in report.claims {
            try check(claim)
            // Whoever held it before has lost it.
            claims.removeAll { $0.claim.webhook.id == claim.webhook.id && $0.claim.event == claim.event }
            claims.append((holder, claim, seconds + OutboxFixture.leaseSeconds))
            claimCount += 1
        }
    }

    /// An outcome of a claim that holds must count; one that came too late may.
    private mutating func settle(
        _ outcome: DeliveryOutcome, by holder: String, on store: any ContractStore
    ) async throws {
        let index = claims.firstIndex { held in
            held.holder == holder && held.claim.webhook.id == outcome.webhook
                && held.claim.event.number == outcome.event && held.claim.delivery.attempts == outcome.attempt
        }
        guard let index else { return }
        let isHeld = claims[index].until > seconds
        claims.remove(at: index)
        guard outcome.verdict == .delivered || outcome.verdict == .failed else { return }
        let stored = try await store.deliveries(of: [outcome.event])
        let isSettled = stored.contains { $0.webhook == outcome.webhook && $0.state.isSettled }
        try #require(isSettled || !isHeld, "seed \(generator.seed): a result was lost")
        if isSettled { unsettled[outcome.webhook]?.remove(outcome.event) }
    }

    /// A claim is of the earliest unsettled event of its coupon, and nobody else tries one of that coupon.
    private func check(_ claim: DeliveryClaim) throws {
        let number = claim.event.number
        let coupon = coupons[number]
        let same = (unsettled[claim.webhook.id] ?? []).filter { coupons[$0] == coupon }
        try #require(same.min() == number, "seed \(generator.seed): \(number) before \(same.min() ?? 0)")
        let others = claims.filter { held in
            held.claim.webhook.id == claim.webhook.id && held.claim.event.draft.coupon == coupon
                && held.until > seconds
        }
        try #require(others.isEmpty, "seed \(generator.seed): \(number) is tried twice at once")
    }

    mutating func replay(on store: any ContractStore) async throws {
        guard eventCount > 0 else { return }
        let number = 1 + Int64(generator.next() % UInt64(eventCount))
        let webhook = pick([OutboxFixture.crm, OutboxFixture.stock])
        let isClaimed = claims.contains { held in
            held.claim.webhook.id == webhook && held.claim.event.number == number && held.until > seconds
        }
        let count = try await store.replay(
            [number], to: webhook, at: Fixture.now.advanced(bySeconds: seconds),
            audit: OutboxFixture.audit("replay"))
        try #require(count == (subscribers(of: number).contains(webhook) ? 1 : 0))
        guard count == 1, !isClaimed else { return }
        unsettled[webhook, default: []].insert(number)
        // A claim that has ended by itself is no longer anybody's.
        claims.removeAll { $0.claim.webhook.id == webhook && $0.claim.event.number == number }
    }

    mutating func toggle(on store: any ContractStore) async throws {
        let state: WebhookRecord.State = generator.next() % 3 == 0 ? .disabled : .active
        _ = try await store.setState(state, of: OutboxFixture.crm, audit: OutboxFixture.audit("toggle"))
    }

    /// Everything that is not settled is told in the end, and storage and record agree.
    mutating func drain(_ store: any ContractStore) async throws {
        _ = try await store.setState(.active, of: OutboxFixture.crm, audit: OutboxFixture.audit("enable"))
        for _ in 0..<(Int(eventCount) * 2 + 10) {
            seconds += OutboxFixture.leaseSeconds + 1
            let outcomes = claims.filter { $0.holder == "d1" }.map { $0.claim.ends(.delivered) }
            try await exchange(
                "d1", outcomes, take: [OutboxFixture.crm: 100, OutboxFixture.stock: 100], on: store)
        }
        for webhook in [OutboxFixture.crm, OutboxFixture.stock] {
            #expect(unsettled[webhook]?.isEmpty == true, "seed \(generator.seed)")
            #expect(try await store.backlog(of: webhook).unsettledCount == 0, "seed \(generator.seed)")
        }
        let deliveries = try await store.deliveries(of: Array(1...eventCount))
        let wanted = (1...eventCount).flatMap(subscribers).count
        #expect(deliveries.count == wanted, "seed \(generator.seed)")
    }
}
