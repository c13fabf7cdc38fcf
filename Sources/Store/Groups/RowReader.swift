package import Promotion
package import Vocabulary

/// What an engine reads for a group, inside its open transaction.
///
/// An engine that has row locks takes them here: a coupon's and a counter's row is locked when it is read, and an
/// answer is read only after the coupon that it is about. Writes are collected in `GroupWrites` and made at the end.
///
/// A reader is an object, so that what is generic over readers has the same layout for all of them.
package protocol RowReader: AnyObject {
    func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer?
    func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord?
    func offer(_ id: OfferID) throws(StoreError) -> OfferRecord?
    /// An offer as it was in one revision of its campaign: by the last one applied up to it, since pausing makes one too.
    func offer(_ id: OfferID, of campaign: CampaignID, revision: Int64) throws(StoreError) -> Offer?
    /// A member who is in the program now; for one who became part of another, the other.
    func member(_ id: MemberID, home: Home) throws(StoreError) -> ProgramMember?
    /// What was counted so far; 0 where nothing was.
    ///
    /// An engine that splits a shared counter may answer more than that: the limit less what this transaction can
    /// give. If a decision then refuses for it, `GroupWrites.wasExhausted` says so, and the engine runs the group again
    /// with the whole counter in view.
    ///
    /// - Parameters:
    ///   - counter: What is counted.
    ///   - limit: The limit that it is held to, so that shares of it can be granted.
    ///   - home: Its shard.
    /// - Returns: The count, or more than it as said above.
    /// - Throws: `StoreError`.
    func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64
    /// The latest uses of a coupon that were not wholly reversed, newest first, at most `limit`.
    func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse]
    /// How the offers redeemed on a purchase, and not wholly reversed, combine.
    func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination]
    /// The ledger entry of a redemption.
    func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry?
    /// The ledger entries that reverse it, oldest first.
    func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry]
    /// The entries of a chain in a range of sequences, in order.
    func entries(of writer: String, _ sequences: ClosedRange<Int64>, home: Home) throws(StoreError)
        -> [LedgerEntry]
    /// The checkpoint that covers an entry; `nil` for entries from before there were any.
    func checkpoint(of writer: String, covering sequence: Int64, home: Home) throws(StoreError) -> Checkpoint?
    func reservation(_ id: ReservationID, home: Home) throws(StoreError) -> ReservationRecord?
    /// The reservations that hold uses of a coupon, those past their end too, soonest to end first.
    func holds(on coupon: CouponKey, home: Home) throws(StoreError) -> [ReservationRecord]
    /// Reservations that still hold something and ended before an instant, the oldest first, at most `limit`.
    func expiredHolds(before instant: Instant, home: Home, limit: Int) throws(StoreError)
        -> [ReservationRecord]
    func lease(_ id: LeaseID, home: Home) throws(StoreError) -> LeaseRecord?
    /// The reservations by which a lease still holds uses.
    func holds(of lease: LeaseID, home: Home) throws(StoreError) -> [ReservationRecord]
    /// The ledger entry of the latest use of a coupon that was not wholly reversed.
    func latestUse(of coupon: CouponKey, home: Home) throws(StoreError) -> LedgerEntry?
    /// The end of the chain that this transaction appends to.
    func head(of home: Home) throws(StoreError) -> ChainHead
    /// A number that every change of a token makes another, as `TerminalStore.accessVersion`; `nil` where the engine
    /// keeps none.
    func accessVersion() throws(StoreError) -> Int64?
}

extension RowReader {
    /// None: whoever was let in from memory is looked up again.
    package func accessVersion() throws(StoreError) -> Int64? { nil }
}

/// What a decision asks of a member.
package struct ProgramMember: Sendable, Hashable {
    package let id: MemberID
    /// By their home store's calendar.
    package let joinedOn: CalendarDate
    /// The members who became part of this one, whose uses are theirs.
    package let merged: [MemberID]

    package init(id: MemberID, joinedOn: CalendarDate, merged: [MemberID] = []) {
        self.id = id
        self.joinedOn = joinedOn
        self.merged = merged
    }

    /// Takes the ids of merged members as engines gather them, with a space between.
    package init(id: MemberID, joinedOn: CalendarDate, mergedText: String?) {
        let ids = (mergedText ?? "").split(separator: " ").map { MemberID(unchecked: String($0)) }
        self.init(id: id, joinedOn: joinedOn, merged: ids.sorted())
    }
}

/// Where a chain ends.
package struct ChainHead: Sendable, Hashable {
    package let writer: String
    /// 0 for an empty chain.
    package let sequence: Int64
    package let hash: [UInt8]

    package init(writer: String, sequence: Int64 = 0, hash: [UInt8] = LedgerChain.origin) {
        self.writer = writer
        self.sequence = sequence
        self.hash = hash
    }
}
