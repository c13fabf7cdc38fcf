import Promotion
import Service
import Vocabulary

/// An offer in words for the person who holds the coupon.
struct OfferSentences {
    let offer: Offer
    let language: SpokenLanguage

    private func choose(_ english: String, _ chinese: String) -> String {
        language == .english ? english : chinese
    }

    /// What it gives, in a few words.
    var value: String {
        switch offer.benefit {
        case .amountOff(let amount): choose("\(amount) off", "立减 \(amount)")
        case .percentOff(let basisPoints, let cap):
            percent(BenefitDocument.percent(basisPoints), cap: cap)
        }
    }

    private func percent(_ percent: String, cap: Money?) -> String {
        let share = choose("\(percent) % off", "立减 \(percent)%")
        guard let cap else { return share }
        return share + choose(", at most \(cap)", "，最多 \(cap)")
    }

    /// What must hold, one sentence each.
    var conditions: [String] {
        let conditions = offer.conditions
        var sentences: [String] = []
        sentences += purchase(conditions)
        if conditions.weekdays.count < Weekday.allCases.count {
            sentences.append(weekdays(conditions.weekdays))
        }
        if conditions.holder == .member { sentences.append(choose("For members", "会员专享")) }
        if let days = conditions.daysFromJoining {
            sentences.append(choose("Within \(days) days from joining", "入会后 \(days) 天内有效"))
        }
        if offer.combination == .alone {
            sentences.append(choose("Not with other offers", "不与其他优惠同享"))
        }
        return sentences + limits
    }

    /// What must be bought; article numbers say nothing to customers, and the title names the goods.
    private func purchase(_ conditions: Conditions) -> [String] {
        switch (conditions.minimumSpend, conditions.items) {
        case (nil, nil): []
        case (let minimum?, nil): [choose("On a purchase of \(minimum) or more", "消费满 \(minimum) 可用")]
        case (nil, .some): [choose("On selected items only", "仅限指定商品")]
        case (let minimum?, .some):
            [choose("On \(minimum) or more of selected items", "购买指定商品满 \(minimum) 可用")]
        }
    }

    /// How many there are, one sentence each.
    private var limits: [String] {
        let limits = offer.limits
        var sentences: [String] = []
        if let uses = limits.usesPerMember {
            sentences.append(choose("At most \(uses) for a member", "每位会员限用 \(uses) 次"))
        }
        if let uses = limits.usesPerMemberAndDay {
            sentences.append(choose("At most \(uses) a day for a member", "每位会员每天限用 \(uses) 次"))
        }
        if let uses = limits.usesPerStoreAndDay {
            sentences.append(choose("At most \(uses) a day in a store", "每店每天限 \(uses) 份"))
        }
        if let uses = limits.usesInCampaign {
            sentences.append(choose("\(uses) in all, first come, first served", "共 \(uses) 份，先到先得"))
        }
        if limits.stock != nil {
            sentences.append(choose("While a store's stock lasts", "各店数量有限，送完即止"))
        }
        return sentences
    }

    private func weekdays(_ days: [Weekday]) -> String {
        let names = days.map { $0.name(in: language) }
        return choose("On " + names.joined(separator: ", "), "限" + names.joined(separator: "、"))
    }

    /// A date as people write it.
    func date(_ date: CalendarDate) -> String { language.sentence(of: date) }
}
