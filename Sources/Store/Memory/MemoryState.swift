import Membership
import Promotion
import Vocabulary

/// Everything that a `MemoryStore` holds.
struct MemoryState: Sendable {
    var campaigns: [CampaignID: CampaignRecord] = [:]
    /// Every revision of every campaign.
    var revisions: [CampaignID: [Int64: Campaign]] = [:]
    /// Which campaign an offer belongs to.
    var owners: [OfferID: CampaignID] = [:]
    var batches: [BatchID: BatchRecord] = [:]
    var coupons: [Homed<CouponKey>: Coupon] = [:]
    var answers: [Homed<IdempotencyKey>: KeptAnswer] = [:]
    var counters: [Homed<Counter>: Int64] = [:]
    var ledger = MemoryLedger()
    var checkpoints: [Checkpoint] = []
    var reservations: [Homed<ReservationID>: ReservationRecord] = [:]
    var leases: [Homed<LeaseID>: LeaseRecord] = [:]
    var losses: [Homed<IdempotencyKey>: OfflineLossEntry] = [:]
    var terminals: [TerminalID: TerminalRecord] = [:]
    var journalKeys: [TerminalID: [UInt8]] = [:]
    var journals: [TerminalID: [StoredJournalLine]] = [:]
    var accessVersion: Int64 = 1
    var placements: [PlacementID: PlacementRecord] = [:]
    var visits: [VisitRecord] = []
    var members: [Homed<MemberID>: MemberRecord] = [:]
    var holders: [Homed<[UInt8]>: MemberID] = [:]
    var consents: [Homed<MemberID>: [ConsentRecord]] = [:]
    var challenges: [Homed<ChallengeID>: ChallengeRecord] = [:]
    var claims: [Homed<ClaimKey>: ClaimRecord] = [:]
    var merges: [(home: Home, merge: MergeRecord)] = []
    var grants: [(home: Home, grant: GrantRecord)] = []
    var tiers: [Homed<MemberID>: TierStanding] = [:]
    var referrals: [Homed<MemberID>: ReferralRecord] = [:]
    var tierChanges: [Homed<MemberID>: [TierChangeRecord]] = [:]
    var segments: [SegmentID: SegmentRecord] = [:]
    var snapshots: [SnapshotID: SnapshotRecord] = [:]
    var snapshotMembers: [SnapshotID: Set<Homed<MemberID>>] = [:]
    var audit: [AuditRecord] = []
    var accessTokens: [TokenID: AccessTokenRecord] = [:]
    var sessions: [[UInt8]: SessionRecord] = [:]
    var lockouts: [LockoutSubject: LockoutRecord] = [:]
    var outbox = MemoryOutbox()
    var units = MemoryUnits()
    var readers: [ReaderName: LedgerPosition] = [:]

    /// What a coupon has of its own; the rest is its batch's.
    struct Coupon: Sendable {
        let batch: BatchID
        let serial: UInt32
        let usesAllowed: UInt32
        var holder: MemberID?
        var uses = CouponUses(taken: 0, held: 0)
    }
}

/// The ledger with the look-ups that a redemption needs.
struct MemoryLedger: Sendable {
    private(set) var entries: [LedgerEntry] = []
    private var byRedemption: [Homed<RedemptionID>: [Int]] = [:]
    private var byCoupon: [Homed<CouponKey>: [Int]] = [:]
    private var byPurchase: [Purchase: [Int]] = [:]

    private struct Purchase: Hashable {
        let home: Home
        let store: StoreID
        let receipt: String
    }

    /// One process, one chain.
    static let writer = LedgerPosition.mainWriter

    mutating func append(_ entry: LedgerEntry) {
        let index = entries.count
        let draft = entry.draft
        entries.append(entry)
        byRedemption[Homed(draft.redemption, draft.home), default: []].append(index)
        byCoupon[Homed(draft.coupon.key, draft.home), default: []].append(index)
        if let purchase = purchase(of: draft) { byPurchase[purchase, default: []].append(index) }
    }

    /// The entries of a redemption and of its reversals, oldest first.
    func entries(of redemption: RedemptionID, home: Home) -> [LedgerEntry] {
        (byRedemption[Homed(redemption, home)] ?? []).map { entries[$0] }
    }

    /// The redemptions of a coupon that were not wholly reversed, newest first.
    func standingUses(of coupon: CouponKey, home: Home) -> [LedgerDraft] {
        standing(byCoupon[Homed(coupon, home)] ?? []).reversed()
    }

    /// The redemptions on a purchase that were not wholly reversed.
    func standingUses(on receipt: String, store: StoreID, home: Home) -> [LedgerDraft] {
        standing(byPurchase[Purchase(home: home, store: store, receipt: receipt)] ?? [])
    }

    private func standing(_ indices: [Int]) -> [LedgerDraft] {
        indices.map { entries[$0].draft }.filter { draft in
            draft.kind == .redemption
                && !entries(of: draft.redemption, home: draft.home).contains(where: \.draft.restoresUse)
        }
    }

    private func purchase(of draft: LedgerDraft) -> Purchase? {
        guard draft.kind == .redemption, let receipt = draft.purchase else { return nil }
        return Purchase(home: draft.home, store: draft.store, receipt: receipt)
    }
}

extension MemoryState {
    /// Makes the changes of a group, all of them or none.
    ///
    /// - Throws: `StoreError.constraint` as an engine's schema would.
    mutating func apply(_ writes: GroupWrites, events: EventKeeping) throws(StoreError) {
        try check(writes)
        if events == .kept {
            for event in writes.events { try outbox.append(event) }
        }
        for (coupon, uses) in writes.coupons { coupons[coupon]?.uses = uses }
        for (counter, change) in writes.counters { counters[counter, default: 0] += change }
        for entry in writes.entries { ledger.append(entry) }
        answers.merge(writes.answers) { _, new in new }
        reservations.merge(writes.reservations) { _, new in new }
        leases.merge(writes.leases) { _, new in new }
        losses.merge(writes.losses) { old, _ in old }
        checkpoints += writes.checkpoints
    }

    private func check(_ writes: GroupWrites) throws(StoreError) {
        for (coupon, uses) in writes.coupons {
            guard let known = coupons[coupon], uses.taken + uses.held <= known.usesAllowed else {
                throw .constraint("a coupon cannot have \(uses.taken) uses taken and \(uses.held) held")
            }
        }
        for (counter, change) in writes.counters where (counters[counter] ?? 0) + change < 0 {
            throw .constraint("counter \(counter.key) would fall below zero")
        }
        for draft in writes.entries.map(\.draft) where draft.kind == .redemption {
            guard ledger.entries(of: draft.redemption, home: draft.home).isEmpty else {
                throw .constraint("redemption \(draft.redemption) is in the ledger already")
            }
        }
        if let key = writes.answers.keys.first(where: { answers[$0] != nil }) {
            throw .constraint("key \(key.key.key) has an answer already")
        }
    }
}
