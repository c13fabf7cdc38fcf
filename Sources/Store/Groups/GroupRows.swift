import Promotion
import Vocabulary

/// The rows of one group: what the engine reads, under what the group itself has changed so far.
///
/// Attempts of a group so see each other, and nothing is written until all of them are decided.
package struct GroupRows<Reader: RowReader> {
    package let reader: Reader
    package private(set) var writes = GroupWrites()
    /// Counts that were read, without the group's own changes.
    private var counted: [Homed<Counter>: Int64] = [:]
    /// The end of each chain, by its writer, and the writer of each home, once they were read.
    private var heads: [String: ChainHead] = [:]
    private var writers: [Home: String] = [:]
    private var knownAccessVersion: Int64??
    /// What receipts of replays were proved by.
    var trees = CheckpointTrees()

    package init(_ reader: Reader) {
        self.reader = reader
    }

    /// Takes over what was decided on other rows of the same transaction, in the place of its own changes.
    package mutating func adopt(_ writes: GroupWrites) {
        self.writes = writes
    }

    func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        if let own = writes.answers[Homed(key, home)] { return own }
        return try reader.answer(to: key, home: home)
    }

    func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        guard var coupon = try reader.coupon(key, home: home) else { return nil }
        if let uses = writes.coupons[Homed(key, home)] { coupon.uses = uses }
        return coupon
    }

    mutating func accessVersion() throws(StoreError) -> Int64? {
        if let known = knownAccessVersion { return known }
        let version = try reader.accessVersion()
        knownAccessVersion = .some(version)
        return version
    }

    mutating func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64 {
        let key = Homed(counter, home)
        let own = writes.counters[key] ?? 0
        if let known = counted[key] { return known + own }
        let known = try reader.count(counter, limit: limit, home: home)
        counted[key] = known
        return known + own
    }

    func earlierUses(of coupon: CouponKey, home: Home, limit: Int) throws(StoreError) -> [Redemption
        .EarlierUse]
    {
        let own = writes.entries.lazy.map(\.draft).filter { draft in
            draft.kind == .redemption && draft.coupon.key == coupon && draft.home == home
        }
        let undone = undoneHere(home)
        let newest = own.reversed().filter { !undone.contains($0.redemption) }
            .map { Redemption.EarlierUse(at: $0.moment, store: $0.store) }
        guard newest.count < limit else { return Array(newest.prefix(limit)) }
        guard undone.isEmpty else {
            // Rare: a reversal stands in the same group. Read more than asked for, and leave out what it undid.
            let stored = try standing(coupon, home: home, limit: limit + undone.count, without: undone)
            return Array((newest + stored).prefix(limit))
        }
        let stored = try reader.earlierUses(of: coupon, home: home, limit: limit - newest.count)
        return newest + stored
    }

    func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        let undone = undoneHere(home)
        let own = writes.entries.lazy.map(\.draft).filter { draft in
            draft.kind == .redemption && draft.purchase == purchase && draft.store == store
                && draft.home == home
                && !undone.contains(draft.redemption)
        }
        var stored = try reader.combinations(on: purchase, store: store, home: home)
        for redemption in undone {
            guard let draft = try reader.entry(of: redemption, home: home)?.draft,
                draft.purchase == purchase, draft.store == store,
                let place = stored.firstIndex(of: draft.combination)
            else { continue }
            stored.remove(at: place)
        }
        return stored + own.map(\.combination)
    }

    func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        let own = writes.entries.first { entry in
            entry.draft.kind == .redemption && entry.draft.redemption == redemption
                && entry.draft.home == home
        }
        if let own { return own }
        return try reader.entry(of: redemption, home: home)
    }

    /// Whether the entry is one of this group.
    func hasAppended(_ entry: LedgerEntry) -> Bool {
        writes.entries.contains { own in
            own.sequence == entry.sequence && own.writer == entry.writer && own.draft.home == entry.draft.home
        }
    }

    func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        let own = writes.entries.filter { entry in
            entry.draft.kind != .redemption && entry.draft.redemption == redemption
                && entry.draft.home == home
        }
        return try reader.reversals(of: redemption, home: home) + own
    }

    func reservation(_ id: ReservationID, home: Home) throws(StoreError) -> ReservationRecord? {
        if let own = writes.reservations[Homed(id, home)] { return own }
        return try reader.reservation(id, home: home)
    }

    /// The reservations that hold uses of a coupon now, those of this group too.
    func holds(on coupon: CouponKey, home: Home) throws(StoreError) -> [ReservationRecord] {
        let stored = try reader.holds(on: coupon, home: home)
            .filter { writes.reservations[Homed($0.id, home)] == nil }
        let own = writes.reservations(of: coupon, home: home).filter { $0.state == .held }
        return (stored + own).sorted { ($0.expiresAt, $0.id) < ($1.expiresAt, $1.id) }
    }

    /// The reservations by which a lease holds uses now, those of this group too.
    func holds(of lease: LeaseID, home: Home) throws(StoreError) -> [ReservationRecord] {
        let stored = try reader.holds(of: lease, home: home)
            .filter { writes.reservations[Homed($0.id, home)] == nil }
        let own = writes.reservations.values.filter { record in
            record.home == home && record.state == .held && record.lease == lease
        }
        return stored + own
    }

    func lease(_ id: LeaseID, home: Home) throws(StoreError) -> LeaseRecord? {
        if let own = writes.leases[Homed(id, home)] { return own }
        return try reader.lease(id, home: home)
    }

    /// The latest use of a coupon that stands.
    func latestUse(of coupon: CouponKey, home: Home) throws(StoreError) -> LedgerEntry? {
        let undone = undoneHere(home)
        let own = writes.entries.last { entry in
            let draft = entry.draft
            return draft.kind == .redemption && draft.coupon.key == coupon && draft.home == home
                && !undone.contains(draft.redemption)
        }
        if let own { return own }
        let stored = try reader.latestUse(of: coupon, home: home)
        return stored.flatMap { undone.contains($0.draft.redemption) ? nil : $0 }
    }

    /// Reservations that ended and still hold something, the oldest first; those that this group made are among them.
    func expiredHolds(before instant: Instant, home: Home) throws(StoreError) -> [ReservationRecord] {
        let limit = Self.expiredHoldCount + writes.reservations.count
        let stored = try reader.expiredHolds(before: instant, home: home, limit: limit)
            .filter { writes.reservations[Homed($0.id, home)] == nil }
        let own = writes.reservations.values.filter { record in
            record.home == home && record.state == .held && !record.isHeld(at: instant)
        }
        return (stored + own).sorted { ($0.expiresAt, $0.id) < ($1.expiresAt, $1.id) }
    }

    /// 100 reservations taken back at once: enough for a limit to move, little enough for one transaction.
    private static var expiredHoldCount: Int { 100 }
}

