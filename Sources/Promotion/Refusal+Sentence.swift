import Vocabulary

extension Refusal {
    /// Returns one sentence for the cashier: what is wrong and, where something helps, what helps.
    public func sentence(in language: SpokenLanguage) -> String {
        switch language {
        case .english: english
        case .simplifiedChinese: chinese
        }
    }

    private var english: String {
        switch self {
        case .unknownCode: "This code is not one of ours; check it or scan again."
        case .keyExpired(let since):
            "The key that signed this code ended on \(since.date); ask the office for a new coupon."
        case .revoked: "This coupon was withdrawn."
        case .notYetValid(let day): "This coupon is valid from \(day)."
        case .expired(let day): "This coupon expired after \(day)."
        case .alreadyRedeemed(let earlier):
            earlier.first.map { "Already redeemed on \($0.at.clock) at \($0.store)." } ?? "Already redeemed."
        case .reserved(let until):
            "Another till is just redeeming this coupon; try again after \(until.clock)."
        case .campaignPaused: "This promotion is paused; the coupon stays valid for when it resumes."
        case .budgetExhausted(let limit): "All \(limit) of this offer have been given out."
        case .budgetSpent(let budget, let left, let discount): LimitSentence.english(budget, left, discount)
        case .stockExhausted(let had, let others): LimitSentence.english(had, others)
        case .storeLimit(let limit, let again, let isGoodElsewhere):
            LimitSentence.english(limit, again, isGoodElsewhere)
        case .wrongStore(.only(let stores)):
            "Not valid in this store; it is valid at \(stores.listed(in: .english))."
        case .wrongStore(.every): "Not valid in this store."
        case .outsideArea(let areas, let stores):
            "Not valid outside \(areas.listed(in: .english)); it is valid at \(stores.listed(in: .english))."
        case .locationUnknown(let areas):
            "Whether this store is in \(areas.listed(in: .english)) was not known when the promotion was set up; "
                + "ask for it to be applied again."
        case .wrongWeekday(let days):
            "Not valid today; valid on \(days.map { $0.name(in: .english) }.joined(separator: ", "))."
        case .memberRequired: "For members only: scan the member's card too."
        case .wrongMember: "This coupon belongs to another member."
        case .memberLimit(let limit): "This member has had this offer \(limit) of \(limit) times."
        case .memberDayLimit(let limit, let again): LimitSentence.english(limit, again)
        case .amountRequired: "Enter the purchase amount."
        case .itemsRequired:
            "This offer is for certain items: scan or enter what is bought, not only the sum."
        case .noFittingItem(let articles):
            "None of these items is in the offer; it is for \(articles.spoken(in: .english))."
        case .wrongCurrency(let currency): "This offer is in \(currency)."
        case .belowMinimumSpend(let minimum, nil): "Enter the purchase amount; it must be \(minimum) or more."
        case .belowMinimumSpend(let minimum, .some): "The purchase must be \(minimum) or more."
        case .itemsBelowMinimumSpend(let minimum, let given):
            "The items in the offer must come to \(minimum) or more; they come to \(given)."
        case .cannotStack: "Not with other offers on the same purchase."
        case .nothingLeft:
            "The other coupons already pay for all of it; keep this one for another purchase."
        }
    }

    private var chinese: String {
        switch self {
        case .unknownCode: "不是本品牌的券码，请核对或重新扫码。"
        case .keyExpired(let since): "此券码的签名密钥已于 \(since.date) 失效，请联系总部换券。"
        case .revoked: "此券已作废。"
        case .notYetValid(let day): "此券自 \(day) 起可用。"
        case .expired(let day): "此券已于 \(day) 过期。"
        case .alreadyRedeemed(let earlier):
            earlier.first.map { "此券已于 \($0.at.clock) 在 \($0.store) 核销。" } ?? "此券已核销。"
        case .reserved(let until): "另一收银台正在核销此券，请于 \(until.clock) 后再试。"
        case .campaignPaused: "活动暂停中，恢复后此券仍可使用。"
        case .budgetExhausted(let limit): "该优惠共 \(limit) 份，已全部发完。"
        case .budgetSpent(let budget, let left, let discount): LimitSentence.chinese(budget, left, discount)
        case .stockExhausted(let had, let others): LimitSentence.chinese(had, others)
        case .storeLimit(let limit, let again, let isGoodElsewhere):
            LimitSentence.chinese(limit, again, isGoodElsewhere)
        case .wrongStore(.only(let stores)): "本店不可用，可用门店：\(stores.listed(in: .simplifiedChinese))。"
        case .wrongStore(.every): "本店不可用。"
        case .outsideArea(let areas, let stores):
            "本店不在活动区域 \(areas.listed(in: .simplifiedChinese)) 内，可用门店："
                + "\(stores.listed(in: .simplifiedChinese))。"
        case .locationUnknown(let areas):
            "活动设置时尚不知本店是否在区域 \(areas.listed(in: .simplifiedChinese)) 内，请重新应用该活动。"
        case .wrongWeekday(let days):
            "今日不可用，可用日：\(days.map { $0.name(in: .simplifiedChinese) }.joined(separator: "、"))。"
        case .memberRequired: "会员专享，请同时扫描会员卡。"
        case .wrongMember: "此券属于另一位会员。"
        case .memberLimit(let limit): "该会员已享用此优惠 \(limit) 次，达到上限。"
        case .memberDayLimit(let limit, let again): LimitSentence.chinese(limit, again)
        case .amountRequired: "请输入消费金额。"
        case .itemsRequired: "此优惠仅限指定商品，请录入所购商品，而不只是总金额。"
        case .noFittingItem(let articles):
            "所购商品均不在优惠范围内，适用商品：\(articles.spoken(in: .simplifiedChinese))。"
        case .wrongCurrency(let currency): "此优惠仅限 \(currency)。"
        case .belowMinimumSpend(let minimum, nil): "请输入消费金额，需满 \(minimum)。"
        case .belowMinimumSpend(let minimum, .some): "消费需满 \(minimum)。"
        case .itemsBelowMinimumSpend(let minimum, let given):
            "优惠范围内的商品需满 \(minimum)，目前为 \(given)。"
        case .cannotStack: "不可与同一笔消费的其他优惠同享。"
        case .nothingLeft: "其他优惠券已全额抵扣，此券可留待下次使用。"
        }
    }
}

extension [AreaID] {
    fileprivate func listed(in language: SpokenLanguage) -> String { map(\.text).listed(in: language) }
}

extension [StoreID] {
    /// At most six names: more do not fit a till's line.
    func listed(in language: SpokenLanguage) -> String { map(\.text).listed(in: language) }
}

extension [String] {
    /// Article numbers; the star of those that stand for many is the file's word, not the cashier's.
    fileprivate func spoken(in language: SpokenLanguage) -> String {
        map { $0.last == "*" ? $0.dropLast() + "…" : $0 }.listed(in: language)
    }

    fileprivate func listed(in language: SpokenLanguage) -> String {
        let separator =
            switch language {
            case .english: ", "
            case .simplifiedChinese: "、"
            }
        return (prefix(6) + (count > 6 ? ["…"] : [])).joined(separator: separator)
    }
}

extension LocalMoment {
    /// The date and the time of day, to the minute.
    fileprivate var clock: String {
        let minutes = secondOfDay / 60
        let (hour, minute) = (String(minutes / 60), String(minutes % 60))
        return "\(date) \(hour.count < 2 ? "0" : "")\(hour):\(minute.count < 2 ? "0" : "")\(minute)"
    }
}
