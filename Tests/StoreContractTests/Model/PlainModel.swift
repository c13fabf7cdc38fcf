import Promotion
import Store

/// What every engine must do, written a second time and as plainly as can be.
///
/// It keeps lists, and counts by looking through them. It has no counter to keep right, no transaction, no expiry to
/// carry out, and nothing of the engines' code.
struct PlainModel: Sendable {
    /// By id; the days on which known members joined.
    let members: [String: Int]
    var campaigns: [PlainCampaign]
    var batches: [PlainBatch] = []
    private(set) var gifts: [PlainGift] = []
    private(set) var holds: [PlainHold] = []
    private(set) var register: [PlainLine] = []
    private var answered: [String: (request: String, told: PlainReply.Told)] = [:]

    init(members: [String: Int], campaigns: [PlainCampaign]) {
        self.members = members
        self.campaigns = campaigns
    }

    /// Does what a till asks for, once a key.
    mutating func reply(to ask: PlainAsk) -> PlainReply {
        let key = "\(ask.till) \(ask.key)"
        if let earlier = answered[key] {
            guard earlier.request == ask.request else { return PlainReply(told: .keyReused) }
            return PlainReply(told: earlier.told, isRepeat: true)
        }
        let told = carryOut(ask)
        answered[key] = (ask.request, told)
        return PlainReply(told: told)
    }

    private mutating func carryOut(_ ask: PlainAsk) -> PlainReply.Told {
        switch ask.what {
        case .redeem(let wish): redeem(wish, ask)
        case .hold(let wish, let seconds): hold(wish, until: ask.second + seconds, ask)
        case .settle(let hold, let amount, let receipt): settle(hold, amount, receipt, ask)
        case .release(let hold): release(hold, ask)
        case .undo(let redemption, let isVoid, let amount): undo(redemption, isVoid, amount, ask)
        }
    }

    func batch(of coupon: PlainCoupon) -> PlainBatch? {
        batches.first { $0.id == coupon.batch && (1...$0.count).contains(coupon.serial) }
    }

    /// An offer as it is now, with its campaign.
    func offer(_ id: String) -> (offer: PlainOffer, campaign: PlainCampaign)? {
        for campaign in campaigns {
            if let offer = campaign.offers.first(where: { $0.id == id }) { return (offer, campaign) }
        }
        return nil
    }

    func usesGiven(of coupon: PlainCoupon) -> Int { gifts.count { $0.coupon == coupon && !$0.isUndone } }
}

extension PlainModel {
    private mutating func redeem(_ wish: PlainWish, _ ask: PlainAsk) -> PlainReply.Told {
        switch decide(wish, ask) {
        case .failure(let refusals): return .refused(refusals.reasons)
        case .success(let uses):
            give(uses, for: wish, ask, hold: nil)
            return .redeemed(uses)
        }
    }

    private mutating func hold(_ wish: PlainWish, until end: Int, _ ask: PlainAsk) -> PlainReply.Told {
        switch decide(wish, ask) {
        case .failure(let refusals): return .notHeld(refusals.reasons)
        case .success(let uses):
            let parts = zip(wish.coupons, uses).compactMap { coupon, use -> PlainHold.Part? in
                guard let known = batch(of: coupon).flatMap({ offer($0.offer) }) else { return nil }
                return PlainHold.Part(
                    coupon: coupon, campaign: known.campaign.id, offer: known.offer.id, discount: use.discount
                )
            }
            // The till is told of the uses as if those of the holds before it were given.
            let told = zip(wish.coupons, uses).map { coupon, use in
                let before = counted(at: ask.second).count { $0.isHeld && $0.coupon == coupon }
                return PlainReply.Use(
                    number: use.number + before, left: use.left - before, discount: use.discount)
            }
            holds.append(
                PlainHold(
                    id: "h-\(ask.till)-\(ask.key)", store: ask.store, day: ask.day, endsAt: end,
                    member: known(wish.member), amount: wish.amount, receipt: wish.receipt, parts: parts))
            return .held(told)
        }
    }

    private mutating func settle(
        _ id: String, _ amount: PlainSum?, _ receipt: String?, _ ask: PlainAsk
    ) -> PlainReply.Told {
        switch openHold(id, ask) {
        case .failure(let refusal): return .holdRefused(refusal)
        case .success(let place):
            let hold = holds[place]
            let wish = PlainWish(
                coupons: hold.parts.map(\.coupon), amount: amount ?? hold.amount, member: hold.member,
                receipt: receipt ?? hold.receipt)
            // What it holds is its own, and so is free for this decision.
            holds[place].state = .settled
            switch decideAgain(wish, ask) {
            case .failure(let refusals):
                holds[place].state = .open
                return .refused(refusals.reasons)
            case .success(let uses):
                give(uses, for: wish, ask, hold: id)
                return .redeemed(uses)
            }
        }
    }

