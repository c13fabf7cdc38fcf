import Vocabulary

/// The sentences of limits that say when, where or for how much there is more.
///
/// Each has a last form for refusals that an earlier version kept, which did not say so.
enum LimitSentence {
    /// A member's limit of a day.
    static func english(_ limit: UInt32, _ again: Refusal.Again?) -> String {
        let start = "This member has had this offer \(limit) of \(limit) times today"
        return switch again {
        case .on(let day)?: "\(start); it works again on \(day)."
        case .never?: "\(start), and today is its last day."
        case nil: "\(start); it can be used again tomorrow."
        }
    }

    static func chinese(_ limit: UInt32, _ again: Refusal.Again?) -> String {
        switch again {
        case .on(let day)?: "该会员今日已享用此优惠 \(limit) 次，达到每日上限，\(day) 起可再用。"
        case .never?: "该会员今日已享用此优惠 \(limit) 次，达到每日上限，且今天是最后一天。"
        case nil: "该会员今日已享用此优惠 \(limit) 次，明日可再用。"
        }
    }

    /// A store's limit of a day.
    static func english(_ limit: UInt32, _ again: Refusal.Again?, _ isGoodElsewhere: Bool?) -> String {
        let start = "All \(limit) for today have been given in this store"
        return switch (again, isGoodElsewhere ?? true) {
        case (.on(let day)?, true): "\(start); try another store, or here on \(day)."
        case (.on(let day)?, false): "\(start); it works again on \(day)."
        case (.never?, true): "\(start); today is the last day, so try another store."
        case (.never?, false): "\(start), and today is the last day."
        case (nil, _): "This store has given its \(limit) for today; try tomorrow or in another store."
        }
    }

    static func chinese(_ limit: UInt32, _ again: Refusal.Again?, _ isGoodElsewhere: Bool?) -> String {
        switch (again, isGoodElsewhere ?? true) {
        case (.on(let day)?, true): "本店今日 \(limit) 份已发完，可到其他门店，或于 \(day) 再来本店。"
        case (.on(let day)?, false): "本店今日 \(limit) 份已发完，\(day) 起可再用。"
        case (.never?, true): "本店今日 \(limit) 份已发完，今天是最后一天，可到其他门店。"
        case (.never?, false): "本店今日 \(limit) 份已发完，且今天是最后一天。"
        case (nil, _): "本店今日 \(limit) 份已发完，请明日再来或前往其他门店。"
        }
    }

    /// A store's stock: other stores `may` have some, since theirs is not counted for this answer.
    static func english(_ had: UInt32?, _ others: [StoreID]?) -> String {
        guard let had, let others else {
            return "None left in this store; another store may still have some."
        }
        let stores = others.listed(in: .english)
        return switch (had, others.isEmpty) {
        case (0, true): "No store has any of this offer to give."
        case (0, false): "This store has none of this offer to give; it is given at \(stores)."
        case (_, true): "This store has given all \(had) it had, and no other store has any."
        case (_, false): "This store has given all \(had) it had; \(stores) may still have some."
        }
    }

    static func chinese(_ had: UInt32?, _ others: [StoreID]?) -> String {
        guard let had, let others else { return "本店已发完，其他门店可能还有。" }
        let stores = others.listed(in: .simplifiedChinese)
        return switch (had, others.isEmpty) {
        case (0, true): "各门店均无此优惠的份额。"
        case (0, false): "本店没有此优惠的份额，可到 \(stores)。"
        case (_, true): "本店 \(had) 份已发完，其他门店也没有。"
        case (_, false): "本店 \(had) 份已发完，\(stores) 可能还有。"
        }
    }

    /// A campaign's budget.
    static func english(_ budget: Money, _ left: Money?, _ discount: Money?) -> String {
        guard let left else {
            return
                "Too little is left of this promotion's budget of \(budget); the coupon stays valid if more is added."
        }
        guard left.minorUnits > 0, let discount else {
            return "The promotion's budget of \(budget) is spent; returns may free some of it."
        }
        return "Only \(left) is left of the promotion's budget, less than this discount of \(discount)."
    }

    static func chinese(_ budget: Money, _ left: Money?, _ discount: Money?) -> String {
        guard let left else { return "活动预算 \(budget) 余额不足，追加预算后此券仍可使用。" }
        guard left.minorUnits > 0, let discount else {
            return "活动预算 \(budget) 已用完，如有退货，可能会再有余额。"
        }
        return "活动预算仅余 \(left)，不足以支付本次优惠 \(discount)。"
    }
}
