import Promotion

/// What stands against each coupon of a wish; `nil` for one that only another one spoils.
struct PlainRefusals: Error {
    var reasons: [Refusal.Reason?]
}

/// Something that counts against limits: a use that was given, or one that is held at this moment.
struct PlainCounted {
    var coupon: PlainCoupon
    var campaign: String
    var offer: String
    var store: String
    var day: Int
    var member: String?
    var isHeld: Bool
    /// Whether the use itself still stands.
    var isUse: Bool
    var spent: PlainSum
}

extension PlainModel {
    typealias Decided = Result<[PlainReply.Use], PlainRefusals>

    func known(_ member: String?) -> String? { member.flatMap { members[$0] == nil ? nil : $0 } }

    /// Everything that counts at a moment: a hold does until the second that it ends in.
    func counted(at second: Int) -> [PlainCounted] {
        let given = gifts.map { gift in
            PlainCounted(
                coupon: gift.coupon, campaign: gift.campaign, offer: gift.offer, store: gift.store,
                day: gift.day, member: gift.member, isHeld: false, isUse: !gift.isUndone,
                spent: PlainSum(
                    units: gift.discount.units - gift.discountReturned, currency: gift.discount.currency))
        }
        let held = holds.filter { $0.state == .open && second < $0.endsAt }
        return given + held.flatMap(\.counted)
    }

    /// Decides a wish for uses that are still to be had.
    func decide(_ wish: PlainWish, _ ask: PlainAsk) -> Decided {
        let batches = wish.coupons.map { batch(of: $0) }
        guard batches.allSatisfy({ $0 != nil }) else {
            return .failure(PlainRefusals(reasons: batches.map { $0 == nil ? .unknownCode : nil }))
        }
        let counted = counted(at: ask.second)
        var asked: [String: Int] = [:]
        var reasons: [Refusal.Reason?] = []
        for (coupon, batch) in zip(wish.coupons, batches) {
            guard let batch, let (offer, campaign) = offer(batch.offer) else { continue }
            let look = PlainLook(
                coupon: coupon, batch: batch, offer: offer, campaign: campaign, wish: wish, ask: ask,
                member: known(wish.member), joinedOn: wish.member.flatMap { members[$0] }, counted: counted,
                uses: counted.filter { $0.offer == offer.id && $0.isUse },
                others: asked[offer.id] ?? 0, receipt: onReceipt(wish, ask))
            let reason = look.reason
            reasons.append(reason)
            if reason == nil { asked[offer.id, default: 0] += 1 }
        }
        guard reasons.allSatisfy({ $0 == nil }) else {
            return .failure(PlainRefusals(reasons: reasons))
        }
        return priced(wish, counted)
    }

    /// Decides over uses that were held until now: only the purchase counts.
    func decideAgain(_ wish: PlainWish, _ ask: PlainAsk) -> Decided {
        let counted = counted(at: ask.second)
        let reasons = wish.coupons.map { coupon -> Refusal.Reason? in
            guard let batch = batch(of: coupon), let (offer, campaign) = offer(batch.offer) else {
                return .unknownCode
            }
            return PlainLook(
                coupon: coupon, batch: batch, offer: offer, campaign: campaign, wish: wish, ask: ask,
                member: wish.member, joinedOn: nil, counted: counted, uses: [], others: 0,
                receipt: onReceipt(wish, ask)
            ).reasonOfPurchase
        }
        guard reasons.allSatisfy({ $0 == nil }) else {
            return .failure(PlainRefusals(reasons: reasons))
        }
        return priced(wish, counted)
    }

    /// What was redeemed on the same receipt of the same store and still stands.
    private func onReceipt(_ wish: PlainWish, _ ask: PlainAsk) -> [PlainGift] {
        guard let receipt = wish.receipt else { return [] }
        return gifts.filter { $0.receipt == receipt && $0.store == ask.store && !$0.isUndone }
    }
}

extension PlainModel {
    private func priced(_ wish: PlainWish, _ counted: [PlainCounted]) -> Decided {
        let offers = wish.coupons.compactMap { batch(of: $0).flatMap { offer($0.offer) } }
        guard let discounts = Self.discounts(offers.map(\.offer.off), wish.amount) else {
            let reasons = offers.map { known -> Refusal.Reason? in
                if case .share = known.offer.off { .amountRequired } else { nil }
            }
            return .failure(PlainRefusals(reasons: reasons))
        }
        let useless = Self.useless(offers.map(\.offer.off), discounts, wish.amount)
        guard useless.allSatisfy({ $0 == nil }) else {
            return .failure(PlainRefusals(reasons: useless))
        }
        var spent: [String: Int] = [:]
        let reasons = zip(offers, discounts).map { known, discount -> Refusal.Reason? in
            guard let budget = known.campaign.budget else { return nil }
            let before = counted.spent(of: known.campaign.id) + (spent[known.campaign.id] ?? 0)
            guard before + discount.units <= max(budget, counted.spent(of: known.campaign.id)) else {
                return .budgetExhausted
            }
            spent[known.campaign.id, default: 0] += discount.units
            return nil
        }
        guard reasons.allSatisfy({ $0 == nil }) else {
            return .failure(PlainRefusals(reasons: reasons))
        }
        return .success(
            zip(wish.coupons, discounts).map { coupon, discount in
                let number = usesGiven(of: coupon) + 1
                return PlainReply.Use(
                    number: number, left: (batch(of: coupon)?.uses ?? 0) - number, discount: discount)
            })
    }

    /// Those that take off nothing beside the others, and something alone, are not applicable.
    private static func useless(
        _ offs: [PlainOffer.Off], _ beside: [PlainSum], _ amount: PlainSum?
    ) -> [Refusal.Reason?] {
        zip(offs, beside).map { off, discount in
            let alone = discounts([off], amount)?.first?.units ?? 0
            return discount.units == 0 && alone > 0 ? .notApplicable : nil
        }
    }

    /// Shares before sums, each of what those before it left; `nil` for a share of an unknown amount.
    private static func discounts(_ offs: [PlainOffer.Off], _ amount: PlainSum?) -> [PlainSum]? {
        var left = amount?.units
        var discounts = [PlainSum](
            repeating: PlainSum(units: 0, currency: amount?.currency ?? "CNY"), count: offs.count)
        for place in offs.indices {
            guard case .share(let basisPoints, let cap) = offs[place] else { continue }
            guard let rest = left else { return nil }
            let share = min((rest * basisPoints + 5_000) / 10_000, cap ?? rest)
            discounts[place].units = share
            left = rest - share
        }
        for place in offs.indices {
            guard case .sum(let sum) = offs[place] else { continue }
            discounts[place].units = min(sum, left ?? sum)
            left = left.map { $0 - min(sum, $0) }
        }
        return discounts
    }
}

extension [PlainCounted] {
    func spent(of campaign: String) -> Int {
        reduce(0) { $0 + ($1.campaign == campaign && $1.spent.currency == "CNY" ? $1.spent.units : 0) }
    }
}

extension PlainHold {
    var counted: [PlainCounted] {
        parts.map { part in
            PlainCounted(
                coupon: part.coupon, campaign: part.campaign, offer: part.offer, store: store, day: day,
                member: member, isHeld: true, isUse: true, spent: part.discount)
        }
    }
}
