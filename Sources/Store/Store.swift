package import Promotion
package import Vocabulary

/// Everything that an engine offers; use cases ask for the part that they need.
package typealias AnyStore = any RedemptionStore & CampaignStore & BatchStore & TerminalStore & PlacementStore
    & MemberStore & ClaimStore & JoinStore & SegmentStore & AuditStore & AccessTokenStore & LockoutStore
    & MaintenanceStore & EventStore & BalanceStore & TierStore & ReferralStore & GrantStore & TriggerStore
    & FollowingStore & RetentionStore & SessionStore & JournalStore & OfflineStore
    & CountStore

/// Redemptions, their reversals, reservations and their ledger.
package protocol RedemptionStore: Sendable {
    /// Carries out a group of attempts in their order, in one transaction, and tells once it is committed.
    ///
    /// Attempts for the same coupon see each other. The rules may run again after a conflict, which is safe because
    /// they are pure; an engine bounds such retries and ends in `StoreError.busy`. The next group may be carried out while
    /// the disk still takes this one.
    ///
    /// - Parameters:
    ///   - group: 0 to `CommitQueue.maximumGroupCount` attempts; asked for once, when their turn has come.
    ///   - rules: The pure rules.
    ///   - end: Called once, on whatever thread committed, with one answer an attempt, in the same order, to be given out
    ///     once it is on disk. After an error nothing of the group was written, or the error is `unknown`.
    func commit(
        _ group: @escaping @Sendable () -> [Attempt], by rules: GroupRules,
        then end: @escaping @Sendable (Result<Committed<[GroupAnswer]>, StoreError>) -> Void)

    /// Says what an attempt would come to, and writes nothing.
    func preview(
        _ attempt: RedemptionAttempt, by rules: GroupRules
    ) async throws(StoreError) -> RedemptionPreview

    /// The coupon with its latest uses, newest first, or `nil` if there is none.
    func coupon(_ key: CouponKey, home: Home) async throws(StoreError) -> CouponStatus?

    /// The entry of a redemption and those that reverse it, oldest first; empty if there is none.
    func entries(of redemption: RedemptionID, home: Home) async throws(StoreError) -> [LedgerEntry]

    /// Returns the entries of some members, newest first, after a place or from the newest on.
    ///
    /// - Parameters:
    ///   - members: One member, and whoever became part of them.
    ///   - place: Where the page before ended; `nil` for the first page.
    ///   - limit: How many at most, 1 to `LedgerPage.maximumCount`.
    ///   - home: Whose.
    /// - Returns: Redemptions and reversals.
    /// - Throws: `StoreError`.
    /// - Complexity: O(*n* log *n*) in the members' entries, which an index finds.
    func entries(
        ofMembers members: [MemberID], after place: EntryPlace?, limit: Int, home: Home
    ) async throws(StoreError) -> [LedgerEntry]

    /// What proves an entry's receipt; `nil` for entries from before there were checkpoints.
    func proof(of entry: LedgerEntry) async throws(StoreError) -> ReceiptProof?

    func reservation(_ id: ReservationID, home: Home) async throws(StoreError) -> ReservationRecord?

    /// Returns ledger entries after a position, in the order of their chains, 1 to `LedgerPage.maximumCount` of them.
    func ledger(after position: LedgerPosition, limit: Int) async throws(StoreError) -> [LedgerEntry]
}

extension RedemptionStore {
    /// Carries out a group, and returns once it is on disk.
    ///
    /// - Throws: `StoreError`; then nothing of the group was written, or the error is `unknown`.
    package func carryOut(
        _ group: [Attempt], by rules: GroupRules
    ) async throws(StoreError) -> [GroupAnswer] {
        let result = await withCheckedContinuation { continuation in
            commit({ group }, by: rules) { continuation.resume(returning: $0) }
        }
        return try await result.get().settled()
    }
}

