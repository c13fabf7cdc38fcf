import Promotion
import Vocabulary

/// A key with the shard that it is unique in.
struct Homed<Key: Hashable & Sendable>: Hashable, Sendable {
    let home: Home
    let key: Key

    init(_ key: Key, _ home: Home) {
        self.home = home
        self.key = key
    }
}

/// Everything that a `MemoryStore` holds.
struct MemoryState: Sendable {
    var campaigns: [CampaignID: CampaignRecord] = [:]
    /// Which campaign an offer belongs to.
    var owners: [OfferID: CampaignID] = [:]
    var batches: [BatchID: BatchRecord] = [:]
    var coupons: [Homed<CouponKey>: Coupon] = [:]
    var answers: [Homed<IdempotencyKey>: KeptAnswer] = [:]
    var uses: [Homed<UseCounter>: UInt32] = [:]
    var ledger = MemoryLedger()
    var terminals: [TerminalID: TerminalRecord] = [:]
    var placements: [PlacementID: PlacementRecord] = [:]
    var visits: [VisitRecord] = []
    var members: [Homed<MemberID>: MemberRecord] = [:]
    var holders: [Homed<[UInt8]>: MemberID] = [:]
    var consents: [Homed<MemberID>: [ConsentRecord]] = [:]
    var audit: [AuditRecord] = []
    var outbox = MemoryOutbox()

    /// What a coupon has of its own; the rest is its batch's.
    struct Coupon: Sendable {
        let batch: BatchID
        let serial: UInt32
        let usesAllowed: UInt32
        var usesTaken: UInt32 = 0
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
    static let writer = "main"

    mutating func append(_ draft: LedgerDraft) -> LedgerEntry {
        let index = entries.count
        let entry = LedgerEntry(
            chaining: draft, writer: Self.writer, sequence: Int64(index) + 1,
            after: entries.last?.hash ?? LedgerChain.origin)
        entries.append(entry)
        byRedemption[Homed(draft.redemption, draft.home), default: []].append(index)
        byCoupon[Homed(draft.coupon.key, draft.home), default: []].append(index)
        if let purchase = purchase(of: draft) { byPurchase[purchase, default: []].append(index) }
        return entry
    }

    /// Takes back the last entry, which was never committed.
    mutating func removeLast() {
        guard let draft = entries.popLast()?.draft else { return }
        byRedemption[Homed(draft.redemption, draft.home)]?.removeLast()
        byCoupon[Homed(draft.coupon.key, draft.home)]?.removeLast()
        if let purchase = purchase(of: draft) { byPurchase[purchase]?.removeLast() }
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
