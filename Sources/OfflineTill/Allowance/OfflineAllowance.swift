package import Vocabulary

/// How far a campaign lets a till err with what was not leased to it; one that says nothing lets it not err at all.
///
/// Everything that the server has not answered counts. Of one coupon each till may give `usesPerCoupon`, so the most
/// that can be lost is what all tills together are allowed, and the next upload finds each case.
package struct OfflineAllowance: Sendable, Hashable {
    /// Uses of the campaign's offers at this till since the last synchronisation.
    package let usesPerTerminal: UInt32
    /// Uses of one coupon at this till since the last synchronisation; its own limit holds besides.
    package let usesPerCoupon: UInt32
    /// What all of them may take off.
    package let amount: Money
    /// How old the status list may be.
    package let maximumStatusAgeSeconds: Int64

    /// Declares an allowance.
    ///
    /// - Parameters:
    ///   - usesPerTerminal: Uses at one till since the last synchronisation.
    ///   - usesPerCoupon: Uses of one coupon at one till since then.
    ///   - amount: What all of them may take off.
    ///   - maximumStatusAgeSeconds: How old the status list may be.
    package init(
        usesPerTerminal: UInt32, usesPerCoupon: UInt32, amount: Money, maximumStatusAgeSeconds: Int64
    ) {
        self.usesPerTerminal = usesPerTerminal
        self.usesPerCoupon = usesPerCoupon
        self.amount = amount
        self.maximumStatusAgeSeconds = maximumStatusAgeSeconds
    }

    /// Returns what stands against one more use; `nil` if it is within the allowance.
    ///
    /// - Parameters:
    ///   - discount: What the use would take off.
    ///   - tally: What the server has not answered yet.
    /// - Returns: The first bound that would be passed.
    package func shortfall(for discount: Money, after tally: AllowanceTally) -> Shortfall? {
        guard tally.uses < usesPerTerminal else { return .terminal(limit: usesPerTerminal) }
        guard tally.usesOfCoupon < usesPerCoupon else { return .coupon(limit: usesPerCoupon) }
        // Sums in another currency are bounded by nothing that was declared.
        guard discount.currency == amount.currency,
            tally.given.keys.allSatisfy({ $0 == amount.currency.code })
        else { return .money(limit: amount, left: Money(minorUnits: 0, currency: amount.currency)) }
        let left = amount.minorUnits - tally.given[amount.currency.code, default: 0]
        guard discount.minorUnits <= left else {
            return .money(limit: amount, left: Money(minorUnits: max(0, left), currency: amount.currency))
        }
        return nil
    }

    /// Which bound is reached.
    package enum Shortfall: Sendable, Hashable {
        case terminal(limit: UInt32)
        case coupon(limit: UInt32)
        case money(limit: Money, left: Money)
    }
}

/// What a till gave by allowance and the server has not answered, less what was undone.
package struct AllowanceTally: Sendable, Hashable {
    /// Uses of the campaign's offers.
    package var uses: UInt32
    package var usesOfCoupon: UInt32
    /// What they took off, in minor units, by currency.
    package var given: [String: Int64]

    package init(uses: UInt32 = 0, usesOfCoupon: UInt32 = 0, given: [String: Int64] = [:]) {
        self.uses = uses
        self.usesOfCoupon = usesOfCoupon
        self.given = given
    }
}
