import Promotion
import Vocabulary

/// The steps of a redemption, the same for every engine: facts, decision, ledger, counters.
enum RedemptionProcedure {
    static func run(
        _ attempt: RedemptionAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        let wish = Wish(attempt)
        switch try decide(wish, on: &rows, by: rules.redeem) {
        case .refused(let refusals): return (.refused(refusals), .redemption(.refused(refusals)))
        case .accepted(let accepted):
            return try write(accepted, wish, reservation: nil, on: &rows)
        }
    }

    /// Says what an attempt would come to; the rows are thrown away afterwards.
    static func preview<Reader>(
        _ attempt: RedemptionAttempt, on reader: Reader, by rules: GroupRules
    ) throws(StoreError) -> RedemptionPreview where Reader: RowReader {
        var rows = GroupRows(reader)
        let wish = Wish(attempt)
        var offers: [Offer?] = []
        for key in attempt.coupons {
            let known = try FactsGathering.coupon(
                key, home: wish.home, at: attempt.request.moment.instant, on: &rows)
            offers.append(known?.offer.offer)
        }
        let decision: Redemption.Decision =
            switch try decide(wish, on: &rows, by: rules.redeem) {
            case .refused(let refusals): .refused(refusals)
            case .accepted(let accepted): .accepted(accepted.map(\.acceptance))
            }
        return RedemptionPreview(decision: decision, offers: offers)
    }

    /// What is asked for, by whom, whether it is redeemed now, held, or settled.
    struct Wish {
        let home: Home
        let key: IdempotencyKey
        let coupons: [CouponKey?]
        let objections: [Refusal?]
        let redemption: RedemptionID
        let request: Redemption.Request
        let cashier: String?
        let purchase: String?

        init(_ attempt: RedemptionAttempt) {
            home = attempt.head.home
            key = attempt.head.idempotency
            coupons = attempt.coupons
            objections = attempt.objections
            redemption = attempt.redemption
            request = attempt.request
            cashier = attempt.cashier
            purchase = attempt.purchase
        }

        /// What a reservation held, as its settlement asks for it.
        init(_ attempt: SettlementAttempt, of reservation: ReservationRecord) {
            home = reservation.home
            key = attempt.head.idempotency
            coupons = reservation.parts.map(\.coupon.key)
            // What was held was held for a code that was good at that moment.
            objections = []
            redemption = attempt.redemption
            let asked = attempt.request
            // A till that names no purchase means the one that it reserved for.
            let isAsReserved = asked.amount == nil && asked.basket == nil
            request = Redemption.Request(
                store: asked.store, moment: asked.moment,
                amount: isAsReserved ? reservation.amount : asked.amount,
                basket: isAsReserved ? reservation.basket : asked.basket, member: reservation.member)
            cashier = attempt.cashier ?? reservation.cashier
            purchase = attempt.purchase ?? reservation.purchase
        }
    }

    /// A coupon with what was decided for it.
    struct Accepted {
        let known: KnownCoupon
        let acceptance: Redemption.Acceptance
        /// Only a member whom the program knows is written down: then each named use was also counted.
        let member: MemberID?
    }

    enum Decided {
        case accepted([Accepted])
        case refused([Refusal?])
    }

    /// Decides; where a limit stands in the way, takes back what expired reservations still hold and decides again.
    static func decide(
        _ wish: Wish, on rows: inout GroupRows<some RowReader>, by rule: RedemptionRule
    ) throws(StoreError) -> Decided {
        let decided = try decideOnce(wish, on: &rows, by: rule)
        guard case .refused(let refusals) = decided, refusals.contains(where: { $0?.isCounted ?? false })
        else { return decided }
        let instant = wish.request.moment.instant
        let expired = try rows.expiredHolds(before: instant, home: wish.home)
        guard !expired.isEmpty else {
            if refusals.contains(where: { $0?.reason == .budgetExhausted }) { rows.noteExhausted() }
            return decided
        }
        for hold in expired { try Holding.end(hold, as: .expired, on: &rows) }
        return try decide(wish, on: &rows, by: rule)
    }

    private static func decideOnce(
        _ wish: Wish, on rows: inout GroupRows<some RowReader>, by rule: RedemptionRule
    ) throws(StoreError) -> Decided {
        var known: [KnownCoupon] = []
        var refusals: [Refusal?] = []
        for (index, key) in wish.coupons.enumerated() {
            let found = try FactsGathering.coupon(
                key, home: wish.home, at: wish.request.moment.instant, on: &rows)
            if let found { known.append(found) }
            let objection = wish.objections.isEmpty ? nil : wish.objections[index]
            refusals.append(objection ?? (found == nil ? .unknownCode : nil))
        }
        guard refusals.allSatisfy({ $0 == nil }) else { return .refused(refusals) }
        let circumstances = try FactsGathering.circumstances(
            of: wish.request, purchase: wish.purchase, home: wish.home, on: rows)
        var facts: [Redemption.Facts] = []
        for coupon in known { facts.append(try FactsGathering.facts(coupon, circumstances, on: &rows)) }
        switch rule(facts, wish.request) {
        case .refused(let refusals): return .refused(refusals)
        case .accepted(let acceptances):
            let accepted = zip(known, acceptances).map {
                Accepted(known: $0, acceptance: $1, member: circumstances.member)
            }
            return .accepted(accepted)
        }
    }

    /// Appends an entry for each coupon and counts it.
    static func write(
        _ accepted: [Accepted], _ wish: Wish, reservation: ReservationID?,
        on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> (KeptAnswer.Content, GroupRecord) {
        var parts: [RedeemedPart] = []
        var kept: [KeptRedemption] = []
        for (index, part) in accepted.enumerated() {
            let draft = draft(part, wish, index: index, isStack: accepted.count > 1, reservation)
            let entry = try rows.append(draft)
            var uses = part.known.coupon.uses
            uses.taken = part.acceptance.use
            rows.set(uses, of: part.known.coupon.identity.key, home: wish.home)
            rows.change(CountedUse(draft).changes, home: wish.home)
            parts.append(
                RedeemedPart(entry: entry, offer: part.known.offer.offer, acceptance: part.acceptance))
            kept.append(
                KeptRedemption(
                    redemption: draft.redemption, usesLeft: part.acceptance.usesLeft,
                    revision: part.known.offer.revision, byLine: part.acceptance.byLine))
        }
        return (.redeemed(kept), .redemption(.redeemed(parts)))
    }

    private static func draft(
        _ part: Accepted, _ wish: Wish, index: Int, isStack: Bool, _ reservation: ReservationID?
    ) -> LedgerDraft {
        let coupon = part.known.coupon
        return LedgerDraft(
            kind: .redemption, home: wish.home, redemption: wish.redemption.part(index), reversal: nil,
            coupon: coupon.identity, campaign: coupon.campaign, offer: coupon.offer,
            combination: part.known.offer.offer.combination, placement: coupon.placement,
            store: wish.request.store, terminal: wish.key.terminal, cashier: wish.cashier,
            member: part.member, key: wish.key.key, use: part.acceptance.use,
            purchase: wish.purchase, amount: wish.request.amount, discount: part.acceptance.discount,
            moment: wish.request.moment, reason: nil, restoresUse: false,
            stack: isStack ? wish.redemption : nil, reservation: reservation)
    }
}
