import Payload
import Promotion
import Store
import Vocabulary

/// One campaign with an offer of each kind, a batch of ten coupons of each, and shorthands for attempts.
enum Fixture {
    static let home = Home(issuer: 1, bucket: 0)
    static let yuan = Currency(parsing: "CNY") ?? Currency.anyOther
    static let store = StoreID(unchecked: "SH01")
    static let member = MemberID(unchecked: "m-1")
    static let placement = PlacementID(unchecked: "poster")
    static let couponCount: UInt32 = 10

    /// 2026-06-15 10:00 UTC, a Monday; 18:00 in the store.
    static let now = Instant(millisecondsSince1970: 1_781_517_600_000)

    static func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: yuan) }

    static func moment(_ secondsLater: Int64 = 0) -> LocalMoment {
        LocalMoment(instant: now.advanced(bySeconds: secondsLater), utcOffsetSeconds: 8 * 3_600)
    }

    static func offer(
        _ id: String, benefit: Benefit = .amountOff(money(1_000)), conditions: Conditions = Conditions(),
        limits: Limits = Limits(), combination: Offer.Combination = .withOthers
    ) -> Offer {
        Offer(
            id: OfferID(unchecked: id), title: LocalizedText(id, translations: ["zh-Hans": "优惠"]),
            benefit: benefit, conditions: conditions, limits: limits, combination: combination)
    }

    static let offers = [
        offer("once"),
        offer("thrice", limits: Limits(usesPerCoupon: 3)),
        offer("scarce", limits: Limits(usesInCampaign: 5)),
        offer("members", conditions: Conditions(holder: .member), limits: Limits(usesPerMember: 2)),
        offer("alone", combination: .alone),
        offer("percent", benefit: .percentOff(basisPoints: 1_500, cap: money(5_000))),
        offer("daily", conditions: Conditions(holder: .member), limits: Limits(usesPerMemberAndDay: 1)),
        offer("shop-day", limits: Limits(usesPerStoreAndDay: 3)),
        offer("stocked", limits: Limits(stock: [StoreStock(store: store, count: 2)])),
    ]

    /// Offers of a campaign that may take off 25 yuan in all.
    static let thriftyOffers = [
        offer("thrifty"), offer("thrifty-percent", benefit: .percentOff(basisPoints: 1_000, cap: nil)),
    ]
    static let budget = money(2_500)

    /// The offers with the campaign that each belongs to.
    static var allOffers: [(offer: Offer, campaign: String)] {
        offers.map { ($0, "autumn") } + thriftyOffers.map { ($0, "frugal") }
    }

    static func campaign(
        _ id: String = "autumn", offers: [Offer] = offers, budget: Money? = nil
    ) -> Campaign? {
        guard let first = CalendarDate(year: 2026, month: 1, day: 1),
            let last = CalendarDate(year: 2026, month: 12, day: 31)
        else { return nil }
        return Validity(firstDay: first, lastDay: last).map { validity in
            Campaign(
                id: CampaignID(unchecked: id), title: LocalizedText("Autumn"), validity: validity,
                offers: offers, budget: budget)
        }
    }

    static func batch(_ offer: String, count: UInt32 = couponCount) -> BatchRecord {
        let known = allOffers.first { $0.offer.id.text == offer }
        let uses = known?.offer.limits.usesPerCoupon ?? 1
        return BatchRecord(
            id: BatchID(unchecked: offer), number: 0,
            campaign: CampaignID(unchecked: known?.campaign ?? "autumn"),
            offer: OfferID(unchecked: offer), placement: placement, profile: .short, count: count, issued: 0,
            usesPerCoupon: uses, lastDay: nil, state: .issued, sealedSecret: [1, 2, 3], createdAt: now)
    }

    static func key(_ batch: String, _ serial: UInt32) -> CouponKey {
        CouponKey(rawValue: digest("\(batch) \(serial)").prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    static func digest(_ text: String) -> [UInt8] { Digest256(hashing: Array(text.utf8)).bytes }

    static let audit = AuditRecord(at: now, actor: "test", action: "prepare", subject: "", detail: "{}")

    /// Fills an empty store.
    static func prepare(_ store: any ContractStore) async throws {
        guard let campaign = campaign(),
            let frugal = Self.campaign("frugal", offers: thriftyOffers, budget: budget)
        else { return }
        _ = try await store.apply(campaign, at: now)
        _ = try await store.apply(frugal, at: now)
        _ = try await store.add(
            PlacementRecord(
                id: placement, title: "Poster", store: Self.store, fixture: "wall", creative: "a",
                campaign: campaign.id, target: nil, createdAt: now))
        for offer in allOffers.map(\.offer) {
            let batch = try await store.addBatch(batch(offer.id.text))
            let keys = (1...couponCount).map { key(batch.id.text, $0) }
            try await store.issue(keys, firstSerial: 1, of: batch.id, home: home)
        }
        try await store.write([member("m-1"), member("m-2")], consents: [], audit: audit, home: home)
    }

    static func member(
        _ id: String, identities: [IdentityRecord] = [], joinedOn: CalendarDate = moment().date,
        joinedAt: Instant = now
    ) -> MemberRecord {
        MemberRecord(
            id: MemberID(unchecked: id), joinedOn: joinedOn, joinedAt: joinedAt, homeStore: store,
            tier: "base", gender: nil,
            language: "zh-Hans", marketingConsent: "granted", source: "test", placement: placement,
            cell: "wtw3s", sealedProfile: [9, 9], identities: identities, updatedAt: now)
    }
}

extension Fixture {
    static func head(_ key: String, _ till: String, _ request: String) -> AttemptHead {
        AttemptHead(
            home: home, idempotency: IdempotencyKey(terminal: TerminalID(unchecked: till), key: key),
            requestDigest: digest(request))
    }

    /// The real rules, with a seal that anybody can make again.
    static let rules = GroupRules(seal: { statement in
        Seal(keyID: 1, signature: digest("a") + Digest256(hashing: statement).bytes)
    })

    /// A till's attempt; the request's digest follows from all that the till said.
    static func attempt(
        _ batch: String, _ serial: UInt32 = 1, key: String, till: String = "till", amount: Int64? = 5_000,
        member: String? = nil, purchase: String? = nil, secondsLater: Int64 = 0
    ) -> RedemptionAttempt {
        RedemptionAttempt(
            head: head(key, till, "\(batch) \(serial) \(amount ?? -1) \(member ?? "") \(purchase ?? "")"),
            coupons: [batch.isEmpty ? nil : Self.key(batch, serial)],
            redemption: RedemptionID(unchecked: "r-\(till)-\(key)"),
            request: Redemption.Request(
                store: store, moment: moment(secondsLater), amount: amount.map(money),
                member: member.map(MemberID.init(unchecked:))),
            cashier: "Li", purchase: purchase)
    }

    /// A till's wish to redeem coupons of several batches together.
    static func stack(
        _ coupons: [(batch: String, serial: UInt32)], key: String, till: String = "till",
        amount: Int64? = 5_000, basket: Basket? = nil, member: String? = nil, purchase: String? = nil,
        secondsLater: Int64 = 0
    ) -> RedemptionAttempt {
        RedemptionAttempt(
            head: head(
                key, till, "stack \(coupons) \(amount ?? -1) \(String(describing: basket)) \(member ?? "")"),
            coupons: coupons.map { Self.key($0.batch, $0.serial) },
            redemption: RedemptionID(unchecked: "r-\(till)-\(key)"),
            request: Redemption.Request(
                store: store, moment: moment(secondsLater), amount: basket == nil ? amount.map(money) : nil,
                basket: basket, member: member.map(MemberID.init(unchecked:))),
            cashier: "Li", purchase: purchase)
    }

    /// A till's wish to hold a use for two minutes.
    static func reservation(
        _ batch: String, _ serial: UInt32 = 1, key: String, till: String = "till", amount: Int64? = 5_000,
        member: String? = nil, seconds: Int64 = 120, secondsLater: Int64 = 0
    ) -> ReservationAttempt {
        let wish = stack(
            [(batch, serial)], key: key, till: till, amount: amount, member: member,
            secondsLater: secondsLater)
        return ReservationAttempt(
            wish: wish, reservation: ReservationID(unchecked: "h-\(till)-\(key)"),
            expiresAt: wish.request.moment.instant.advanced(bySeconds: seconds))
    }

    /// A till's wish to settle the reservation that was made under a key.
    static func settlement(
        of reservation: String, key: String, till: String = "till", amount: Int64? = 5_000,
        currency: String = "CNY", secondsLater: Int64 = 60
    ) -> SettlementAttempt {
        let currency = Currency(parsing: currency) ?? money(0).currency
        return SettlementAttempt(
            head: head(key, till, "settle \(reservation) \(amount ?? -1)"),
            reservation: ReservationID(unchecked: "h-\(till)-\(reservation)"),
            redemption: RedemptionID(unchecked: "r-\(till)-\(key)"),
            request: Redemption.Request(
                store: store, moment: moment(secondsLater),
                amount: amount.map { Money(minorUnits: $0, currency: currency) }),
            cashier: "Li")
    }

    /// A till's wish to give back what the reservation of a key holds.
    static func release(
        of reservation: String, key: String, till: String = "till", secondsLater: Int64 = 60
    ) -> ReleaseAttempt {
        ReleaseAttempt(
            head: head(key, till, "release \(reservation)"),
            reservation: ReservationID(unchecked: "h-\(till)-\(reservation)"), store: store,
            moment: moment(secondsLater))
    }

    /// A till's wish to undo the redemption that `attempt` made under `key`.
    static func reversal(
        of redemption: String, key: String, kind: Reversal.Kind = .return, amount: Int64? = nil,
        till: String = "till", secondsLater: Int64 = 60
    ) -> ReversalAttempt {
        ReversalAttempt(
            head: head(key, till, "reverse \(redemption) \(kind) \(amount ?? -1)"),
            redemption: RedemptionID(unchecked: "r-\(till)-\(redemption)"),
            reversal: ReversalID(unchecked: "v-\(till)-\(key)"),
            request: Reversal.Request(kind: kind, amount: amount.map(money), moment: moment(secondsLater)),
            store: store, cashier: "Li", reason: "wrong item")
    }
}

extension Currency {
    /// Spares a forced unwrapping; never met, since "CNY" is well formed.
    fileprivate static var anyOther: Currency { preconditionFailure("CNY is a currency") }
}

extension RedemptionStore {
    /// Carries out one attempt by the real rules.
    func carryOut(_ attempt: Attempt) async throws(StoreError) -> GroupAnswer {
        try await carryOut([attempt], by: Fixture.rules)[0]
    }

    /// Redeems a group by the real rules.
    func redeem(_ group: [RedemptionAttempt]) async throws(StoreError) -> [RedemptionAnswer] {
        try await carryOut(group.map(Attempt.redeem), by: Fixture.rules).map { answer in
            answer.narrowed { if case .redemption(let record) = $0 { record } else { nil } }
        }
    }

    /// Redeems one attempt by the real rules.
    func redeem(_ attempt: RedemptionAttempt) async throws(StoreError) -> RedemptionAnswer {
        try await redeem([attempt])[0]
    }

    /// Reverses by the real rules.
    func reverse(_ attempt: ReversalAttempt) async throws(StoreError) -> ReversalAnswer {
        try await carryOut(.reverse(attempt)).narrowed { record in
            if case .reversal(let reversal) = record { reversal } else { nil }
        }
    }

    /// Says what an attempt would come to by the real rules.
    func preview(_ attempt: RedemptionAttempt) async throws(StoreError) -> Redemption.Decision {
        try await preview(attempt, by: Fixture.rules).decision
    }

    /// The whole ledger.
    func wholeLedger() async throws(StoreError) -> [LedgerEntry] {
        var entries: [LedgerEntry] = []
        var position = LedgerPosition.start
        while true {
            let page = try await ledger(after: position, limit: LedgerPage.maximumCount)
            guard !page.isEmpty else { return entries }
            for entry in page { position.advance(to: entry) }
            entries += page
        }
    }
}

extension Answered {
    var record: Record? {
        switch self {
        case .decided(let record), .replayed(let record): record
        case .keyReused, .accessChanged: nil
        }
    }
}

extension Answered where Record == RedemptionRecord {
    var parts: [RedeemedPart] { if case .redeemed(let parts) = record { parts } else { [] } }

    var acceptance: Redemption.Acceptance? { parts.first?.acceptance }

    /// What stands against each coupon.
    var refusals: [Refusal?] { if case .refused(let refusals) = record { refusals } else { [] } }

    var refusal: Refusal? { refusals.lazy.compactMap(\.self).first }
}

extension Answered where Record == ReversalRecord {
    var acceptance: Reversal.Acceptance? {
        guard case .decided(.reversed(let entry)) = self else { return nil }
        let draft = entry.draft
        return Reversal.Acceptance(
            returned: draft.amount ?? Money(minorUnits: 0, currency: draft.discount.currency),
            discount: draft.discount, isUseRestored: draft.restoresUse)
    }

    var refusal: Reversal.Refusal? {
        if case .decided(.refused(let refusal)) = self { refusal } else { nil }
    }
}
