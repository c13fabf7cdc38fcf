package import Promotion
package import Vocabulary

/// A till's wish to undo a redemption, as it came from outside.
package struct ReversalCall: Sendable, Hashable {
    package var kind: Reversal.Kind
    /// The part of the purchase that comes back; `nil` is all that is left.
    package var amount: Money?
    /// Why, in the cashier's words.
    package var reason: String
    package var cashier: String?

    package init(kind: Reversal.Kind, amount: Money? = nil, reason: String, cashier: String? = nil) {
        self.kind = kind
        self.amount = amount
        self.reason = reason
        self.cashier = cashier
    }

    /// 200 characters: a sentence for whoever reads the register.
    package static let maximumReasonLength = 200

    /// Checks every part.
    ///
    /// - Throws: `ServiceError.invalidInput` with each part that is wrong.
    package func check() throws(ServiceError) {
        var faults = InputChecks.text(reason, length: 1...Self.maximumReasonLength, at: "/reason")
        faults += InputChecks.word(cashier, at: "/cashier")
        if let amount, amount.minorUnits <= 0 {
            faults.append(
                InputFault(pointer: "/amount", detail: "More than nothing comes back, not \(amount)."))
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }
}
