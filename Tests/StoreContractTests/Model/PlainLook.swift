import Promotion

/// One coupon as a till presents it, with everything that may stand against it.
struct PlainLook {
    let coupon: PlainCoupon
    let batch: PlainBatch
    let offer: PlainOffer
    let campaign: PlainCampaign
    let wish: PlainWish
    let ask: PlainAsk
    /// Whom the program knows.
    let member: String?
    let joinedOn: Int?
    let counted: [PlainCounted]
    /// Of these, the uses of the offer that stand or are held.
    let uses: [PlainCounted]
    /// Uses of the same offer that coupons before this one in the same wish would take.
    let others: Int
    /// What was redeemed on the same receipt before.
    let receipt: [PlainGift]

    /// What is told, in the documented order: what nobody can change first, then what another day, store, member or
    /// purchase would.
    var reason: Refusal.Reason? {
        reasonOfCoupon ?? reasonOfCampaign ?? reasonOfStore ?? reasonOfMember ?? reasonOfPurchase
    }

    private var reasonOfCoupon: Refusal.Reason? {
        var lastDay = min(campaign.days.upperBound, batch.lastDay ?? campaign.days.upperBound)
        if let joinedOn, let days = offer.daysFromJoining { lastDay = min(lastDay, joinedOn + days) }
        let uses = uses.filter { $0.coupon == coupon }
        if batch.isRevoked { return .revoked }
        if ask.day < campaign.days.lowerBound { return .notYetValid }
        if ask.day > lastDay { return .expired }
        if uses.count(where: { !$0.isHeld }) >= batch.uses { return .alreadyRedeemed }
        if uses.count >= batch.uses { return .reserved }
        return nil
    }

    private var reasonOfCampaign: Refusal.Reason? {
        if campaign.isPaused { return .campaignPaused }
        if let limit = offer.inAll, count() >= limit { return .budgetExhausted }
        if let budget = campaign.budget, counted.spent(of: campaign.id) >= budget { return .budgetExhausted }
        return nil
    }

    private var reasonOfStore: Refusal.Reason? {
        if let stores = offer.stores, !stores.contains(ask.store) { return .wrongStore }
        if !offer.weekdays.contains(ask.day % 7) { return .notApplicable }
        if let stock = offer.stock, count({ $0.store == ask.store }) >= stock[ask.store] ?? 0 {
            return .stockExhausted
        }
        if let limit = offer.perStoreAndDay, count({ $0.store == ask.store && $0.day == ask.day }) >= limit {
            return .storeLimit
        }
        return nil
    }

    private var reasonOfMember: Refusal.Reason? {
        guard offer.isForMembers else { return nil }
        guard let member else { return .memberRequired }
        if let limit = offer.perMember, count({ $0.member == member }) >= limit { return .memberLimit }
        if let limit = offer.perMemberAndDay, count({ $0.member == member && $0.day == ask.day }) >= limit {
            return .memberLimit
        }
        return nil
    }

    /// What the purchase itself does not bear.
    var reasonOfPurchase: Refusal.Reason? {
        if let amount = wish.amount, isInYuan, amount.currency != "CNY" { return .notApplicable }
        if let minimum = offer.minimum {
            guard let amount = wish.amount, amount.currency == "CNY", amount.units >= minimum else {
                return .belowMinimumSpend
            }
        }
        let isAmongOthers = wish.coupons.count > 1 || !receipt.isEmpty
        if receipt.contains(where: \.isAlone) || (offer.isAlone && isAmongOthers) { return .cannotStack }
        return nil
    }

    /// A sum, a cap and a budget are in yuan; only a bare share is of whatever is paid.
    private var isInYuan: Bool {
        if case .share(_, nil) = offer.off { campaign.budget != nil } else { true }
    }

    /// Uses of the offer, here and before.
    private func count(_ fits: (PlainCounted) -> Bool = { _ in true }) -> Int {
        others + uses.count(where: fits)
    }
}
