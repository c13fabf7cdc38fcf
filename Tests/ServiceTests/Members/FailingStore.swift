import Promotion
import Store
import Synchronization
import Vocabulary

/// A store that does what another does, apart from one write to members or to the audit, which fails.
final class FailingStore: Sendable {
    let base: AnyStore
    private let writesLeft: Mutex<Int>
    private let standings = Mutex(0)
    /// How often it was asked how all coupons of a batch stand.
    var standingsRead: Int { standings.withLock { $0 } }
    /// What somebody else does just before the write that fails; then that one is let through too.
    private let meanwhile: (@Sendable (AnyStore) async throws(StoreError) -> Void)?

    /// Fails at the n-th write, from 1, and lets all others through.
    init(
        _ base: AnyStore, failingAt write: Int,
        meanwhile: (@Sendable (AnyStore) async throws(StoreError) -> Void)? = nil
    ) {
        self.base = base
        self.meanwhile = meanwhile
        writesLeft = Mutex(write)
    }

    private func countWrite() async throws(StoreError) {
        let left = writesLeft.withLock { left in
            left -= 1
            return left
        }
        guard left == 0 else { return }
        guard let meanwhile else { throw .full("no space left on the test's disk") }
        try await meanwhile(base)
    }
}

extension FailingStore: MemberStore, AuditStore {
    func add(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        try await countWrite()
        try await base.add(members, consents: consents, claims: claims, audit: audit, home: home)
    }

    func write(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        try await countWrite()
        try await base.write(members, consents: consents, claims: claims, audit: audit, home: home)
    }

    func append(_ audit: AuditRecord) async throws(StoreError) {
        try await countWrite()
        try await base.append(audit)
    }

    func audit(limit: Int) async throws(StoreError) -> [AuditRecord] { try await base.audit(limit: limit) }

    func audit(about subjects: [String], limit: Int) async throws(StoreError) -> [AuditEntry] {
        try await base.audit(about: subjects, limit: limit)
    }

    func auditPage(
        after number: Int64?, limit: Int, scope: StoreScope
    ) async throws(StoreError) -> [AuditEntry] {
        try await base.auditPage(after: number, limit: limit, scope: scope)
    }

    func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord? {
        try await base.member(id, home: home)
    }

    func members(after id: MemberID?, limit: Int, home: Home) async throws(StoreError) -> [MemberRecord] {
        try await base.members(after: id, limit: limit, home: home)
    }

    func members(_ ids: [MemberID], home: Home) async throws(StoreError) -> [MemberID: MemberRecord] {
        try await base.members(ids, home: home)
    }

    func holders(of digests: [[UInt8]], home: Home) async throws(StoreError) -> [[UInt8]: MemberID] {
        try await base.holders(of: digests, home: home)
    }

    func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord] {
        try await base.consents(of: member, home: home)
    }
}

extension FailingStore: RedemptionStore {
    func commit(
        _ group: @escaping @Sendable () -> [Attempt], by rules: GroupRules,
        then end: @escaping @Sendable (Result<Committed<[GroupAnswer]>, StoreError>) -> Void
    ) {
        base.commit(group, by: rules, then: end)
    }

    func preview(
        _ attempt: RedemptionAttempt, by rules: GroupRules
    ) async throws(StoreError) -> RedemptionPreview {
        try await base.preview(attempt, by: rules)
    }

    func coupon(_ key: CouponKey, home: Home) async throws(StoreError) -> CouponStatus? {
        try await base.coupon(key, home: home)
    }

    func entries(of redemption: RedemptionID, home: Home) async throws(StoreError) -> [LedgerEntry] {
        try await base.entries(of: redemption, home: home)
    }

    func entries(
        ofMembers members: [MemberID], after place: EntryPlace?, limit: Int, home: Home
    ) async throws(StoreError) -> [LedgerEntry] {
        try await base.entries(ofMembers: members, after: place, limit: limit, home: home)
    }

    func proof(of entry: LedgerEntry) async throws(StoreError) -> ReceiptProof? {
        try await base.proof(of: entry)
    }

    func reservation(_ id: ReservationID, home: Home) async throws(StoreError) -> ReservationRecord? {
        try await base.reservation(id, home: home)
    }

    func ledger(after position: LedgerPosition, limit: Int) async throws(StoreError) -> [LedgerEntry] {
        try await base.ledger(after: position, limit: limit)
    }
}

extension FailingStore: CampaignStore, BatchStore {
    func apply(_ campaign: Campaign, at instant: Instant) async throws(StoreError) -> CampaignChange {
        try await base.apply(campaign, at: instant)
    }

    func campaigns() async throws(StoreError) -> [CampaignRecord] { try await base.campaigns() }
    func campaign(_ id: CampaignID) async throws(StoreError) -> CampaignRecord? {
        try await base.campaign(id)
    }
    func offer(_ id: OfferID) async throws(StoreError) -> OfferRecord? { try await base.offer(id) }