    private mutating func release(_ id: String, _ ask: PlainAsk) -> PlainReply.Told {
        switch openHold(id, ask) {
        case .failure(let refusal): return .holdRefused(refusal)
        case .success(let place):
            holds[place].state = .released
            return .released
        }
    }

    private func openHold(_ id: String, _ ask: PlainAsk) -> Result<Int, ReservationRefusal> {
        guard let place = holds.firstIndex(where: { $0.id == id && $0.store == ask.store }) else {
            return .failure(.unknownReservation)
        }
        switch holds[place].state {
        case .settled: return .failure(.settled)
        case .released: return .failure(.released)
        case .open: return ask.second < holds[place].endsAt ? .success(place) : .failure(.expired)
        }
    }

    private mutating func give(
        _ uses: [PlainReply.Use], for wish: PlainWish, _ ask: PlainAsk, hold: String?
    ) {
        let first = "r-\(ask.till)-\(ask.key)"
        for (place, (coupon, use)) in zip(wish.coupons, uses).enumerated() {
            guard let known = batch(of: coupon).flatMap({ offer($0.offer) }) else { continue }
            let id = place == 0 ? first : "\(first)-\(place + 1)"
            let member = self.known(wish.member)
            gifts.append(
                PlainGift(
                    id: id, coupon: coupon, campaign: known.campaign.id, offer: known.offer.id,
                    isAlone: known.offer.isAlone, store: ask.store, day: ask.day, member: member,
                    receipt: wish.receipt, use: use.number, amount: wish.amount, discount: use.discount))
            register.append(
                PlainLine(
                    kind: "redemption", redemption: id, coupon: coupon, offer: known.offer.id,
                    store: ask.store,
                    day: ask.day, member: member, receipt: wish.receipt, use: use.number, amount: wish.amount,
                    discount: use.discount, hold: hold, stack: uses.count > 1 ? first : nil))
        }
    }
}

extension PlainModel {
    private mutating func undo(
        _ redemption: String, _ isVoid: Bool, _ amount: PlainSum?, _ ask: PlainAsk
    ) -> PlainReply.Told {
        guard let place = gifts.firstIndex(where: { $0.id == redemption }) else {
            return .notUndone(.unknownRedemption)
        }
        let gift = gifts[place]
        if gift.isUndone { return .notUndone(.alreadyReversed) }
        if isVoid && ask.day != gift.day { return .notUndone(.voidTooLate) }
        if isVoid && amount != nil { return .notUndone(.notApplicable) }
        guard let bought = gift.amount else {
            if amount != nil { return .notUndone(.notApplicable) }
            return takeBack(place, amount: 0, discount: gift.discount.units, isWhole: true, ask)
        }
        if let amount, amount.currency != bought.currency { return .notUndone(.notApplicable) }
        let left = bought.units - gift.amountReturned
        let back = amount?.units ?? left
        if back > left || (back == 0 && left > 0) { return .notUndone(.exceedsRedemption) }
        // A part takes its share of the discount with it, rounded down over all parts; the last takes the rest.
        let share =
            back == left
            ? gift.discount.units : gift.discount.units * (gift.amountReturned + back) / bought.units
        return takeBack(
            place, amount: back, discount: share - gift.discountReturned, isWhole: back == left, ask)
    }

    private mutating func takeBack(
        _ place: Int, amount: Int, discount: Int, isWhole: Bool, _ ask: PlainAsk
    ) -> PlainReply.Told {
        gifts[place].amountReturned += amount
        gifts[place].discountReturned += discount
        gifts[place].isUndone = isWhole
        let gift = gifts[place]
        let isVoid = if case .undo(_, true, _) = ask.what { true } else { false }
        let returned = gift.amount.map { PlainSum(units: amount, currency: $0.currency) }
        let reversed = PlainSum(units: discount, currency: gift.discount.currency)
        let original = register.first { $0.redemption == gift.id }
        register.append(
            PlainLine(
                kind: isVoid ? "void" : "return", redemption: gift.id, coupon: gift.coupon, offer: gift.offer,
                store: ask.store, day: ask.day, member: gift.member, receipt: gift.receipt, use: gift.use,
                amount: returned, discount: reversed, restoresUse: isWhole, hold: original?.hold,
                stack: original?.stack))
        return .undone(amount: returned, discount: reversed, isWhole: isWhole)
    }
}
