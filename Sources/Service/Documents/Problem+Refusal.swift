import Payload
package import Promotion
import Vocabulary

extension Problem {
    /// Says why a coupon was turned down.
    ///
    /// An unknown code gives the same document whatever was wrong with it.
    package init(_ refusal: Refusal, language: SpokenLanguage) {
        self.init(
            status: refusal.reason.status, reason: refusal.reason.rawValue, title: refusal.reason.title,
            detail: refusal.sentence(in: language))
        addEvidence(of: refusal)
    }

    private mutating func addEvidence(of refusal: Refusal) {
        switch refusal {
        case .keyExpired(let since): keyEndedAt = since.rfc3339
        case .notYetValid(let day): validFrom = day
        case .expired(let day): validUntil = day
        case .alreadyRedeemed(let earlier):
            uses = earlier.map { EarlierUseDocument(at: $0.at.rfc3339, store: $0.store) }
        case .budgetExhausted(let limit), .memberLimit(let limit): self.limit = limit
        case .memberDayLimit(let limit, let again), .storeLimit(let limit, let again, _):
            self.limit = limit
            if case .on(let day) = again { againOn = day }
        case .budgetSpent(let budget, let left, _):
            self.budget = budget
            self.left = left
        case .stockExhausted(let had, let others):
            limit = had
            stores = others
        case .reserved(let moment): reservedUntil = moment.rfc3339
        case .noFittingItem(let articles): self.articles = articles
        case .wrongStore(.only(let stores)): self.stores = stores
        case .outsideArea(let areas, let stores): (self.areas, self.stores) = (areas, stores)
        case .locationUnknown(let areas): self.areas = areas
        case .wrongWeekday(let days): weekdays = days
        case .wrongCurrency(let currency): self.currency = currency
        case .belowMinimumSpend(let minimum, _), .itemsBelowMinimumSpend(let minimum, _):
            self.minimum = minimum
        case .unknownCode, .revoked, .campaignPaused, .wrongStore(.every), .memberRequired, .wrongMember,
            .amountRequired, .cannotStack, .nothingLeft, .itemsRequired:
            break
        }
    }

    /// Says why coupons were not redeemed together: the first refusal, and beside it what stands against each.
    ///
    /// - Parameters:
    ///   - refusals: One place a coupon; `nil` for one that was refused only because of another.
    ///   - codes: The codes as read; an unknown one is named by its place alone.
    ///   - language: The language of the sentences.
    init(_ refusals: [Refusal?], _ codes: [CouponCode?], language: SpokenLanguage) {
        let first = refusals.firstIndex { $0 != nil } ?? 0
        self.init(refusals.lazy.compactMap(\.self).first ?? .unknownCode, language: language)
        guard refusals.count > 1 else { return }
        // Which one to leave out is the first thing that the cashier must know.
        detail = detail.map {
            language == .english ? "Coupon \(first + 1): \($0)" : "第 \(first + 1) 张券：\($0)"
        }
        coupons = refusals.enumerated().map { index, refusal in
            RefusedCouponDocument(
                pointer: "/codes/\(index)", coupon: codes[index]?.text, reason: refusal?.reason.rawValue,
                detail: refusal?.sentence(in: language))
        }
    }

    /// Says why a redemption was not undone.
    package init(_ refusal: Reversal.Refusal, language: SpokenLanguage) {
        self.init(
            status: refusal.reason.status, reason: refusal.reason.rawValue, title: refusal.reason.title,
            detail: refusal.sentence(in: language))
        switch refusal {
        case .voidTooLate(let day): redeemedOn = day
        case .exceedsPurchase(let left): self.left = left
        case .wrongCurrency(let currency): self.currency = currency
        case .unknownRedemption, .alreadyReversed, .partialVoid, .purchaseUnknown: break
        }
    }

