package import Promotion
package import Vocabulary

/// A till's wish to undo a redemption.
package struct ReversalAttempt: Sendable, Hashable {
    package let home: Home
    package let idempotency: IdempotencyKey
    /// SHA-256 of the request, 32 bytes.
    package let requestDigest: [UInt8]
    package let redemption: RedemptionID
    /// The id that the reversal has if it is accepted.
    package let reversal: ReversalID
    package let request: Reversal.Request
    package let store: StoreID
    package let cashier: String?
    /// Why, in the cashier's words.
    package let reason: String

    package init(
        home: Home, idempotency: IdempotencyKey, requestDigest: [UInt8], redemption: RedemptionID,
        reversal: ReversalID, request: Reversal.Request, store: StoreID, cashier: String?, reason: String
    ) {
        self.home = home
        self.idempotency = idempotency
        self.requestDigest = requestDigest
        self.redemption = redemption
        self.reversal = reversal
        self.request = request
        self.store = store
        self.cashier = cashier
        self.reason = reason
    }
}

/// What a reversal came to; kept under its key.
package struct ReversalRecord: Sendable, Hashable, Codable {
    package let reversal: ReversalID
    package let redemption: RedemptionID
    package let outcome: Reversal.Outcome
    package let request: Reversal.Request
    /// The hash of the ledger entry, 32 bytes; `nil` for a refusal.
    package let ledgerHash: [UInt8]?

    package init(
        reversal: ReversalID, redemption: RedemptionID, outcome: Reversal.Outcome, request: Reversal.Request,
        ledgerHash: [UInt8]?
    ) {
        self.reversal = reversal
        self.redemption = redemption
        self.outcome = outcome
        self.request = request
        self.ledgerHash = ledgerHash
    }
}

/// What the store answers to a reversal once it is on disk.
package enum ReversalAnswer: Sendable, Hashable {
    case decided(ReversalRecord)
    case replayed(ReversalRecord)
    case keyReused
}
