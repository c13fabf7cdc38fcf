package import Payload
import Promotion
package import Vocabulary

/// What a terminal's own journal says of uses so far, entry by entry.
package struct OfflineUses: Sendable {
    /// A use that this till gave.
    package struct Given: Sendable, Hashable {
        package let use: OfflineUse
        package let moment: LocalMoment
        /// The coupon, read once.
        package let coupon: CouponCode?
        /// Whether the cashier undid it.
        package fileprivate(set) var isVoided = false
        /// What the server said of it.
        package fileprivate(set) var answer: ServerAnswer?
        /// The number of the entry in which it said so.
        fileprivate var answeredIn: Int64?

        /// Whether it was counted against the allowance.
        fileprivate var isCounted = false

        fileprivate init(use: OfflineUse, moment: LocalMoment) {
            self.use = use
            self.moment = moment
            coupon = use.coupon
        }

        /// Whether it counts against the allowance.
        fileprivate var isOpen: Bool { use.ground == .allowance && !isVoided && answer == nil }
    }

    /// What was said under a key before.
    package enum Earlier: Sendable, Hashable {
        case accepted(OfflineUse)
        case refused(OfflineWish, reason: String)
        /// The key is a void's.
        case voided
    }

    private let store: StoreID
    private var given: [Given] = []
    private var placesByKey: [String: Int] = [:]
    private var placesByCoupon: [CouponCode: [Int]] = [:]
    private var refusals: [String: Earlier] = [:]
    private var voidKeys: Set<String> = []
    /// What still counts against allowances.
    private var open: [CampaignID: OpenUses] = [:]

    /// Knows no use yet.
    ///
    /// - Parameter store: Where the till stands.
    package init(store: StoreID) {
        self.store = store
    }

    /// Takes what an entry says of a use.
    package mutating func note(_ entry: JournalEntry) {
        switch entry.event {
        case .accepted(let use): add(Given(use: use, moment: entry.moment))
        case .refused(let wish, let reason): refusals[wish.key] = .refused(wish, reason: reason)
        case .voided(let void):
            voidKeys.insert(void.key)
            change(void.redemption) { $0.isVoided = true }
        case .answered(let key, let answer):
            change(key) { ($0.answer, $0.answeredIn) = (answer, entry.sequence) }
        case .clockJumped, .serverTime, .leaseTaken, .leaseReturned: break
        }
    }

    /// Returns what was said under a key before, `nil` for a new one.
    package func earlier(_ key: String) -> Earlier? {
        if let place = placesByKey[key] { return .accepted(given[place].use) }
        return refusals[key] ?? (voidKeys.contains(key) ? .voided : nil)
    }

    /// Returns the use that was given under a key.
    package func given(under key: String) -> Given? { placesByKey[key].map { given[$0] } }

    private mutating func add(_ new: Given) {
        let place = given.count
        given.append(new)
        placesByKey[new.use.wish.key] = place
        if let coupon = new.coupon { placesByCoupon[coupon, default: []].append(place) }
        update(place)
    }

    private mutating func change(_ key: String, _ change: (inout Given) -> Void) {
        guard let place = placesByKey[key] else { return }
        change(&given[place])
        update(place)
    }

    private mutating func update(_ place: Int) {
        let isOpen = given[place].isOpen
        guard isOpen != given[place].isCounted else { return }
        given[place].isCounted = isOpen
        open[given[place].use.campaign, default: OpenUses()].count(given[place], sign: isOpen ? 1 : -1)
    }
}

extension OfflineUses {
    /// What this till gave of a coupon and did not undo, newest first; what the server thinks of it changes nothing.
    package func uses(of coupon: CouponCode) -> [Given] {
        (placesByCoupon[coupon] ?? []).reversed().map { given[$0] }.filter { !$0.isVoided }
    }

    /// What this till gave of what a lease gives of a coupon.
    ///
    /// A use by allowance that the server had not heard of when the lease came counts too: it leased what was gone.
    package func uses(of coupon: CouponCode, by holding: LeaseHolding) -> [Given] {
        uses(of: coupon).filter { given in
            switch given.use.ground {
            case .lease(let lease): lease == holding.lease
            case .allowance: given.answeredIn.map { $0 > holding.takenIn } ?? true
            }
        }
    }

    /// How many uses of what a lease gives this till has given.
    ///
    /// - Parameter lease: A lease that is held.
    /// - Returns: As `uses(of:by:)` counts them, over all coupons of the lease, and of none more than it gives.
    /// - Complexity: O(*n*) in the uses of this till; a coupon's name is made only for those whose ground is no lease.
    package func useCount(by lease: HeldLease) -> Int {
        var count = 0
        var charged: [CouponCode: Int] = [:]
        for own in given where !own.isVoided {
            switch own.use.ground {
            case .lease(let ground): count += ground == lease.id ? 1 : 0
            case .allowance:
                guard own.answeredIn.map({ $0 > lease.takenIn }) ?? true, let coupon = own.coupon else {
                    continue
                }
                charged[coupon, default: 0] += 1
            }
        }
        return charged.reduce(count) { $0 + min($1.value, lease.uses(of: $1.key)) }
    }

    /// What a refusal tells of earlier uses.
    func evidence(_ uses: [Given]) -> [Redemption.EarlierUse] {
        uses.prefix(Redemption.maximumEarlierUses).map { Redemption.EarlierUse(at: $0.moment, store: store) }
    }

    /// What counts against a campaign's allowance.
    package func tally(of coupon: CouponCode, in campaign: CampaignID) -> AllowanceTally {
        open[campaign]?.tally(of: coupon) ?? AllowanceTally()
    }

    /// Uses of an offer that the server does not count yet, in all and on one day.
    func unsettledUses(of offer: OfferID, in campaign: CampaignID, on day: CalendarDate) -> (
        all: Int64, today: Int64
    ) {
        (open[campaign]?.uses(of: offer) ?? 0, open[campaign]?.uses(of: offer, on: day) ?? 0)
    }
}