    /// The key was used with another request; nothing was done.
    package static func keyReused(language: SpokenLanguage) -> Problem {
        Problem(
            status: 422, reason: "key_reused", title: "Key reused",
            detail: language == .english
                ? "This Idempotency-Key was used with another request; nothing was done."
                : "此 Idempotency-Key 已用于另一请求，本次未做任何处理。")
    }
}

extension Refusal.Reason {
    /// 409 for counted limits, 404 for a code that is none of ours, 422 for conditions.
    package var status: Int {
        switch self {
        case .unknownCode: 404
        case .alreadyRedeemed, .budgetExhausted, .memberLimit, .stockExhausted, .storeLimit, .reserved: 409
        case .keyExpired, .revoked, .notYetValid, .expired, .campaignPaused, .wrongStore, .outsideArea,
            .locationUnknown, .notApplicable, .memberRequired, .wrongMember, .amountRequired,
            .belowMinimumSpend, .cannotStack:
            422
        }
    }

    /// The same for every occurrence, in English (RFC 9457, section 3.1.3).
    fileprivate var title: String {
        switch self {
        case .unknownCode: "Unknown code"
        case .keyExpired: "Key ended"
        case .revoked: "Coupon revoked"
        case .notYetValid: "Not valid yet"
        case .expired: "Expired"
        case .alreadyRedeemed: "Already redeemed"
        case .campaignPaused: "Promotion paused"
        case .budgetExhausted: "All given out"
        case .stockExhausted: "None left in this store"
        case .storeLimit: "Store's limit reached"
        case .reserved: "Held by another till"
        case .wrongStore: "Not valid in this store"
        case .outsideArea: "Not valid outside its areas"
        case .locationUnknown: "Store's place not known"
        case .notApplicable: "Not applicable"
        case .memberRequired: "Member required"
        case .wrongMember: "Another member's coupon"
        case .memberLimit: "Member's limit reached"
        case .amountRequired: "Purchase amount required"
        case .belowMinimumSpend: "Below the minimum purchase"
        case .cannotStack: "Not with other offers"
        }
    }
}

extension Reversal.Reason {
    /// 404 for a redemption that nobody knows, 409 for what was undone already, 422 for the rest.
    package var status: Int {
        switch self {
        case .unknownRedemption: 404
        case .alreadyReversed, .exceedsRedemption: 409
        case .voidTooLate, .notApplicable: 422
        }
    }

    fileprivate var title: String {
        switch self {
        case .unknownRedemption: "Unknown redemption"
        case .alreadyReversed: "Already reversed"
        case .voidTooLate: "Too late for a void"
        case .exceedsRedemption: "More than is left"
        case .notApplicable: "Not applicable"
        }
    }
}

extension Reversal.Refusal {
    /// Returns one sentence for the cashier.
    package func sentence(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.unknownRedemption, .english): "There is no such redemption."
        case (.unknownRedemption, .simplifiedChinese): "没有这笔核销。"
        case (.alreadyReversed, .english): "This redemption was reversed already."
        case (.alreadyReversed, .simplifiedChinese): "此核销已撤销。"
        case (.voidTooLate(let day), .english):
            "A void is for the same day; this was on \(day): make it a return."
        case (.voidTooLate(let day), .simplifiedChinese): "只能当日作废，该核销发生于 \(day)，请按退货处理。"
        case (.partialVoid, .english): "A void takes back everything; leave the amount out."
        case (.partialVoid, .simplifiedChinese): "作废须全额，请勿填写金额。"
        case (.exceedsPurchase(let left), .english): "Only \(left) of the purchase has not come back yet."
        case (.exceedsPurchase(let left), .simplifiedChinese): "该笔消费仅剩 \(left) 可退。"
        case (.purchaseUnknown, .english): "The redemption named no amount, so it is reversed as a whole."
        case (.purchaseUnknown, .simplifiedChinese): "该核销未记录金额，只能整笔撤销。"
        case (.wrongCurrency(let currency), .english): "The purchase was in \(currency)."
        case (.wrongCurrency(let currency), .simplifiedChinese): "该笔消费的币种为 \(currency)。"
        }
    }
}
