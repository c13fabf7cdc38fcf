import Payload
package import Promotion
import Vocabulary

/// All that a till judges by: what it fetched, what was leased to it, and what its own journal says.
package struct OfflineFacts: Sendable {
    package var terms: OfflineTerms
    package var leases: LeaseBook
    package var uses: OfflineUses

    package init(terms: OfflineTerms, leases: LeaseBook, uses: OfflineUses) {
        self.terms = terms
        self.leases = leases
        self.uses = uses
    }
}

/// Decides a scan without the server: who may give the use is decided here, whether it may be given at all by
/// `Redemption.decide`, the same function as everywhere.
package enum OfflineJudge {
    /// Returns what to say to a scan; nothing is given before the answer is in the journal.
    ///
    /// What no network changes is told first, so that a cashier never sends a customer off to wait for one in vain.
    ///
    /// - Parameters:
    ///   - wish: What was scanned and typed, with its key.
    ///   - facts: What the till judges by.
    ///   - now: What the clocks are worth.
    /// - Returns: An acceptance with its ground, or a refusal.
    /// - Complexity: One signature, O(*l*) in the leases held; how much was given before does not matter.
    package static func judge(
        _ wish: OfflineWish, _ facts: OfflineFacts, at now: OfflineMoment
    ) -> OfflineVerdict {
        if let earlier = facts.uses.earlier(wish.key) { return repeated(earlier, wish) }
        do throws(OfflineRefusal) {
            let moment = try moment(facts.terms, now)
            let presented = try identify(wish.code, facts.terms, at: moment)
            let scan = Scan(wish: wish, facts: facts, moment: moment, presented: presented)
            return .accepted(try scan.accept())
        } catch {
            return .refused(error)
        }
    }

    /// Returns whether a use that this till gave may be undone, by the rule of every void.
    ///
    /// - Parameters:
    ///   - key: The key of the use.
    ///   - facts: What the till judges by.
    ///   - now: What the clocks are worth.
    /// - Returns: The server's own outcome; a use of another till is unknown here.
    /// - Throws: `OfflineRefusal` if the terminal or its clock is not to be trusted.
    package static func void(
        _ key: String, _ facts: OfflineFacts, at now: OfflineMoment
    ) throws(OfflineRefusal) -> Reversal.Outcome {
        let moment = try moment(facts.terms, now)
        guard let given = facts.uses.given(under: key) else { return .refused(.unknownRedemption) }
        let zero = Money(minorUnits: 0, currency: given.use.discount.currency)
        let known = Reversal.Facts(
            purchase: given.use.wish.amount, discount: given.use.discount, redeemedOn: given.moment.date,
            returned: zero, discountReversed: zero, isWhollyReversed: given.isVoided)
        return Reversal.decide(known, Reversal.Request(kind: .void, amount: nil, moment: moment))
    }

    private static func repeated(_ earlier: OfflineUses.Earlier, _ wish: OfflineWish) -> OfflineVerdict {
        switch earlier {
        case .accepted(let use) where use.wish.isSameRequest(as: wish): .repeated(use)
        case .refused(let old, let reason) where old.isSameRequest(as: wish): .repeatedRefusal(reason: reason)
        case .accepted, .refused, .voided: .refused(.keyReused)
        }
    }

    private static func moment(
        _ terms: OfflineTerms, _ now: OfflineMoment
    ) throws(OfflineRefusal) -> LocalMoment {
        guard terms.standing == .trusted else { throw .terminalRevoked }
        switch now.verdict {
        case .wrong(let milliseconds): throw .clockWrong(byMilliseconds: milliseconds)
        case .believed(let instant):
            return LocalMoment(instant: instant, utcOffsetSeconds: now.utcOffsetSeconds)
        }
    }
}

/// A coupon as its code says it: a short one is a name and nothing else.
enum PresentedCoupon {
    case short(CouponCode)
    case signed(SignedClaims)

    var code: CouponCode {
        switch self {
        case .short(let code): code
        case .signed(let claims): claims.coupon
        }
    }
}

extension OfflineJudge {
    /// Reads a code; what is mistyped, foreign or forged is told alike.
    private static func identify(
        _ text: String, _ terms: OfflineTerms, at moment: LocalMoment
    ) throws(OfflineRefusal) -> PresentedCoupon {
        guard let code = try? PresentedCode(parsing: text) else { throw .rule(.unknownCode) }
        switch code {
        case .short(let code): return .short(code)
        case .signed(let token):
            guard let claims = try? token.verified(by: terms.keyring) else { throw .rule(.unknownCode) }
            if let end = terms.keyEnds[claims.keyID], moment.instant >= end {
                let since = LocalMoment(instant: end, utcOffsetSeconds: moment.utcOffsetSeconds)
                throw .rule(.keyExpired(since: since))
            }
            return .signed(claims)
        }
    }
}
