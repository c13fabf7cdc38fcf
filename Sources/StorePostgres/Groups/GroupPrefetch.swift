import Promotion
import Store
import Vocabulary

/// Reads what a group will ask for, in at most three round trips.
///
/// 1. What names the coupons of reversals and settlements: entries, which never change, and reservations.
/// 2. The locks on all coupons, in the order of their keys, and in the same message everything that is read under them:
///    each statement sees what was committed before it began, so also what the locks were waited for.
/// 3. What depends on what was found: limited counters, in their order; the uses of coupons that are used up, and what
///    holds those that are held.
struct GroupPrefetch {
    private let reader: PostgresReader
    private let attempts: [Attempt]
    private let home: Home
    private var connection: Connection { reader.connection }

    /// Takes the attempts of the first one's home; others are read when they are asked for.
    init?(_ reader: PostgresReader, _ group: [Attempt]) {
        guard let home = group.first?.head.home else { return nil }
        self.reader = reader
        self.home = home
        attempts = group.filter { $0.head.home == home }
    }

    func run() throws(StoreError) {
        try readNames()
        try readUnderLocks()
        try readByOffer()
    }

    private func readNames() throws(StoreError) {
        let redemptions = undone
        let reservations = namedReservations
        var statements: [Statement] = []
        if !redemptions.isEmpty { statements.append(GroupStatements.entries(redemptions, home: home)) }
        if !reservations.isEmpty {
            statements.append(GroupStatements.reservations(reservations, home: home))
        }
        var results = try connection.pipeline(statements)[...]
        if !redemptions.isEmpty { try reader.take(entries: results.removeFirst(), home) }
        if let found = results.first { try reader.take(reservations: found, reservations, home) }
    }

    /// One statement with who takes its rows.
    private typealias Read = (statement: Statement, take: (ResultRows) throws(StoreError) -> Void)

    private func readUnderLocks() throws(StoreError) {
        let keys = couponKeys
        let columns = keys.map(\.column)
        let purchases = self.purchases
        let locks = purchases.isEmpty ? [] : [GroupStatements.lockPurchases(purchases, home: home)]
        let coupons = GroupStatements.coupons(columns, home: home, reader.purpose)
        let reads = [try chainHead()] + underLocks(purchases)
        let results = try connection.pipeline(locks + coupons + reads.map(\.statement))
        let found = Array(results.dropFirst(locks.count))
        try reader.take(coupons: found[0], batches: found[1], keys, home)
        for (read, result) in zip(reads, found.dropFirst(coupons.count)) { try read.take(result) }
    }

    private func underLocks(_ purchases: [PurchaseKey]) -> [Read] {
        let answers = attempts.map(\.head.idempotency)
        let members = self.members
        let redemptions = undone
        let reservations = namedReservations
        var reads: [Read] = [
            (
                GroupStatements.answers(answers, home: home),
                { found throws(StoreError) in try reader.take(answers: found, answers, home) }
            )
        ]
        // After the locks, which may be waited for: a till that is locked out meanwhile redeems nothing.
        if attempts.contains(where: { $0.head.accessVersion != nil }) {
            reads.append((GroupStatements.accessVersion, reader.take(accessVersion:)))
        }
        if !members.isEmpty {
            reads.append(
                (
                    GroupStatements.members(members, home: home),
                    { found throws(StoreError) in try reader.take(members: found, members, home) }
                ))
        }
        if !purchases.isEmpty {
            reads.append(
                (
                    GroupStatements.combinations(purchases, home: home),
                    { found throws(StoreError) in try reader.take(combinations: found, purchases, home) }
                ))
        }
        if !redemptions.isEmpty {
            reads.append(
                (
                    GroupStatements.reversals(redemptions, home: home),
                    { found throws(StoreError) in try reader.take(reversals: found, redemptions, home) }
                ))
        }
        if !reservations.isEmpty {
            reads.append(
                (
                    GroupStatements.reservations(reservations, home: home),
                    { found throws(StoreError) in try reader.take(reservations: found, reservations, home) }
                ))
        }
        return reads
    }

    private func chainHead() throws(StoreError) -> Read {
        guard case .changing(let number) = reader.purpose else {
            throw .corrupt("a chain's end is read only to append to it")
        }
        let writer = number.writer(of: home)
        return (
            GroupStatements.head(of: writer, home: home),
            { found throws(StoreError) in try reader.take(head: found, of: writer, home) }
        )
    }

    private func readByOffer() throws(StoreError) {
        let leases = GroupLeases(reader, attempts, home).all
        let reads = byCoupon
        let counting = leases.isEmpty ? [] : reader.counters.statements(leases, home: home)
        let results = try connection.pipeline(reads.map(\.statement) + counting)
        for (read, result) in zip(reads, results) { try read.take(result) }
        guard !leases.isEmpty else { return }
        try reader.counters.take(Array(results.dropFirst(reads.count)), leases, home: home)
    }

