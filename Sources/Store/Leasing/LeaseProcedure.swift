import Promotion
import Vocabulary

/// The steps of a lease's life, the same for every engine.
///
/// Each leased use is a reservation of its own: it is counted everywhere as if it were given, nobody else gets it, and
/// whoever meets it past its end takes it back.
enum LeaseProcedure {
    static func grant(
        _ attempt: LeaseAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        try takeBackExpired(at: attempt.moment.instant, attempt.head.home, on: &rows)
        var maker = LeaseMaker(attempt, rules)
        for (place, wish) in attempt.wishes.enumerated() { try maker.take(wish, at: place, on: &rows) }
        let grant = maker.grant
        rows.put(LeaseRecord(grant, home: attempt.head.home))
        return (.leased(grant), .lease(.granted(grant)))
    }

    /// Frees what was not used; what was used is no longer held.
    static func giveBack(
        _ attempt: LeaseReturnAttempt, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        let home = attempt.head.home
        guard var lease = try rows.lease(attempt.lease, home: home),
            lease.terminal == attempt.head.idempotency.terminal
        else { return (.leaseUnknown, .lease(.unknown)) }
        let holds = try rows.holds(of: attempt.lease, home: home)
        for hold in holds { try Holding.end(hold, as: .released, on: &rows) }
        lease.returnedAt = lease.returnedAt ?? attempt.moment.instant
        rows.put(lease)
        return (
            .leaseReturned(attempt.lease, uses: holds.count),
            .lease(.returned(attempt.lease, uses: holds.count))
        )
    }

    /// Takes back what ended, so that a till that asks again for what it had gets it.
    private static func takeBackExpired(
        at instant: Instant, _ home: Home, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) {
        while true {
            let expired = try rows.expiredHolds(before: instant, home: home)
            guard !expired.isEmpty else { return }
            for hold in expired { try Holding.end(hold, as: .expired, on: &rows) }
        }
    }
}

/// Makes a lease, wish by wish.
private struct LeaseMaker {
    private let attempt: LeaseAttempt
    private let rules: GroupRules
    private var parts: [LeaseGrant.Part] = []
    private var denials: [LeaseGrant.Denial] = []
    private var useCount = 0

    init(_ attempt: LeaseAttempt, _ rules: GroupRules) {
        self.attempt = attempt
        self.rules = rules
    }

    var grant: LeaseGrant {
        LeaseGrant(
            lease: attempt.lease, terminal: attempt.head.idempotency.terminal, store: attempt.store,
            issuedAt: attempt.moment.instant, span: attempt.span, parts: parts, denials: denials)
    }

    mutating func take(
        _ wish: LeaseWish, at place: Int, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) {
        var first: Given?
        var uses: UInt32 = 0
        var denial: Redemption.LeaseDenial?
        while uses < wish.uses, useCount < attempt.maximumUses {
            switch try giveOne(wish, on: &rows) {
            case .success(let given):
                first = first ?? given
                uses += 1
            case .failure(let reason):
                denial = reason
            }
            guard denial == nil else { break }
        }
        if uses < wish.uses { denials.append(LeaseGrant.Denial(place: place, reason: denial)) }
        guard let first else { return }
        let coupon = first.coupon
        parts.append(
            LeaseGrant.Part(
                coupon: coupon.identity, offer: coupon.offer, uses: uses, usesTaken: coupon.usesTaken,
                lastDay: coupon.lastDay, holder: first.holder, budget: first.budget))
    }

    /// A coupon as it was before its use was given.
    private struct Given {
        let coupon: CouponRecord
        let holder: LeaseGrant.Holder?
        let budget: Money?
    }

    private mutating func giveOne(
        _ wish: LeaseWish, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> Result<Given, Redemption.LeaseDenial> {
        if let objection = wish.objection { return .failure(.refused(objection)) }
        let home = attempt.head.home
        let found = try FactsGathering.coupon(wish.coupon, home: home, at: attempt.moment.instant, on: &rows)
        guard let known = found else { return .failure(.refused(.unknownCode)) }
        let request = Redemption.Request(
            store: attempt.store, moment: attempt.moment, member: wish.holder ?? known.coupon.holder)
        let circumstances = try FactsGathering.circumstances(
            of: request, purchase: nil, home: home, on: rows)
        let facts = try FactsGathering.facts(known, circumstances, on: &rows)
        let budget: Money?
        do throws(Redemption.LeaseDenial) {
            budget = try rules.lease(facts, circumstances.request, attempt.span.lastDay)
        } catch {
            if case .refused(let refusal) = error, refusal.reason == .budgetExhausted { rows.noteExhausted() }
            return .failure(error)
        }
        useCount += 1
        try Holding.begin(hold(known, circumstances.member, budget), on: &rows)
        let holder = known.coupon.holder == nil ? nil : circumstances.known
        return .success(
            Given(
                coupon: known.coupon,
                holder: holder.map { LeaseGrant.Holder(id: $0.id, joinedOn: $0.joinedOn) }, budget: budget))
    }

    private func hold(_ known: KnownCoupon, _ member: MemberID?, _ budget: Money?) -> ReservationRecord {
        let coupon = known.coupon
        let currency = known.offer.offer.benefit.currency ?? .noCurrency
        let acceptance = Redemption.Acceptance(
            use: coupon.usesTaken + coupon.usesHeld + 1,
            usesLeft: coupon.usesAllowed - coupon.usesTaken - coupon.usesHeld - 1,
            discount: budget ?? Money(minorUnits: 0, currency: currency))
        return ReservationRecord(
            id: attempt.lease.hold(useCount), home: attempt.head.home, state: .held,
            expiresAt: attempt.span.heldUntil, moment: attempt.moment, store: attempt.store,
            terminal: attempt.head.idempotency.terminal, cashier: nil, member: member, purchase: nil,
            parts: [
                ReservationRecord.Part(
                    coupon: coupon.identity, campaign: coupon.campaign, offer: coupon.offer,
                    revision: known.offer.revision, acceptance: acceptance)
            ], lease: attempt.lease)
    }
}

extension LeaseRecord {
    fileprivate init(_ grant: LeaseGrant, home: Home) {
        self.init(
            id: grant.lease, home: home, terminal: grant.terminal, store: grant.store,
            issuedAt: grant.issuedAt, usableUntil: grant.span.usableUntil, heldUntil: grant.span.heldUntil,
            couponCount: grant.parts.count, useCount: grant.useCount)
    }
}
