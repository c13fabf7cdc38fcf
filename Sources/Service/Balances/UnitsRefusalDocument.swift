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
        detail = Self.advice(refusal) ?? refusal.sentence(of: unit, in: .english)
        switch refusal {
        case .insufficientBalance(let there, let asked): (available, wanted) = (shown(there), shown(asked))
        case .balanceLimit(let most): limit = most
        case .tooManyLots(let most): limit = Int64(most)
        case .alreadyReversed(let left): available = shown(left)
        case .stampLimit(let perDay, let today):
            limit = perDay
            available = shown(max(0, perDay - today))
        case .inactiveMember, .unknownEntry, .notReversible, .keyReused: break
        }
    }

    /// What is said otherwise at the command line, which has other words for a key and commands for what to do.
    private static func advice(_ refusal: UnitRefusal) -> String? {
        switch refusal {
        case .notReversible(.topUp): "A top-up is not reversed but refunded: tessera value refund."
        case .notReversible(.earn), .notReversible(.spend), .notReversible(.adjust):
            "Only a top-up is refunded; this is reversed: tessera points reverse."
        case .keyReused: "The key was used with another request."
        default: nil
        }
    }
}
