package import Promotion
package import Vocabulary

/// A till's wish to undo a redemption.
package struct ReversalAttempt: Sendable, Hashable {
    package let head: AttemptHead
    package let redemption: RedemptionID
    /// The id that the reversal has if it is accepted.
    package let reversal: ReversalID
    package let request: Reversal.Request
    package let store: StoreID
    package let cashier: String?
    /// Why, in the cashier's words.
    package let reason: String

    package init(
        head: AttemptHead, redemption: RedemptionID, reversal: ReversalID, request: Reversal.Request,
        store: StoreID, cashier: String?, reason: String
    ) {
        self.head = head
        self.redemption = redemption
        self.reversal = reversal
        self.request = request
        self.store = store
        self.cashier = cashier
        self.reason = reason
    }
}

/// What a reversal came to; a retry with its key gets it again.
package enum ReversalRecord: Sendable, Hashable {
    /// The entry that undoes.
    case reversed(LedgerEntry)
    case refused(Reversal.Refusal)
}
