package import Promotion
package import Vocabulary

/// The rows that one redemption reads and writes, inside an engine's open transaction.
///
/// An engine supplies these few row operations; the order of steps is written once, in `RedemptionProcedure`.
package protocol RedemptionRows {
    func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer?
    /// Locks the coupon's row where the engine has row locks.
    func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord?
    func offer(_ id: OfferID) throws(StoreError) -> OfferRecord?
    /// The day on which a known member joined.
    func joiningDay(of member: MemberID, home: Home) throws(StoreError) -> CalendarDate?
    func uses(_ counter: UseCounter, home: Home) throws(StoreError) -> UInt32
    /// The latest uses of a coupon that were not wholly reversed, newest first, at most `limit`.
    func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse]
    /// How the offers redeemed on a purchase, and not wholly reversed, combine.
    func combinations(on purchase: String, store: StoreID, home: Home) throws(StoreError) -> [Offer
        .Combination]

    mutating func setUsesTaken(_ uses: UInt32, of coupon: CouponKey, home: Home) throws(StoreError)
    mutating func setUses(_ uses: UInt32, of counter: UseCounter, home: Home) throws(StoreError)
    /// Appends to the writer's chain and returns the entry as it stands there.
    mutating func append(_ draft: LedgerDraft) throws(StoreError) -> LedgerEntry
    mutating func keep(_ answer: KeptAnswer, under key: IdempotencyKey, home: Home) throws(StoreError)
}

/// A counted limit whose count changes in the same transaction as the ledger.
package enum UseCounter: Sendable, Hashable {
    case offer(OfferID)
    case member(OfferID, MemberID)
}

/// An answer with the digest of the request that it belongs to.
package struct KeptAnswer: Sendable, Hashable {
    package let requestDigest: [UInt8]
    package let record: KeptRecord
    package let at: Instant

    package init(requestDigest: [UInt8], record: KeptRecord, at: Instant) {
        self.requestDigest = requestDigest
        self.record = record
        self.at = at
    }
}

/// What was answered; one key names one request, so both kinds share the keys.
package enum KeptRecord: Sendable, Hashable, Codable {
    case redemption(RedemptionRecord)
    case reversal(ReversalRecord)
}
