package import Promotion

/// Why nothing was done.
package struct UnitsRefusalDocument: Sendable, Hashable, Encodable {
    package let outcome = "refused"
    package let reason: String
    package let detail: String
    /// What there is, or what is left to be taken back.
    package var available: UnitAmount?
    package var wanted: UnitAmount?
    package var limit: Int64?
    /// What it was, for those who say it in other words; not in the document.
    package let refusal: UnitRefusal
    package let unit: BalanceUnit?
    /// Whether it is the answer that the key got before; not in the document.
    package let isReplayed: Bool

    private enum CodingKeys: String, CodingKey {
        case outcome, reason, detail, available, wanted, limit
    }

    init(_ refusal: UnitRefusal, unit: BalanceUnit?, isReplay: Bool = false) {
        (self.refusal, self.unit, isReplayed) = (refusal, unit, isReplay)
        reason = refusal.reason
        let shown = { UnitAmount($0, of: unit) }
        switch refusal {
        case .insufficientBalance(let there, let asked):
            (available, wanted) = (shown(there), shown(asked))
            detail = "There are \(shown(there)), and \(shown(asked)) were asked for."
        case .inactiveMember: detail = "The member is not in the program."
        case .balanceLimit(let most):
            limit = most
            detail = "Nobody may hold more than \(shown(most))."
        case .tooManyLots(let most):
            limit = Int64(most)
            detail = "Nobody may hold more than \(most) lots of one unit that have not ended."
        case .unknownEntry: detail = "There is no such entry."
        case .notReversible(let kind): detail = Self.advice(for: kind)
        case .alreadyReversed(let left):
            available = shown(left)
            detail = left > 0 ? "Only \(shown(left)) of it are left." : "Nothing of it is left."
        case .stampLimit(let perDay, let today):
            limit = perDay
            available = shown(max(0, perDay - today))
            detail = "The card takes \(perDay) stamps a day and had \(today) today."
        case .keyReused: detail = "The key was used with another request."
        }
    }

    private static func advice(for kind: UnitEntry.Kind) -> String {
        switch kind {
        case .topUp: "A top-up is not reversed but refunded: tessera value refund."
        case .refund, .reverse: "What was taken back is not given again by taking that back."
        case .expire: "What has ended does not come back; an adjustment gives anew."
        case .earn, .spend, .adjust: "Only a top-up is refunded; this is reversed: tessera points reverse."
        }
    }
}
