import Promotion
import Vocabulary

/// The steps of a reservation's life, the same for every engine.
enum ReservationProcedure {
    static func reserve(
        _ attempt: ReservationAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        let wish = RedemptionProcedure.Wish(attempt.wish)
        switch try RedemptionProcedure.decide(wish, on: &rows, by: rules.redeem) {
        case .refused(let refusals): return (.hold(refusals), .reservation(.notHeld(refusals)))
        case .accepted(let accepted):
            let reservation = record(attempt, wish, accepted)
            try Holding.begin(reservation, on: &rows)
            rows.tell(.reservationHeld, reservation, at: wish.request.moment.instant)
            return (.reserved(reservation), .reservation(.held(reservation)))
        }
    }

    /// Makes redemptions of what a reservation holds: pauses, ends and limits that came since do not matter, the
    /// purchase does.
    static func settle(
        _ attempt: SettlementAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        let held = try reservation(
            attempt.reservation, store: attempt.request.store, at: attempt.request.moment.instant,
            home: attempt.head.home, on: &rows)
        switch held {
        case .failure(let refusal): return (.reservationRefused(refusal), .reservation(.refused(refusal)))
        case .success(let reservation):
            // What it held is free for this decision, and for no other: they all wait for this one.
            try Holding.end(reservation, as: .settled, on: &rows)
            let wish = RedemptionProcedure.Wish(attempt, of: reservation)
            switch try RedemptionProcedure.decide(wish, on: &rows, by: rules.settle) {
            case .accepted(let accepted):
                rows.tell(
                    .reservationSettled, reservation, redemption: attempt.redemption,
                    at: attempt.request.moment.instant)
                return try RedemptionProcedure.write(accepted, wish, reservation: reservation.id, on: &rows)
            case .refused(let refusals):
                try Holding.begin(reservation, on: &rows)
                return (.refused(refusals), .redemption(.refused(refusals)))
            }
        }
    }

    static func release(
        _ attempt: ReleaseAttempt, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        let held = try reservation(
            attempt.reservation, store: attempt.store, at: attempt.moment.instant, home: attempt.head.home,
            on: &rows)
        switch held {
        case .failure(let refusal): return (.reservationRefused(refusal), .reservation(.refused(refusal)))
        case .success(var reservation):
            try Holding.end(reservation, as: .released, on: &rows)
            rows.tell(.reservationReleased, reservation, at: attempt.moment.instant)
            reservation.state = .released
            return (.released(reservation), .reservation(.released(reservation)))
        }
    }

    /// The reservation, if it still holds something at an instant; one past its end is taken back on the way.
    private static func reservation(
        _ id: ReservationID, store: StoreID, at instant: Instant, home: Home,
        on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> Result<ReservationRecord, ReservationRefusal> {
        guard let reservation = try rows.reservation(id, home: home), reservation.store == store,
            // A leased use is settled by the journal of its terminal, and by nothing else.
            reservation.lease == nil
        else {
            return .failure(.unknownReservation)
        }
        switch reservation.state {
        case .settled: return .failure(.settled)
        case .released: return .failure(.released)
        case .expired: return .failure(.expired)
        case .held: break
        }
        guard reservation.isHeld(at: instant) else {
            try Holding.end(reservation, as: .expired, on: &rows)
            return .failure(.expired)
        }
        return .success(reservation)
    }

    private static func record(
        _ attempt: ReservationAttempt, _ wish: RedemptionProcedure.Wish,
        _ accepted: [RedemptionProcedure.Accepted]
    ) -> ReservationRecord {
        ReservationRecord(
            id: attempt.reservation, home: wish.home, state: .held, expiresAt: attempt.expiresAt,
            moment: wish.request.moment, store: wish.request.store, terminal: wish.key.terminal,
            cashier: wish.cashier, member: accepted.first?.member, purchase: wish.purchase,
            amount: wish.request.amount, basket: wish.request.basket,
            parts: accepted.map { part in
                ReservationRecord.Part(
                    coupon: part.known.coupon.identity, campaign: part.known.coupon.campaign,
                    offer: part.known.coupon.offer, revision: part.known.offer.revision,
                    acceptance: behind(part.known.coupon.usesHeld, part.acceptance))
            })
    }

    /// What the till is told: other holds on the coupon came first, so that no two are told to be the same use.
    private static func behind(
        _ held: UInt32, _ acceptance: Redemption.Acceptance
    ) -> Redemption.Acceptance {
        Redemption.Acceptance(
            use: acceptance.use + held, usesLeft: acceptance.usesLeft - min(held, acceptance.usesLeft),
            discount: acceptance.discount, byLine: acceptance.byLine)
    }
}
