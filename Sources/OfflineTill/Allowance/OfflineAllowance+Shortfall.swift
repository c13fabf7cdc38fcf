package import Promotion
package import Vocabulary

extension OfflineAllowance {
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