    func setState(
        _ state: Campaign.State, of campaign: CampaignID, at instant: Instant
    ) async throws(StoreError) -> Bool {
        try await base.setState(state, of: campaign, at: instant)
    }

    func addBatch(_ draft: BatchRecord) async throws(StoreError) -> BatchRecord {
        try await base.addBatch(draft)
    }

    func issue(
        _ keys: [CouponKey], firstSerial: UInt32, of batch: BatchID, home: Home
    ) async throws(StoreError) {
        try await base.issue(keys, firstSerial: firstSerial, of: batch, home: home)
    }

    func batches() async throws(StoreError) -> [BatchRecord] { try await base.batches() }
    func batch(_ id: BatchID) async throws(StoreError) -> BatchRecord? { try await base.batch(id) }

    func revoke(_ batch: BatchID, at instant: Instant) async throws(StoreError) -> Bool {
        try await base.revoke(batch, at: instant)
    }

    func usesTaken(of batch: BatchID) async throws(StoreError) -> [UInt32: UInt32] {
        try await base.usesTaken(of: batch)
    }

    func standing(
        of batch: BatchID, at instant: Instant
    ) async throws(StoreError) -> BatchStanding? {
        standings.withLock { $0 += 1 }
        return try await base.standing(of: batch, at: instant)
    }

    func coupons(
        madeOutTo members: [MemberID], limit: Int, home: Home
    ) async throws(StoreError) -> [MemberCoupon] {
        try await base.coupons(madeOutTo: members, limit: limit, home: home)
    }
}

extension FailingStore: TerminalStore, PlacementStore, MaintenanceStore {
    func enrol(_ terminal: TerminalRecord) async throws(StoreError) { try await base.enrol(terminal) }

    func terminal(tokenDigest: [UInt8]) async throws(StoreError) -> TerminalRecord? {
        try await base.terminal(tokenDigest: tokenDigest)
    }

    func terminal(_ id: TerminalID) async throws(StoreError) -> TerminalRecord? {
        try await base.terminal(id)
    }
    func terminals() async throws(StoreError) -> [TerminalRecord] { try await base.terminals() }

    func revoke(_ terminal: TerminalID, at instant: Instant) async throws(StoreError) -> Bool {
        try await base.revoke(terminal, at: instant)
    }

    func add(_ placement: PlacementRecord) async throws(StoreError) -> Bool { try await base.add(placement) }
    func placements() async throws(StoreError) -> [PlacementRecord] { try await base.placements() }

    func placement(_ id: PlacementID) async throws(StoreError) -> PlacementRecord? {
        try await base.placement(id)
    }

    func retarget(_ placement: PlacementID, to target: String?) async throws(StoreError) -> Bool {
        try await base.retarget(placement, to: target)
    }

    func record(_ visits: [VisitRecord]) async throws(StoreError) { try await base.record(visits) }

    func counts(
        in span: Range<Instant>, netClasses: Set<String>
    ) async throws(StoreError) -> [PlacementCounts] {
        try await base.counts(in: span, netClasses: netClasses)
    }

    func checkWritable() async throws(StoreError) { try await base.checkWritable() }
    func findFaults() async throws(StoreError) -> [String] { try await base.findFaults() }
}

extension FailingStore: AccessTokenStore, LockoutStore {
    func issue(_ token: AccessTokenRecord, audit: AuditRecord) async throws(StoreError) {
        try await base.issue(token, audit: audit)
    }

    func accessToken(digest: [UInt8]) async throws(StoreError) -> AccessTokenRecord? {
        try await base.accessToken(digest: digest)
    }

    func accessToken(_ id: TokenID) async throws(StoreError) -> AccessTokenRecord? {
        try await base.accessToken(id)
    }

    func accessTokens() async throws(StoreError) -> [AccessTokenRecord] { try await base.accessTokens() }

    func revoke(
        _ token: TokenID, at instant: Instant, audit: AuditRecord
    ) async throws(StoreError) -> Bool {
        try await base.revoke(token, at: instant, audit: audit)
    }

    func lockOut(_ order: LockoutOrder) async throws(StoreError) -> LockoutRecord {
        try await base.lockOut(order)
    }

    func lockouts(at now: Instant) async throws(StoreError) -> [LockoutRecord] {
        try await base.lockouts(at: now)
    }

    func lockout(_ id: LockoutID) async throws(StoreError) -> LockoutRecord? { try await base.lockout(id) }

    func lift(_ id: LockoutID, at now: Instant, audit: AuditRecord) async throws(StoreError) -> Bool {
        try await base.lift(id, at: now, audit: audit)
    }
}