    /// What is read only of coupons that are used up or held, and of requests that were answered before.
    private var byCoupon: [Read] {
        let coupons = reader.coupons.compactMap(\.value)
        let spent = coupons.filter { $0.usesTaken >= $0.usesAllowed }.map(\.identity.key)
        let held = coupons.filter { $0.usesHeld > 0 }.map(\.identity.key)
        let kept = replayed
        var reads: [Read] = []
        if !spent.isEmpty {
            let limit = Redemption.maximumEarlierUses
            reads.append(
                (
                    GroupStatements.earlierUses(spent.map(\.column).sorted(), limit: limit, home: home),
                    { found throws(StoreError) in try reader.take(uses: found, spent, home) }
                ))
        }
        if !held.isEmpty {
            reads.append(
                (
                    GroupStatements.holds(held.map(\.column).sorted(), home: home),
                    { found throws(StoreError) in try reader.take(holds: found, held, home) }
                ))
        }
        if !kept.isEmpty {
            reads.append(
                (
                    GroupStatements.entries(kept, home: home),
                    { found throws(StoreError) in try reader.take(entries: found, home) }
                ))
        }
        return reads
    }
}

/// What the attempts name.
extension GroupPrefetch {
    private var undone: [RedemptionID] {
        attempts.compactMap { if case .reverse(let attempt) = $0 { attempt.redemption } else { nil } }
    }

    private var namedReservations: [ReservationID] {
        attempts.compactMap { attempt in
            switch attempt {
            case .settle(let attempt): attempt.reservation
            case .release(let attempt): attempt.reservation
            case .redeem, .reverse, .reserve, .lease, .returnLease, .offline: nil
            }
        }
    }

    /// Every coupon that the group may change, once, in the order in which they are locked.
    private var couponKeys: [CouponKey] {
        var columns: Set<Int64> = []
        for attempt in attempts {
            switch attempt {
            case .redeem(let attempt): columns.formUnion(attempt.coupons.compactMap { $0?.column })
            case .reserve(let attempt): columns.formUnion(attempt.wish.coupons.compactMap { $0?.column })
            case .reverse(let attempt):
                if let entry = reader.entries[Homed(attempt.redemption, home)] {
                    columns.insert(entry.draft.coupon.key.column)
                }
            case .settle(let attempt): columns.formUnion(held(by: attempt.reservation))
            case .release(let attempt): columns.formUnion(held(by: attempt.reservation))
            case .lease(let attempt): columns.formUnion(attempt.wishes.map(\.coupon.column))
            case .offline(.use(let use)): if let key = use.coupon { columns.insert(key.column) }
            // What these are about is found by what was kept.
            case .returnLease, .offline(.refusal), .offline(.void): break
            }
        }
        return columns.sorted().map(CouponKey.init(column:))
    }

    private func held(by reservation: ReservationID) -> [Int64] {
        let record = reader.reservations[Homed(reservation, home)] ?? nil
        return record?.parts.map(\.coupon.key.column) ?? []
    }

    private var members: [MemberID] {
        var ids: Set<MemberID> = []
        for attempt in attempts {
            switch attempt {
            case .redeem(let attempt): if let member = attempt.request.member { ids.insert(member) }
            case .reserve(let attempt): if let member = attempt.wish.request.member { ids.insert(member) }
            case .settle(let attempt):
                let record = reader.reservations[Homed(attempt.reservation, home)] ?? nil
                if let member = record?.member { ids.insert(member) }
            case .lease(let attempt): ids.formUnion(attempt.wishes.compactMap(\.holder))
            case .offline(.use(let use)): if let member = use.request.member { ids.insert(member) }
            case .reverse, .release, .returnLease, .offline: break
            }
        }
        return ids.sorted()
    }

    private var purchases: [PurchaseKey] {
        var keys: Set<PurchaseKey> = []
        for attempt in attempts {
            switch attempt {
            case .redeem(let attempt): keys.insert(attempt.purchase, attempt.request.store)
            case .reserve(let attempt): keys.insert(attempt.wish.purchase, attempt.wish.request.store)
            case .settle(let attempt):
                let record = reader.reservations[Homed(attempt.reservation, home)] ?? nil
                keys.insert(attempt.purchase ?? record?.purchase, attempt.request.store)
            case .reverse, .release, .lease, .returnLease, .offline: break
            }
        }
        return Array(keys)
    }

    /// The redemptions that answers of repeated requests are made of again.
    private var replayed: [RedemptionID] {
        attempts.flatMap { attempt -> [RedemptionID] in
            guard let kept = reader.answers[Homed(attempt.head.idempotency, home)] ?? nil,
                case .redeemed(let parts) = kept.content
            else { return [] }
            return parts.map(\.redemption)
        }
    }
}

extension Set<PurchaseKey> {
    fileprivate mutating func insert(_ receipt: String?, _ store: StoreID) {
        if let receipt { insert(PurchaseKey(store: store, receipt: receipt)) }
    }
}
