package import Payload
package import Vocabulary

/// The leases of a terminal: which it holds, and what the journal says became of them.
///
/// A lease counts only once its entry is in the journal, and what is used of it is counted from the journal, so that no
/// copy of a lease, however old, gives anything twice.
package struct LeaseBook: Sendable {
    /// What the journal says of a lease.
    private struct Record: Sendable {
        var digest: Digest256
        /// The number of the entry with which it came.
        var sequence: Int64
        var isReturned = false
    }

    private struct Held: Sendable {
        var lease: Lease
        var digest: Digest256
        var coupons: [LeasedCouponName: LeasedCoupon]
    }

    private let terminal: TerminalID
    private var records: [LeaseID: Record] = [:]
    private var held: [LeaseID: Held] = [:]

    /// Knows no lease yet.
    package init(terminal: TerminalID) {
        self.terminal = terminal
    }

    /// Takes what an entry says of a lease.
    package mutating func note(_ entry: JournalEntry) {
        switch entry.event {
        case .leaseTaken(let lease, let digest, _):
            records[lease] = records[lease] ?? Record(digest: digest, sequence: entry.sequence)
        case .leaseReturned(let lease): records[lease]?.isReturned = true
        case .accepted, .refused, .voided, .answered, .clockJumped, .serverTime: break
        }
    }

    /// Takes a lease from the server, or from its file after a restart.
    ///
    /// - Parameters:
    ///   - signed: The lease.
    ///   - keyring: The issuer's keys.
    /// - Returns: The entry to write before it counts; `nil` if the journal has it, and nothing is added.
    /// - Throws: `LeaseRefusal`.
    package mutating func take(
        _ signed: SignedLease, keyring: IssuerKeyring
    ) throws(LeaseRefusal) -> JournalEvent? {
        let lease = try signed.verified(by: keyring, for: terminal)
        if let record = records[lease.id] {
            guard record.digest == signed.digest, !record.isReturned else { throw .replayed }
        }
        let coupons = Dictionary(uniqueKeysWithValues: lease.coupons.map { ($0.name, $0) })
        held[lease.id] = Held(lease: lease, digest: signed.digest, coupons: coupons)
        guard records[lease.id] == nil else { return nil }
        return .leaseTaken(lease.id, digest: signed.digest, usableUntil: lease.usableUntil)
    }

    /// Whether a lease was taken and not given back.
    package func holds(_ lease: LeaseID) -> Bool {
        guard let record = records[lease], !record.isReturned else { return false }
        return held[lease]?.digest == record.digest
    }

    /// Returns what the leases of this terminal give of a coupon, those past their end too, the longest usable first.
    ///
    /// - Parameter coupon: The coupon that is presented.
    /// - Returns: A holding for each lease that names it.
    /// - Complexity: O(*l*) in the leases held.
    package func holdings(of coupon: CouponCode) -> [LeaseHolding] {
        held.values.compactMap { held in
            guard let record = records[held.lease.id], record.digest == held.digest, !record.isReturned,
                let leased = held.coupons[LeasedCouponName(of: coupon, in: held.lease.id)]
            else { return nil }
            return LeaseHolding(
                lease: held.lease.id, usableUntil: held.lease.usableUntil, takenIn: record.sequence,
                coupon: leased)
        }
        .sorted { ($0.usableUntil, $0.lease) > ($1.usableUntil, $1.lease) }
    }
}

extension LeaseBook {
    /// The leases that were taken and not given back, those past their end too, by id.
    ///
    /// - Complexity: O(*c*) in the coupons of all of them.
    package var heldLeases: [HeldLease] {
        held.values.compactMap { held in
            guard let record = records[held.lease.id], record.digest == held.digest, !record.isReturned
            else { return nil }
            return HeldLease(held.lease, takenIn: record.sequence, coupons: held.coupons)
        }
        .sorted { $0.id < $1.id }
    }
}

/// A lease that a till may use, as a whole.
package struct HeldLease: Sendable {
    package let id: LeaseID
    package let usableUntil: Instant
    /// The number of the journal's entry with which the lease came.
    package let takenIn: Int64
    /// How many uses it gave when it came.
    package let uses: Int
    /// Of how many coupons.
    package var couponCount: Int { coupons.count }
    private let coupons: [LeasedCouponName: LeasedCoupon]

    fileprivate init(_ lease: Lease, takenIn: Int64, coupons: [LeasedCouponName: LeasedCoupon]) {
        (id, usableUntil, self.takenIn, self.coupons) = (lease.id, lease.usableUntil, takenIn, coupons)
        uses = lease.useCount
    }

    /// How many uses of a coupon it gave; 0 for one that it does not name.
    func uses(of coupon: CouponCode) -> Int { Int(coupons[LeasedCouponName(of: coupon, in: id)]?.uses ?? 0) }
}

/// A coupon in a lease.
package struct LeaseHolding: Sendable, Hashable {
    package let lease: LeaseID
    package let usableUntil: Instant
    /// The number of the journal's entry with which the lease came.
    package let takenIn: Int64
    package let coupon: LeasedCoupon

    init(lease: LeaseID, usableUntil: Instant, takenIn: Int64, coupon: LeasedCoupon) {
        self.lease = lease
        self.usableUntil = usableUntil
        self.takenIn = takenIn
        self.coupon = coupon
    }
}