/// How the ledger is read.
package enum LedgerPage {
    /// 1,000 entries: half a megabyte of answer.
    package static let maximumCount = 1_000

    /// A number of entries that may be asked for at once.
    package static func bounded(_ limit: Int) -> Int { min(max(limit, 1), maximumCount) }
}

/// A coupon as a person may see it.
package struct CouponStatus: Sendable, Hashable {
    package var coupon: CouponRecord
    package var offer: OfferRecord
    package var earlierUses: [Redemption.EarlierUse]

    package init(coupon: CouponRecord, offer: OfferRecord, earlierUses: [Redemption.EarlierUse]) {
        self.coupon = coupon
        self.offer = offer
        self.earlierUses = earlierUses
    }
}

/// Campaigns and their offers.
package protocol CampaignStore: Sendable {
    /// Adds a campaign or replaces the one of its id; equal ones change nothing. A paused one stays paused.
    ///
    /// - Throws: `StoreError.constraint` if it leaves out an offer that batches were made for: those coupons
    ///   are in people's hands.
    func apply(_ campaign: Campaign, at instant: Instant) async throws(StoreError) -> CampaignChange
    /// All campaigns by id.
    func campaigns() async throws(StoreError) -> [CampaignRecord]
    func campaign(_ id: CampaignID) async throws(StoreError) -> CampaignRecord?
    func offer(_ id: OfferID) async throws(StoreError) -> OfferRecord?
    /// Pauses or resumes; `false` if there is no such campaign.
    func setState(
        _ state: Campaign.State, of campaign: CampaignID, at instant: Instant
    ) async throws(StoreError) -> Bool
}

/// Batches and the coupons in them.
package protocol BatchStore: Sendable {
    /// Adds a batch with the next free number, or returns the one of its id as it is.
    ///
    /// The draft's `number` and `issued` are not read.
    ///
    /// - Throws: `StoreError.constraint` if the campaign has no such offer, or there is no such placement.
    func addBatch(_ draft: BatchRecord) async throws(StoreError) -> BatchRecord
    /// Adds the next coupons of a batch, in one transaction, and counts them as issued.
    ///
    /// - Parameters:
    ///   - keys: The keys of serials `firstSerial` and on.
    ///   - firstSerial: One more than the batch has issued; else `StoreError.constraint`, and nothing is added.
    ///   - batch: The batch that they belong to.
    ///   - home: Their shard.
    /// - Throws: `StoreError`; then none was added.
    func issue(
        _ keys: [CouponKey], firstSerial: UInt32, of batch: BatchID, home: Home
    ) async throws(StoreError)
    /// All batches by number.
    func batches() async throws(StoreError) -> [BatchRecord]
    func batch(_ id: BatchID) async throws(StoreError) -> BatchRecord?
    /// Makes every coupon of a batch worthless; `false` if there is no such batch.
    func revoke(_ batch: BatchID, at instant: Instant) async throws(StoreError) -> Bool
    /// The uses taken of those coupons of a batch that have any, by serial.
    func usesTaken(of batch: BatchID) async throws(StoreError) -> [UInt32: UInt32]
    /// How all coupons of a batch stand; `nil` if there is no such batch.
    ///
    /// Read as one moment has it, in memory that does not grow with how many coupons are used. A coupon of which all that
    /// is left is leased is suspended, so that no other till gives it by allowance; what is reserved may come back soon.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - instant: Now: a lease that has ended by then holds nothing.
    /// - Returns: The standing.
    /// - Throws: `StoreError`.
    /// - Complexity: O(*n*) in all coupons of the store: no index holds what changes with every redemption.
    func standing(of batch: BatchID, at instant: Instant) async throws(StoreError) -> BatchStanding?
    /// The coupons that are made out to some members, of the latest batch and its latest serial first, at most `limit`.
    func coupons(
        madeOutTo members: [MemberID], limit: Int, home: Home
    ) async throws(StoreError) -> [MemberCoupon]
}

