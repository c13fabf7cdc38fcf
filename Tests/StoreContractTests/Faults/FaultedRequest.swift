import Promotion
import Store
import Vocabulary

/// Everything that a till asks for, as a group that can be made again and again under other keys.
enum FaultedRequest: String, CaseIterable, Sendable {
    case redemptions, stack, reservation, settlement, release, wholeReturn, partialReturn, expiry, refusal,
        lease,
        journal

    /// What must have happened before.
    func before(_ number: Int) -> [Attempt] {
        let second = Self.second(number)
        switch self {
        case .redemptions, .stack, .reservation, .refusal, .lease: return []
        case .journal: return [.lease(Self.lease("b\(number)", second))]
        case .settlement, .release, .expiry: return [Self.hold("b\(number)", second)]
        case .wholeReturn, .partialReturn:
            return [
                .redeem(
                    Fixture.attempt("f-sum", 4, key: "b\(number)", member: "m-1", secondsLater: second))
            ]
        }
    }

    /// What is asked for, in one transaction.
    func group(_ number: Int) -> [Attempt] {
        let second = Self.second(number) + 60
        let key = "k\(number)"
        switch self {
        case .redemptions:
            return (UInt32(1)...3).map { serial in
                .redeem(
                    Fixture.attempt(
                        "f-sum", serial, key: "\(key)-\(serial)", member: "m-1", purchase: "P\(number)",
                        secondsLater: second))
            }
        case .stack: return [.redeem(Self.stack(key, second))]
        case .reservation: return [Self.hold(key, second)]
        case .settlement:
            return [.settle(Fixture.settlement(of: "b\(number)", key: key, secondsLater: second))]
        case .release: return [.release(Fixture.release(of: "b\(number)", key: key, secondsLater: second))]
        case .wholeReturn:
            return [.reverse(Fixture.reversal(of: "b\(number)", key: key, secondsLater: second))]
        case .partialReturn:
            let part = Fixture.reversal(of: "b\(number)", key: key, amount: 2_000, secondsLater: second)
            return [.reverse(part)]
        // Its coupons are held by a reservation that has ended by then.
        case .expiry: return [.redeem(Self.stack(key, second + 600))]
        case .lease: return [.lease(Self.lease(key, second))]
        case .journal: return Self.journal(number, key, second)
        case .refusal: return [.redeem(Fixture.attempt("f-none", key: key, secondsLater: second))]
        }
    }

    /// A quarter of an hour each: what an earlier one holds has ended.
    private static func second(_ number: Int) -> Int64 { Int64(number) * 900 }

    private static func stack(_ key: String, _ second: Int64) -> RedemptionAttempt {
        Fixture.stack(
            [("f-sum", 5), ("f-share", 1)], key: key, member: "m-2", purchase: "S-\(key)",
            secondsLater: second)
    }

    private static func lease(_ key: String, _ second: Int64) -> LeaseAttempt {
        Fixture.lease(
            [("f-sum", 3), ("f-sum", 2), ("f-none", 1)], key: key, uses: 2, holder: "m-1",
            secondsLater: second)
    }

    /// By lease, by allowance, one that does not stand, a void, and what is left of the lease.
    private static func journal(_ number: Int, _ key: String, _ second: Int64) -> [Attempt] {
        func use(_ batch: String, _ serial: UInt32, _ part: String, _ lease: String?) -> Attempt {
            .offline(
                .use(
                    Fixture.offlineUse(
                        batch, serial, key: key + part, lease: lease, member: "m-1", secondsLater: second)))
        }
        return [
            use("f-sum", 3, "-1", "b\(number)"), use("f-share", 3, "-2", nil), use("f-none", 1, "-3", nil),
            .offline(.void(Fixture.offlineVoid(of: key + "-1", key: key + "-4"))),
            .returnLease(Fixture.giveBack("b\(number)", secondsLater: second)),
        ]
    }

    private static func hold(_ key: String, _ second: Int64) -> Attempt {
        let wish = stack(key, second)
        return .reserve(
            ReservationAttempt(
                wish: wish, reservation: ReservationID(unchecked: "h-till-\(key)"),
                expiresAt: wish.request.moment.instant.advanced(bySeconds: 120)))
    }
}

extension FaultedRequest {
    /// Every limit that there is, none of them near: so every counter is read, locked and written.
    private static let limits = Limits(
        usesPerCoupon: 1_000, usesPerMember: 10_000, usesPerMemberAndDay: 10_000, usesPerStoreAndDay: 10_000,
        usesInCampaign: 10_000, stock: [StoreStock(store: Fixture.store, count: 10_000)])

    private static let offers = [
        Fixture.offer("f-sum", conditions: Conditions(holder: .member), limits: limits),
        Fixture.offer("f-share", benefit: .percentOff(basisPoints: 1_000, cap: nil), limits: limits),
    ]

    /// Fills an empty store.
    static func prepare(_ store: any ContractStore) async throws {
        try await Fixture.prepare(store)
        guard
            let campaign = Fixture.campaign("faulted", offers: offers, budget: Fixture.money(1_000_000_000))
        else { return }
        _ = try await store.apply(campaign, at: Fixture.now)
        for offer in offers.map(\.id) {
            let batch = PlainBatch(id: offer.text, offer: offer.text, count: 5, uses: 1_000)
            _ = try await store.addBatch(batch.record(of: "faulted"))
            try await store.issue(
                batch.keys, firstSerial: 1, of: BatchID(unchecked: batch.id), home: Fixture.home)
        }
    }

    /// What the coupons and counters of the store say that the requests change.
    static func counts(of store: some TransactionalStore) async throws -> [String: Int64] {
        let day = Fixture.moment().date
        return try await store.inSnapshot { reader throws(StoreError) in
            var counts: [String: Int64] = [:]
            var counters: [Counter] = [.spend(CampaignID(unchecked: "faulted"), Fixture.yuan)]
            for offer in offers.map(\.id) {
                counters += [.uses(offer), .stock(offer, Fixture.store)]
                counters += ["m-1", "m-2"].map { .member(offer, MemberID(unchecked: $0)) }
                for later in 0...5 {
                    let day = day.advanced(byDays: later)
                    counters.append(.storeDay(offer, Fixture.store, day))
                    counters.append(.memberDay(offer, MemberID(unchecked: "m-2"), day))
                }
                for serial in UInt32(1)...5 {
                    let coupon = try reader.coupon(Fixture.key(offer.text, serial), home: Fixture.home)
                    counts["\(offer) \(serial) taken"] = coupon.map { Int64($0.usesTaken) }
                    counts["\(offer) \(serial) held"] = coupon.map { Int64($0.usesHeld) }
                }
            }
            for counter in counters {
                counts["\(counter)"] = try reader.count(counter, limit: 1_000_000_000, home: Fixture.home)
            }
            return counts
        }
    }
}
