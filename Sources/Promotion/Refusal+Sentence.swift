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
        case .revoked: "This coupon was withdrawn."
        case .notYetValid(let day): "This coupon is valid from \(day)."
        case .expired(let day): "This coupon expired after \(day)."
        case .alreadyRedeemed(let earlier):
            earlier.first.map { "Already redeemed on \($0.at.clock) at \($0.store)." } ?? "Already redeemed."
        case .reserved: "Another till is just redeeming this coupon; try again in a few minutes."
        case .campaignPaused: "This promotion is paused; the coupon stays valid for when it resumes."
        case .budgetExhausted(let limit): "All \(limit) of this offer have been given out."
        case .budgetSpent(let budget):
            "Too little is left of this promotion's budget of \(budget); the coupon stays valid if more is added."
        case .stockExhausted: "None left in this store; another store may still have some."
        case .storeLimit(let limit):
            "This store has given its \(limit) for today; try tomorrow or in another store."
        case .wrongStore(.only(let stores)): "Not valid in this store; it is valid at \(stores.listed)."
        case .wrongStore(.every): "Not valid in this store."
        case .wrongWeekday(let days):
            "Not valid today; valid on \(days.map { $0.name(in: .english) }.joined(separator: ", "))."
        case .memberRequired: "For members only: scan the member's card too."
        case .wrongMember: "This coupon belongs to another member."
        case .memberLimit(let limit): "This member has had this offer \(limit) of \(limit) times."
        case .memberDayLimit(let limit):
            "This member has had this offer \(limit) of \(limit) times today; it can be used again tomorrow."
        case .amountRequired: "Enter the purchase amount."
        case .itemsRequired: "This offer is for some articles only: send what is bought, line by line."
        case .noFittingItem(let articles):
            "Nothing in this purchase fits; the offer is for \(articles.listed)."
        case .wrongCurrency(let currency): "This offer is in \(currency)."
        case .belowMinimumSpend(let minimum, nil): "Enter the purchase amount; it must be \(minimum) or more."
        case .belowMinimumSpend(let minimum, .some): "The purchase must be \(minimum) or more."
        case .cannotStack: "Not with other offers on the same purchase."
        }
    }

    private var chinese: String {
        switch self {
        case .unknownCode: "不是本品牌的券码，请核对或重新扫码。"
        case .revoked: "此券已作废。"
        case .notYetValid(let day): "此券自 \(day) 起可用。"
        case .expired(let day): "此券已于 \(day) 过期。"
        case .alreadyRedeemed(let earlier):
            earlier.first.map { "此券已于 \($0.at.clock) 在 \($0.store) 核销。" } ?? "此券已核销。"
        case .reserved: "另一收银台正在核销此券，请几分钟后再试。"
        case .campaignPaused: "活动暂停中，恢复后此券仍可使用。"
        case .budgetExhausted(let limit): "该优惠共 \(limit) 份，已全部发完。"
        case .budgetSpent(let budget): "活动预算 \(budget) 余额不足，追加预算后此券仍可使用。"
        case .stockExhausted: "本店已发完，其他门店可能还有。"
        case .storeLimit(let limit): "本店今日 \(limit) 份已发完，请明日再来或前往其他门店。"
        case .wrongStore(.only(let stores)): "本店不可用，可用门店：\(stores.listed)。"
        case .wrongStore(.every): "本店不可用。"
        case .wrongWeekday(let days):
            "今日不可用，可用日：\(days.map { $0.name(in: .simplifiedChinese) }.joined(separator: "、"))。"
        case .memberRequired: "会员专享，请同时扫描会员卡。"
        case .wrongMember: "此券属于另一位会员。"
        case .memberLimit(let limit): "该会员已享用此优惠 \(limit) 次，达到上限。"
        case .memberDayLimit(let limit): "该会员今日已享用此优惠 \(limit) 次，明日可再用。"
        case .amountRequired: "请输入消费金额。"
        case .itemsRequired: "此优惠仅限部分商品，请逐行上传所购商品。"
        case .noFittingItem(let articles): "本次消费没有适用商品，适用商品：\(articles.listed)。"
        case .wrongCurrency(let currency): "此优惠仅限 \(currency)。"
        case .belowMinimumSpend(let minimum, nil): "请输入消费金额，需满 \(minimum)。"
        case .belowMinimumSpend(let minimum, .some): "消费需满 \(minimum)。"
        case .cannotStack: "不可与同一笔消费的其他优惠同享。"
        }
    }
}

extension [StoreID] {
    fileprivate var listed: String { map(\.text).listed }
}

extension [String] {
    /// At most six names: more do not fit a till's line.
    fileprivate var listed: String {
        prefix(6).joined(separator: ", ") + (count > 6 ? ", …" : "")
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
