package import Vocabulary

/// A till's wish to hold uses for a while, as it came from outside.
package struct ReservationCall: Sendable, Hashable {
    /// What would be redeemed.
    package var wish: RedemptionCall
    /// How long the hold lasts, in seconds; `nil` for `defaultSeconds`.
    package var seconds: Int?

    package init(wish: RedemptionCall, seconds: Int? = nil) {
        self.wish = wish
        self.seconds = seconds
    }

    /// Two minutes: a customer looks for their wallet.
    package static let defaultSeconds = 120
    /// Half an hour: the longest that a till may keep a use from all others without having given it.
    package static let maximumSeconds = 1_800

    /// The lifetime in seconds, checked.
    ///
    /// - Throws: `ServiceError.invalidInput` outside 1 to `maximumSeconds`.
    func lifetime() throws(ServiceError) -> Int {
        let seconds = seconds ?? Self.defaultSeconds
        guard (1...Self.maximumSeconds).contains(seconds) else {
            throw .invalidInput([
                InputFault(
                    pointer: "/seconds",
                    detail: "A hold lasts 1 to \(Self.maximumSeconds) seconds, not \(seconds).")
            ])
        }
        return seconds
    }
}

/// What a till knows when it settles: the purchase as it is now, or neither amount nor items for the one reserved for.
package struct SettlementCall: Sendable, Hashable {
    /// The purchase before the discount.
    package var amount: Money?
    package var items: [RedemptionCall.Item]
    package var cashier: String?
    /// The till's receipt number.
    package var purchase: String?

    package init(
        amount: Money? = nil, items: [RedemptionCall.Item] = [], cashier: String? = nil,
        purchase: String? = nil
    ) {
        self.amount = amount
        self.items = items
        self.cashier = cashier
        self.purchase = purchase
    }

    /// The same as a call for a redemption without codes, so that it is checked and digested alike.
    var asRedemption: RedemptionCall {
        RedemptionCall(codes: [""], amount: amount, items: items, cashier: cashier, purchase: purchase)
    }
}