/// Enrolled devices.
package protocol TerminalStore: Sendable {
    func enrol(_ terminal: TerminalRecord) async throws(StoreError)
    /// The terminal whose token has this digest, unless it was revoked.
    func terminal(tokenDigest: [UInt8]) async throws(StoreError) -> TerminalRecord?
    func terminal(_ id: TerminalID) async throws(StoreError) -> TerminalRecord?
    /// All terminals by id, revoked ones too.
    func terminals() async throws(StoreError) -> [TerminalRecord]
    /// Stops a token at once; `false` if there is no such terminal.
    func revoke(_ terminal: TerminalID, at instant: Instant) async throws(StoreError) -> Bool
    /// A number that is another after every change of a token, by whichever process; `nil` where the engine keeps none.
    ///
    /// Whoever remembers a token's holder with the number that was read before them gives it to an attempt, whose group
    /// then carries it out only if nothing has changed since.
    func accessVersion() async throws(StoreError) -> Int64?
}

extension TerminalStore {
    /// None: nobody is let in from memory.
    package func accessVersion() async throws(StoreError) -> Int64? { nil }
}

/// Placements and the visits to them.
package protocol PlacementStore: Sendable {
    /// Adds a placement; `false` if its id is taken, and then nothing changes.
    func add(_ placement: PlacementRecord) async throws(StoreError) -> Bool
    func placements() async throws(StoreError) -> [PlacementRecord]
    func placement(_ id: PlacementID) async throws(StoreError) -> PlacementRecord?
    /// Leads the scans of a placement elsewhere; `false` if there is no such placement.
    func retarget(_ placement: PlacementID, to target: String?) async throws(StoreError) -> Bool
    func record(_ visits: [VisitRecord]) async throws(StoreError)
    /// Returns what was counted for every placement in a span of time, by id; placements without events too.
    ///
    /// `netClasses` are the scan classes that count as net; unique scans are counted among those.
    func counts(
        in span: Range<Instant>, netClasses: Set<String>
    ) async throws(StoreError) -> [PlacementCounts]
}

/// Who did what.
package protocol AuditStore: Sendable {
    func append(_ audit: AuditRecord) async throws(StoreError)
    /// The newest entries first, at most `limit`.
    func audit(limit: Int) async throws(StoreError) -> [AuditRecord]
    /// Returns the newest entries about some things, newest first.
    ///
    /// - Parameters:
    ///   - subjects: Their ids.
    ///   - limit: How many entries at most, 1 to `AuditPage.maximumCount`.
    /// - Returns: The entries.
    /// - Throws: `StoreError`.
    func audit(about subjects: [String], limit: Int) async throws(StoreError) -> [AuditEntry]
    /// Returns a page of the log, oldest entry first.
    ///
    /// - Parameters:
    ///   - number: The entry that comes before the page, 0 for the first page; `nil` for the newest entries.
    ///   - limit: How many entries at most, 1 to `AuditPage.maximumCount`.
    ///   - scope: Entries of other stores are left out.
    /// - Returns: The entries by number.
    /// - Throws: `StoreError`.
    func auditPage(
        after number: Int64?, limit: Int, scope: StoreScope
    ) async throws(StoreError) -> [AuditEntry]
}

/// What keeps an installation sound.
package protocol MaintenanceStore: Sendable {
    /// How many groups were run again since the store was opened, because another writer was in their way.
    var retryCount: Int64 { get }
    /// Proves that a write can be committed now.
    func checkWritable() async throws(StoreError)
    /// Recomputes every balance from the ledger, checks the chain and what the engine can check of itself.
    ///
    /// - Returns: A sentence for each thing found wrong; none if all is sound.
    func findFaults() async throws(StoreError) -> [String]
}

extension MaintenanceStore {
    /// None: an engine that waits for its lock never runs a group twice.
    package var retryCount: Int64 { 0 }
}