extension GroupRows {
    /// Redemptions that this group gave back wholly.
    private func undoneHere(_ home: Home) -> Set<RedemptionID> {
        var undone: Set<RedemptionID> = []
        for entry in writes.entries where entry.draft.restoresUse && entry.draft.home == home {
            undone.insert(entry.draft.redemption)
        }
        return undone
    }

    /// Stored uses without those that this group gave back: told apart by time and place, as an earlier use has no id.
    private func standing(
        _ coupon: CouponKey, home: Home, limit: Int, without undone: Set<RedemptionID>
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        var uses = try reader.earlierUses(of: coupon, home: home, limit: limit)
        for redemption in undone {
            guard let draft = try reader.entry(of: redemption, home: home)?.draft, draft.coupon.key == coupon
            else { continue }
            let use = Redemption.EarlierUse(at: draft.moment, store: draft.store)
            if let place = uses.firstIndex(of: use) { uses.remove(at: place) }
        }
        return uses
    }
}

extension GroupRows {
    mutating func set(_ uses: CouponUses, of coupon: CouponKey, home: Home) {
        writes.set(uses, of: coupon, home: home)
    }

    mutating func change(_ changes: [CounterChange], home: Home, sign: Int64 = 1) {
        for change in changes { writes.change(change.counter, by: sign * change.by, home: home) }
    }

    /// Appends to the chain and returns the entry as it stands there.
    mutating func append(_ draft: LedgerDraft) throws(StoreError) -> LedgerEntry {
        let last = try head(of: draft.home)
        let entry = LedgerEntry(
            chaining: draft, writer: last.writer, sequence: last.sequence + 1, after: last.hash)
        heads[last.writer] = ChainHead(writer: last.writer, sequence: entry.sequence, hash: entry.hash)
        writes.append(entry)
        return entry
    }

    private mutating func head(of home: Home) throws(StoreError) -> ChainHead {
        if let writer = writers[home], let head = heads[writer] { return head }
        let stored = try reader.head(of: home)
        writers[home] = stored.writer
        return heads[stored.writer] ?? stored
    }

    mutating func keep(_ answer: KeptAnswer, under key: IdempotencyKey, home: Home) {
        writes.keep(answer, under: key, home: home)
    }

    mutating func put(_ reservation: ReservationRecord) {
        writes.put(reservation)
    }

    mutating func put(_ lease: LeaseRecord) {
        writes.put(lease)
    }

    mutating func put(_ loss: OfflineLossEntry, home: Home) {
        writes.put(loss, home: home)
    }

    /// Notes what webhooks are told of a reservation.
    mutating func tell(
        _ kind: EventKind, _ reservation: ReservationRecord, redemption: RedemptionID? = nil, at: Instant
    ) {
        writes.tell(kind, reservation, redemption: redemption, at: at)
    }

    mutating func noteExhausted() {
        writes.noteExhausted()
    }

    mutating func add(_ checkpoint: Checkpoint) {
        writes.add(checkpoint)
    }
}
