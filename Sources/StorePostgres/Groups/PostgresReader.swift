package import Promotion
package import Store
package import Vocabulary

/// What one transaction reads; lives no longer than it.
///
/// A group's rows are read ahead, many a statement (`GroupPrefetch`); what is asked for beyond them is read when it is
/// asked for. In a group's transaction a coupon's and a limited counter's rows are locked as they are read.
package final class PostgresReader: RowReader {
    let connection: Connection
    let offers: OfferCache
    let purpose: Purpose
    let counters: CounterReading
    var coupons: [Homed<CouponKey>: CouponRecord?] = [:]
    var offerRecords: [OfferID: OfferRecord] = [:]
    var answers: [Homed<IdempotencyKey>: KeptAnswer?] = [:]
    var members: [Homed<MemberID>: ProgramMember?] = [:]
    var purchases: [Homed<PurchaseKey>: [Offer.Combination]] = [:]
    var entries: [Homed<RedemptionID>: LedgerEntry] = [:]
    var undoing: [Homed<RedemptionID>: [LedgerEntry]] = [:]
    var uses: [Homed<CouponKey>: [Redemption.EarlierUse]] = [:]
    var reservations: [Homed<ReservationID>: ReservationRecord?] = [:]
    var holding: [Homed<CouponKey>: [ReservationRecord]] = [:]
    var heads: [Home: ChainHead] = [:]
    var knownAccessVersion: Int64?

    /// What the rows are read for.
    enum Purpose: Sendable, Hashable {
        /// To look only.
        case looking
        /// To change them, as the verifier of a number.
        case changing(WriterNumber)
    }

    init(
        _ connection: Connection, _ offers: OfferCache, _ purpose: Purpose, _ counters: CounterReading
    ) {
        self.connection = connection
        self.offers = offers
        self.purpose = purpose
        self.counters = counters
    }

    package func answer(to key: IdempotencyKey, home: Home) throws(StoreError) -> KeptAnswer? {
        if let known = answers[Homed(key, home)] { return known }
        try take(answers: try connection.query(GroupStatements.answers([key], home: home)), [key], home)
        return answers[Homed(key, home)] ?? nil
    }

    package func accessVersion() throws(StoreError) -> Int64? {
        if let known = knownAccessVersion { return known }
        try take(accessVersion: try connection.query(GroupStatements.accessVersion))
        return knownAccessVersion
    }

    package func coupon(_ key: CouponKey, home: Home) throws(StoreError) -> CouponRecord? {
        if let known = coupons[Homed(key, home)] { return known }
        try readCoupons([key.column], home)
        return coupons[Homed(key, home)] ?? nil
    }

    package func offer(_ id: OfferID) throws(StoreError) -> OfferRecord? {
        if let known = offerRecords[id] { return known }
        let found = try offers.offer(id, connection)
        offerRecords[id] = found
        return found
    }

    package func offer(
        _ id: OfferID, of campaign: CampaignID, revision: Int64
    ) throws(StoreError) -> Offer? {
        try offers.campaign(campaign, revision: revision, connection)?.offers.first { $0.id == id }
    }

    package func member(_ id: MemberID, home: Home) throws(StoreError) -> ProgramMember? {
        if let known = members[Homed(id, home)] { return known }
        try take(members: try connection.query(GroupStatements.members([id], home: home)), [id], home)
        return members[Homed(id, home)] ?? nil
    }

    package func count(_ counter: Counter, limit: Int64, home: Home) throws(StoreError) -> Int64 {
        let revision = counter.isShared ? try revision(of: counter) : 0
        return try counters.count(CounterLease(counter, limit: limit, revision: revision), home: home)
    }

    package func earlierUses(
        of coupon: CouponKey, home: Home, limit: Int
    ) throws(StoreError) -> [Redemption.EarlierUse] {
        if let known = uses[Homed(coupon, home)], limit <= Redemption.maximumEarlierUses {
            return Array(known.prefix(limit))
        }
        let statement = GroupStatements.earlierUses([coupon.column], limit: limit, home: home)
        var found: [Redemption.EarlierUse] = []
        for row in try connection.query(statement).rows { found.append(try Self.use(row)) }
        if limit == Redemption.maximumEarlierUses { uses[Homed(coupon, home)] = found }
        return found
    }

    package func combinations(
        on purchase: String, store: StoreID, home: Home
    ) throws(StoreError) -> [Offer.Combination] {
        let key = PurchaseKey(store: store, receipt: purchase)
        if let known = purchases[Homed(key, home)] { return known }
        if purpose != .looking { try connection.query(GroupStatements.lockPurchases([key], home: home)) }
        try take(
            combinations: try connection.query(GroupStatements.combinations([key], home: home)), [key], home)
        return purchases[Homed(key, home)] ?? []
    }

    package func entry(of redemption: RedemptionID, home: Home) throws(StoreError) -> LedgerEntry? {
        if let known = entries[Homed(redemption, home)] { return known }
        try take(entries: try connection.query(GroupStatements.entries([redemption], home: home)), home)
        return entries[Homed(redemption, home)]
    }

    package func reversals(of redemption: RedemptionID, home: Home) throws(StoreError) -> [LedgerEntry] {
        if let known = undoing[Homed(redemption, home)] { return known }
        let statement = GroupStatements.reversals([redemption], home: home)
        try take(reversals: try connection.query(statement), [redemption], home)
        return undoing[Homed(redemption, home)] ?? []
    }

    package func entries(
        of writer: String, _ sequences: ClosedRange<Int64>, home: Home
    ) throws(StoreError) -> [LedgerEntry] {
        try connection.query(GroupStatements.chain(of: writer, sequences, home: home)).map(
            LedgerColumns.entry)
    }

    package func checkpoint(
        of writer: String, covering sequence: Int64, home: Home
    ) throws(StoreError) -> Checkpoint? {
        let statement = GroupStatements.checkpoint(of: writer, covering: sequence, home: home)
        let found = try connection.query(statement).one { row throws(StoreError) in
            guard let key = UInt8(exactly: try row[3] as Int64) else {
                throw .corrupt("a key has no such number")
            }
            return Checkpoint(
                home: home, writer: writer, first: try row[0], last: try row[1], root: try row[2],
                seal: Seal(keyID: key, signature: try row[4]))
        }
        return found.flatMap { $0.last >= sequence ? $0 : nil }
    }

    package func reservation(_ id: ReservationID, home: Home) throws(StoreError) -> ReservationRecord? {
        if let known = reservations[Homed(id, home)] { return known }
        let statement = GroupStatements.reservations([id], home: home)
        try take(reservations: try connection.query(statement), [id], home)
        guard let found = reservations[Homed(id, home)] ?? nil else { return nil }
        guard purpose != .looking else { return found }
        // Its coupons are its lock; only after them is its state what it will be.
        for part in found.parts { _ = try coupon(part.coupon.key, home: home) }
        try take(reservations: try connection.query(statement), [id], home)
        return reservations[Homed(id, home)] ?? nil
    }

    package func holds(on coupon: CouponKey, home: Home) throws(StoreError) -> [ReservationRecord] {
        if let known = holding[Homed(coupon, home)] { return known }
        let statement = GroupStatements.holds([coupon.column], home: home)
        try take(holds: try connection.query(statement), [coupon], home)
        return holding[Homed(coupon, home)] ?? []
    }

    package func expiredHolds(
        before instant: Instant, home: Home, limit: Int
    ) throws(StoreError) -> [ReservationRecord] {
        let statement = GroupStatements.expiredHolds(before: instant, limit: limit, home: home)
        let found = try connection.query(statement).map { row throws(StoreError) in
            try Self.reservation(row, from: 0)
        }
        guard purpose != .looking else { return found }
        return try stillHeld(found, home)
    }

    package func lease(_ id: LeaseID, home: Home) throws(StoreError) -> LeaseRecord? {
        let statement = Statement(
            "SELECT \(LeaseColumns.list) FROM lease WHERE home = $1 AND id = $2", [.home(home), .id(id)])
        return try connection.query(statement).one(LeaseColumns.lease)
    }

    package func holds(of lease: LeaseID, home: Home) throws(StoreError) -> [ReservationRecord] {
        let statement = GroupStatements.holds(of: lease, home: home)
        let found = try connection.query(statement).map { row throws(StoreError) in
            try Self.reservation(row, from: 0)
        }
        guard purpose != .looking else { return found }
        return try stillHeld(found, home)
    }

    package func latestUse(of coupon: CouponKey, home: Home) throws(StoreError) -> LedgerEntry? {
        let statement = GroupStatements.latestUse(of: coupon.column, home: home)
        return try connection.query(statement).one(LedgerColumns.entry)
    }

    package func head(of home: Home) throws(StoreError) -> ChainHead {
        if let known = heads[home] { return known }
        guard case .changing(let number) = purpose else {
            return ChainHead(writer: LedgerPosition.mainWriter)
        }
        let writer = number.writer(of: home)
        try take(head: try connection.query(GroupStatements.head(of: writer, home: home)), of: writer, home)
        return heads[home] ?? ChainHead(writer: writer)
    }

    private func readCoupons(_ keys: [Int64], _ home: Home) throws(StoreError) {
        let results = try connection.pipeline(GroupStatements.coupons(keys, home: home, purpose))
        try take(coupons: results[0], batches: results[1], keys.map(CouponKey.init(column:)), home)
    }

    /// The campaign's revision, under which shares of its limits are granted.
    private func revision(of counter: Counter) throws(StoreError) -> Int64 {
        switch counter {
        case .spend(let campaign, _):
            return offerRecords.values.first { $0.campaign == campaign }?.revision ?? 0
        default: return try offer(OfferID(unchecked: counter.owner))?.revision ?? 0
        }
    }

    /// Locks the coupons of reservations, in order, and keeps those that hold them still.
    private func stillHeld(
        _ found: [ReservationRecord], _ home: Home
    ) throws(StoreError) -> [ReservationRecord] {
        let keys = Set(found.flatMap { $0.parts.map(\.coupon.key.column) })
            .filter { coupons[Homed(CouponKey(column: $0), home)] == nil }.sorted()
        if !keys.isEmpty { try readCoupons(keys, home) }
        let ids = found.map(\.id)
        try take(
            reservations: try connection.query(GroupStatements.reservations(ids, home: home)), ids, home)
        return found.filter { (reservations[Homed($0.id, home)] ?? nil)?.state == .held }
    }
}
