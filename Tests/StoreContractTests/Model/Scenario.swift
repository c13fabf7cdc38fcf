import Support

/// One thing that happens, with what the model says of it.
enum ScenarioStep: Sendable {
    /// What tills ask for in one transaction, and what each must hear.
    case group([(ask: PlainAsk, reply: PlainReply)])
    case apply(PlainCampaign)
    case pause(campaign: String, Bool)
    case issue(PlainBatch, campaign: String)
    case revoke(batch: String)
}

/// Makes up what happens, and keeps the model going beside it.
struct Scenario {
    private(set) var model: PlainModel
    private var random: SplitMix64
    private var second = 0
    private var asks: [PlainAsk] = []

    /// 40 batches: coupons for two weeks.
    private static let maximumBatchCount = 40
    private static let couponCount = 6

    init(_ random: SplitMix64) {
        self.random = random
        model = PlainModel(members: Self.members, campaigns: Self.campaigns)
    }

    /// What there is before the first till asks: every campaign, and a batch of each offer.
    mutating func opening() -> [ScenarioStep] {
        model.campaigns.map(ScenarioStep.apply)
            + model.campaigns.flatMap(\.offers).map { issue(offer: $0.id, uses: chance(50) ? 1 : 3) }
    }

    mutating func next() -> ScenarioStep {
        passTime()
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<5: return togglePause()
        case 5..<9: return revise()
        case 9..<18 where model.batches.count < Self.maximumBatchCount:
            let offer = pick(model.campaigns.flatMap(\.offers)).id
            return issue(offer: offer, uses: pick([1, 1, 2, 5]))
        case 18 where chance(30): return revoke()
        default: return group()
        }
    }

    private mutating func passTime() {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<60: break
        case 60..<90: second += Int.random(in: 1...90, using: &random)
        case 90..<97: second += Int.random(in: 1...5, using: &random) * 3_600
        default: second += 86_400
        }
    }

    mutating func pick<Item>(_ items: [Item]) -> Item {
        items[Int.random(in: 0..<items.count, using: &random)]
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}

extension Scenario {
    private mutating func togglePause() -> ScenarioStep {
        let place = Int.random(in: 0..<model.campaigns.count, using: &random)
        // Rather on than off, or too little happens.
        model.campaigns[place].isPaused = model.campaigns[place].isPaused ? false : chance(50)
        return .pause(campaign: model.campaigns[place].id, model.campaigns[place].isPaused)
    }

    /// A new revision: what it changes holds for what is asked for from now on, and for all that was counted before.
    private mutating func revise() -> ScenarioStep {
        let place = Int.random(in: 0..<model.campaigns.count, using: &random)
        var campaign = model.campaigns[place]
        if let budget = campaign.budget { campaign.budget = max(100, budget + pick([-1_500, 0, 4_000])) }
        let number = Int.random(in: 0..<campaign.offers.count, using: &random)
        let change = pick([-1, 0, 1, 3])
        campaign.offers[number].inAll = campaign.offers[number].inAll.map { max(1, $0 + change * 2) }
        campaign.offers[number].perMember = campaign.offers[number].perMember.map { max(1, $0 + change) }
        campaign.offers[number].perStoreAndDay = campaign.offers[number].perStoreAndDay.map {
            max(1, $0 + change)
        }
        campaign.offers[number].stock = campaign.offers[number].stock?.mapValues { max(0, $0 + change) }
        if case .sum(let sum) = campaign.offers[number].off {
            campaign.offers[number].off = .sum(max(1, sum + change * 50))
        }
        model.campaigns[place] = campaign
        return .apply(campaign)
    }

    private mutating func issue(offer: String, uses: Int) -> ScenarioStep {
        let batch = PlainBatch(
            id: "\(offer)-\(model.batches.count)", offer: offer, count: Self.couponCount, uses: uses,
            lastDay: chance(15) ? 2 + second / 86_400 : nil)
        model.batches.append(batch)
        return .issue(batch, campaign: model.offer(offer)?.campaign.id ?? "")
    }

    private mutating func revoke() -> ScenarioStep {
        let place = Int.random(in: 0..<model.batches.count, using: &random)
        model.batches[place].isRevoked = true
        return .revoke(batch: model.batches[place].id)
    }

    private mutating func group() -> ScenarioStep {
        let count = chance(5) ? 40 : Int.random(in: 1...8, using: &random)
        return .group(
            (0..<count).map { _ in
                if chance(20) { second += Int.random(in: 1...20, using: &random) }
                let ask = nextAsk()
                asks.append(ask)
                return (ask, model.reply(to: ask))
            })
    }

