import Promotion
import Vocabulary

/// An offer's value and conditions as a customer reads them on a coupon.
struct OfferWording: Sendable {
    private let offer: Offer
    private let language: SpokenLanguage

    /// Takes an offer and the tag of the language to speak.
    init(_ offer: Offer, language: String) {
        self.offer = offer
        self.language = SpokenLanguage(nearest: language)
    }

    /// What is given, in a few large characters: `¥10`, `15 %` or, as Chinese shops write it, `8.5折`.
    var value: String {
        switch (offer.benefit, language) {
        case (.amountOff(let amount), _): amount.short
        case (.percentOff(let basisPoints, _), .english): "−\(Self.decimal(basisPoints, in: 100)) %"
        case (.percentOff(let basisPoints, _), .simplifiedChinese):
            "\(Self.decimal(Benefit.maximumBasisPoints - basisPoints, in: 1_000))折"
        }
    }

    /// What must hold at the till.
    func conditions(usesPerCoupon: UInt32) -> String {
        let conditions = offer.conditions
        var parts: [String] = []
        parts += purchase(conditions)
        if case .percentOff(_, let cap?) = offer.benefit {
            parts.append(say("at most \(cap.short) off", "最多减\(cap.short)"))
        }
        if conditions.weekdays.count < Weekday.allCases.count {
            parts.append(weekdays(conditions.weekdays))
        }
        if conditions.holder == .member { parts.append(say("members only", "会员专享")) }
        parts += limits
        if offer.combination == .alone { parts.append(say("not with other offers", "不与其他优惠同享")) }
        parts.append(
            say("good for \(usesPerCoupon) use\(usesPerCoupon == 1 ? "" : "s")", "可用\(usesPerCoupon)次"))
        return parts.joined(separator: say("; ", "；"))
    }

    /// Where it is good; `name` finds a store's name by its id.
    func stores(name: (StoreID) -> String?) -> String {
        switch offer.conditions.stores {
        case .every: say("Every store", "所有门店")
        case .only(let stores): stores.map { name($0) ?? $0.text }.joined(separator: say(", ", "、"))
        }
    }

    /// What must be bought.
    private func purchase(_ conditions: Conditions) -> [String] {
        switch (conditions.minimumSpend?.short, conditions.items) {
        case (nil, nil): []
        case (let minimum?, nil): [say("For purchases of \(minimum) or more", "消费满\(minimum)可用")]
        case (nil, .some): [say("For selected items", "限指定商品")]
        case (let minimum?, .some): [say("For \(minimum) or more of selected items", "指定商品满\(minimum)可用")]
        }
    }

    /// What a person may have, and that it may run out; how many there are is no matter for a picture to keep.
    private var limits: [String] {
        let limits = offer.limits
        var parts: [String] = []
        if let uses = limits.usesPerMember {
            parts.append(say("at most \(uses) for a member", "每位会员限用\(uses)次"))
        }
        if let uses = limits.usesPerMemberAndDay {
            parts.append(say("at most \(uses) a day for a member", "每位会员每天限用\(uses)次"))
        }
        let runsOut = limits.usesInCampaign != nil || limits.usesPerStoreAndDay != nil || limits.stock != nil
        if runsOut { parts.append(say("while stocks last", "数量有限")) }
        return parts
    }

    private func weekdays(_ days: [Weekday]) -> String {
        let indices = days.compactMap(Weekday.allCases.firstIndex(of:)).sorted()
        let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        let names = language == .english ? english : chinese
        guard let first = indices.first, let last = indices.last else { return "" }
        let isRun = indices.count > 2 && last - first == indices.count - 1
        if isRun { return names[first] + say(" to ", "至") + names[last] }
        return indices.map { names[$0] }.joined(separator: say(", ", "、"))
    }

    private func say(_ english: String, _ chinese: String) -> String {
        switch language {
        case .english: english
        case .simplifiedChinese: chinese
        }
    }

    /// The quotient without needless zeros: 850 in 100 is `8.5`.
    private static func decimal(_ number: Int, in unit: Int) -> String {
        let fraction = String(unit + number % unit).dropFirst()
        let kept = fraction.reversed().drop { $0 == "0" }.reversed()
        return "\(number / unit)" + (kept.isEmpty ? "" : "." + String(kept))
    }
}

extension Money {
    /// The amount with its sign, whole amounts without decimals: `¥10`, `12.50 AUD`.
    var short: String {
        let point = decimal.firstIndex(of: ".")
        let isWhole = point.map { decimal[$0...].dropFirst().allSatisfy { $0 == "0" } } ?? true
        let number = isWhole ? String(decimal[..<(point ?? decimal.endIndex)]) : decimal
        return currency.code == "CNY" ? "¥" + number : "\(number) \(currency)"
    }
}
