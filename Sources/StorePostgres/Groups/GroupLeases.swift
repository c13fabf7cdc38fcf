import Promotion
import Store
import Vocabulary

/// The limited counters that a group's decisions will look at, as far as its coupons' offers tell.
///
/// One that is forgotten here is read when it is asked for: at a round trip more, and with the same result.
struct GroupLeases {
    private let reader: PostgresReader
    private let home: Home
    private var leases: [Counter: CounterLease] = [:]

    init(_ reader: PostgresReader, _ attempts: [Attempt], _ home: Home) {
        self.reader = reader
        self.home = home
        for attempt in attempts where isNew(attempt) { add(attempt) }
    }

    var all: [CounterLease] { leases.values.sorted { $0.counter < $1.counter } }

    /// A repeated request is answered from what was kept.
    private func isNew(_ attempt: Attempt) -> Bool {
        (reader.answers[Homed(attempt.head.idempotency, home)] ?? nil) == nil
    }

    private mutating func add(_ attempt: Attempt) {
        switch attempt {
        case .redeem(let attempt): add(attempt.coupons, attempt.request, member: attempt.request.member)
        case .reserve(let attempt):
            add(attempt.wish.coupons, attempt.wish.request, member: attempt.wish.request.member)
        case .settle(let attempt):
            guard let record = reader.reservations[Homed(attempt.reservation, home)] ?? nil else { return }
            add(record.parts.map(\.coupon.key), attempt.request, member: record.member)
        case .lease(let attempt):
            for wish in attempt.wishes {
                let request = Redemption.Request(
                    store: attempt.store, moment: attempt.moment, member: wish.holder)
                add([wish.coupon], request, member: wish.holder)
            }
        case .offline(.use(let use)): add([use.coupon], use.request, member: use.request.member)
        case .reverse, .release, .returnLease, .offline: break
        }
    }

    private mutating func add(_ coupons: [CouponKey?], _ request: Redemption.Request, member: MemberID?) {
        let member = member.flatMap { (reader.members[Homed($0, home)] ?? nil) == nil ? nil : $0 }
        for key in coupons {
            guard let key, let coupon = reader.coupons[Homed(key, home)] ?? nil,
                let offer = reader.offerRecords[coupon.offer]
            else { continue }
            add(offer, request, member)
        }
    }

    private mutating func add(_ record: OfferRecord, _ request: Redemption.Request, _ member: MemberID?) {
        let (id, limits, day) = (record.offer.id, record.offer.limits, request.moment.date)
        add(.uses(id), limits.usesInCampaign, record)
        add(.storeDay(id, request.store, day), limits.usesPerStoreAndDay, record)
        let stock = limits.stock.map { $0.first { $0.store == request.store }?.count ?? 0 }
        add(.stock(id, request.store), stock, record)
        if let budget = record.budget {
            add(.spend(record.campaign, budget.currency), limit: budget.minorUnits, record)
        }
        guard let member else { return }
        add(.member(id, member), limits.usesPerMember, record)
        add(.memberDay(id, member, day), limits.usesPerMemberAndDay, record)
    }

    private mutating func add(_ counter: Counter, _ limit: UInt32?, _ record: OfferRecord) {
        if let limit { add(counter, limit: Int64(limit), record) }
    }

    private mutating func add(_ counter: Counter, limit: Int64, _ record: OfferRecord) {
        leases[counter] = CounterLease(
            counter, limit: limit, revision: counter.isShared ? record.revision : 0)
    }
}