    private mutating func nextAsk() -> PlainAsk {
        if let earlier = asks.last, chance(8) {
            var again = chance(50) ? earlier : pick(asks)
            again.second = second
            // The same key for something else, once in a while.
            if chance(20) { again.what = .release(hold: "h-other") }
            return again
        }
        let (till, store) = pick(Self.tills)
        return PlainAsk(
            till: till, store: store, key: "k\(asks.count)", second: second, what: what(at: till))
    }

    private mutating func what(at till: String) -> PlainAsk.What {
        // Rather one that still holds something.
        let recent = model.holds.suffix(12)
        let open = recent.filter { $0.state == .open && second < $0.endsAt }
        let holds = open.isEmpty || chance(30) ? Array(recent) : Array(open)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<14: return .hold(wish(), seconds: pick([30, 120, 600, 7_200]))
        case 14..<28 where !holds.isEmpty:
            return .settle(
                hold: pick(holds).id, amount: chance(50) ? nil : amount(),
                receipt: chance(20) ? receipt() : nil)
        case 28..<32 where !holds.isEmpty: return .release(hold: pick(holds).id)
        case 32: return .release(hold: "h-none")
        case 33: return .settle(hold: "h-none", amount: nil, receipt: nil)
        case 34..<52 where !model.gifts.isEmpty:
            let redemption = chance(4) ? "r-none" : pick(Array(model.gifts.suffix(60))).id
            let some: PlainSum? = chance(10) ? amount() : PlainSum(units: pick([1, 333, 2_000]))
            let part = chance(50) ? nil : some
            return .undo(redemption: redemption, isVoid: part == nil ? chance(40) : chance(8), amount: part)
        default: return .redeem(wish())
        }
    }

    private mutating func wish() -> PlainWish {
        var coupons = [coupon()]
        for _ in 1..<pick([1, 1, 1, 2, 3]) {
            let other = coupon()
            if !coupons.contains(other) { coupons.append(other) }
        }
        return PlainWish(
            coupons: coupons, amount: amount(), member: pick([nil, "m-1", "m-1", "m-2", "m-3", "stranger"]),
            receipt: chance(35) ? receipt() : nil)
    }

    /// Rather one with a use left.
    private mutating func coupon() -> PlainCoupon {
        var coupon = PlainCoupon(batch: "none", serial: 1)
        for _ in 0..<4 {
            let batch = pick(model.batches)
            coupon = PlainCoupon(batch: batch.id, serial: Int.random(in: 1...batch.count, using: &random))
            if model.usesGiven(of: coupon) < batch.uses { break }
        }
        return chance(2) ? PlainCoupon(batch: coupon.batch, serial: Self.couponCount + 1) : coupon
    }

    private mutating func amount() -> PlainSum? {
        if chance(8) { return nil }
        return PlainSum(
            units: pick([0, 333, 1_999, 5_000, 5_000, 12_345, 99_999]), currency: chance(3) ? "USD" : "CNY")
    }

    private mutating func receipt() -> String { "P\(asks.count / 6)" }
}

extension Scenario {
    private static let members = ["m-1": 0, "m-2": 0, "m-3": -4]
    private static let tills = [("t1", "SH01"), ("t2", "SH01"), ("t3", "SH02"), ("t4", "SH03")]

    private static let campaigns = [
        PlainCampaign(
            id: "summer", days: -5...10,
            offers: [
                PlainOffer(id: "s-once", off: .sum(1_000)),
                PlainOffer(
                    id: "s-scarce", off: .sum(500), minimum: 1_500, weekdays: [0, 1, 2, 3, 4], inAll: 12),
                PlainOffer(
                    id: "s-member", off: .sum(700), isForMembers: true, perMember: 5, perMemberAndDay: 2),
                PlainOffer(
                    id: "s-shop", off: .share(basisPoints: 1_250, cap: 3_000), stores: ["SH01", "SH02"],
                    perStoreAndDay: 3),
                PlainOffer(id: "s-stock", off: .sum(300), stock: ["SH01": 6, "SH02": 2]),
                PlainOffer(id: "s-alone", off: .sum(900), isAlone: true),
                PlainOffer(id: "s-new", off: .share(basisPoints: 333, cap: nil), daysFromJoining: 6),
            ]),
        PlainCampaign(
            id: "thrift", days: 1...12, budget: 9_000,
            offers: [
                PlainOffer(id: "t-sum", off: .sum(1_000)),
                PlainOffer(
                    id: "t-share", off: .share(basisPoints: 777, cap: nil), perStoreAndDay: 6, inAll: 25),
            ]),
    ]
}
