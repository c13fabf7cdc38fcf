package import Promotion
import Vocabulary

extension Problem {
    /// Says why the unit ledger did not do what was asked.
    ///
    /// - Parameters:
    ///   - refusal: Why.
    ///   - unit: In which unit its numbers are; `nil` for plain numbers.
    ///   - language: The language of the sentence.
    package init(_ refusal: UnitRefusal, of unit: BalanceUnit?, language: SpokenLanguage) {
        self.init(
            status: refusal.status, reason: refusal.reason, title: refusal.title,
            detail: refusal.sentence(of: unit, in: language))
        switch refusal {
        case .insufficientBalance(let there, let asked):
            (available, wanted) = (UnitAmount(there, of: unit), UnitAmount(asked, of: unit))
        case .alreadyReversed(let left): available = UnitAmount(left, of: unit)
        case .tooManyLots(let most): limit = UInt32(exactly: most)
        case .stampLimit(let perDay, let today):
            limit = UInt32(exactly: perDay)
            available = UnitAmount(max(0, perDay - today), of: unit)
        case .inactiveMember, .balanceLimit, .unknownEntry, .notReversible, .keyReused: break
        }
    }
}

extension UnitRefusal {
    /// 409 for counted limits and what was done already, 404 for an entry that there is not, 422 for conditions.
    package var status: Int {
        switch self {
        case .unknownEntry: 404
        case .insufficientBalance, .balanceLimit, .tooManyLots, .alreadyReversed, .stampLimit: 409
        case .inactiveMember, .notReversible, .keyReused: 422
        }
    }

    /// The same for every occurrence, in English (RFC 9457, section 3.1.3).
    fileprivate var title: String {
        switch self {
        case .insufficientBalance: "Not enough"
        case .inactiveMember: "Not in the program"
        case .balanceLimit, .tooManyLots: "More than one may hold"
        case .unknownEntry: "Unknown entry"
        case .notReversible: "Not reversible"
        case .alreadyReversed: "Already reversed"
        case .stampLimit: "Card's limit reached"
        case .keyReused: "Key reused"
        }
    }

    /// Returns one sentence for the cashier.
    package func sentence(of unit: BalanceUnit?, in language: SpokenLanguage) -> String {
        switch language {
        case .english: english { UnitAmount($0, of: unit) }
        case .simplifiedChinese: chinese { UnitAmount($0, of: unit) }
        }
    }

    private func english(_ shown: (Int64) -> UnitAmount) -> String {
        switch self {
        case .insufficientBalance(let there, let asked):
            "There are \(shown(there)), and \(shown(asked)) were asked for."
        case .inactiveMember: "The member is not in the program."
        case .balanceLimit(let most): "Nobody may hold more than \(shown(most))."
        case .tooManyLots(let most):
            "Nobody may hold more than \(most) lots of one unit that have not ended."
        case .unknownEntry: "There is no such entry."
        case .notReversible(.topUp): "A top-up is not reversed but refunded."
        case .notReversible(.refund), .notReversible(.reverse):
            "What was taken back is not given again by taking that back."
        case .notReversible(.expire): "What has ended does not come back; an adjustment gives anew."
        case .notReversible: "Only a top-up is refunded; this is reversed."
        case .alreadyReversed(let left):
            left > 0 ? "Only \(shown(left)) of it are left." : "Nothing of it is left."
        case .stampLimit(let perDay, let today):
            "The card takes \(perDay) stamps a day and had \(today) today."
        case .keyReused: "This Idempotency-Key was used with another request; nothing was done."
        }
    }

    private func chinese(_ shown: (Int64) -> UnitAmount) -> String {
        switch self {
        case .insufficientBalance(let there, let asked): "余额为 \(shown(there))，不足 \(shown(asked))。"
        case .inactiveMember: "该会员不在会员计划中。"
        case .balanceLimit(let most): "每人最多持有 \(shown(most))。"
        case .tooManyLots(let most): "每人同一种权益最多有 \(most) 笔未到期。"
        case .unknownEntry: "没有这笔记录。"
        case .notReversible(.topUp): "充值不能撤销，只能退款。"
        case .notReversible(.refund), .notReversible(.reverse): "撤销或退款不能再撤销。"
        case .notReversible(.expire): "已到期的不能恢复，可用调整重新发放。"
        case .notReversible: "只有充值可以退款，这笔请撤销。"
        case .alreadyReversed(let left): left > 0 ? "仅剩 \(shown(left)) 可退。" : "这笔已全部退回。"
        case .stampLimit(let perDay, let today): "该卡每天最多集 \(perDay) 个章，今天已集 \(today) 个。"
        case .keyReused: "此 Idempotency-Key 已用于另一请求，本次未做任何处理。"
        }
    }
}
