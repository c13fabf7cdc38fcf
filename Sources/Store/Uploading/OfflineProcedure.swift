import Promotion
import Vocabulary

/// The steps by which a terminal's journal becomes entries of the ledger, the same for every engine.
///
/// The rule of double use: what the ledger has first stands. A clock can be set, and the ledger's order cannot.
enum OfflineProcedure {
    /// Answers an entry as it was answered before, or decides it.
    static func answer(
        _ attempt: OfflineAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> GroupAnswer {
        let head = attempt.head
        let kept = try rows.answer(to: head.idempotency, home: head.home)
        switch attempt {
        case .use(let use):
            guard let kept else { return try decide(use, on: &rows, by: rules) }
            return .replayed(.offline(try known(use, kept, on: &rows)))
        case .refusal(let refusal): return .replayed(.offline(withdraw(refusal, kept, on: &rows)))
        case .void(let void):
            guard let kept else { return try decide(void, on: &rows, by: rules) }
            return .replayed(.offline(undone(kept.content)))
        }
    }

    static func keep(
        _ content: KeptAnswer.Content, _ record: OfflineRecord, for attempt: OfflineAttempt,
        on rows: inout GroupRows<some RowReader>
    ) -> GroupAnswer {
        let head = attempt.head
        let kept = KeptAnswer(
            requestDigest: head.requestDigest, content: content, at: attempt.moment.instant)
        rows.keep(kept, under: head.idempotency, home: head.home)
        return .decided(.offline(record))
    }
}

/// Uses.
extension OfflineProcedure {
    /// What the server said under the key before: to the upload of the same entry, or to the till itself, whose network
    /// lost the answer.
    private static func known(
        _ use: OfflineUseAttempt, _ kept: KeptAnswer, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> OfflineRecord {
        guard kept.requestDigest == use.head.requestDigest else {
            return .lost(lose(use, nil, "key_reused", nil, on: &rows))
        }
        switch kept.content {
        case .redeemed(let parts): return .redeemed(parts[0].redemption)
        case .lost(let loss): return .lost(loss)
        case .refused(let refusals):
            // The server refused and the till, which did not hear of it, gave.
            let coupon = try coupon(of: use, on: &rows)
            let refusal = refusals.first.flatMap(\.self) ?? .unknownCode
            return .lost(try lose(use, coupon, refusal, on: &rows))
        default: return .lost(lose(use, nil, "key_reused", nil, on: &rows))
        }
    }

    private static func decide(
        _ use: OfflineUseAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> GroupAnswer {
        let limit = use.arrivedAt.advanced(bySeconds: OfflineUseAttempt.maximumClockErrorSeconds)
        let known = try coupon(of: use, on: &rows)
        guard use.request.moment.instant <= limit else {
            let loss = lose(use, known?.coupon, "clock_wrong", nil, on: &rows)
            return keep(.lost(loss), .lost(loss), for: .use(use), on: &rows)
        }
        if let known, let hold = try hold(for: use, on: known.coupon, rows) {
            return try settle(use, hold, on: &rows)
        }
        let wish = RedemptionProcedure.Wish(use, hold: nil)
        switch try RedemptionProcedure.decide(wish, on: &rows, by: heldToConditions(rules)) {
        case .accepted(let accepted):
            return try write(accepted[0], use, wish, hold: nil, on: &rows)
        case .refused(let refusals):
            let refusal = refusals.first.flatMap(\.self) ?? .unknownCode
            let loss = try lose(use, known, refusal, on: &rows)
            return keep(.lost(loss), .lost(loss), for: .use(use), on: &rows)
        }
    }

    /// The rules of a redemption at the moment of the scan: a pause that came since does not matter.
    private static func heldToConditions(_ rules: GroupRules) -> RedemptionRule {
        { facts, request in
            let running = facts.map { facts in
                var facts = facts
                facts.campaignState = .active
                return facts
            }
            return rules.redeem(running, request)
        }
    }

    /// The terminal's own hold on the coupon: of the lease that it names, or of any, since whoever gives by allowance
    /// what is leased to them has given what was theirs.
    private static func hold(
        for use: OfflineUseAttempt, on coupon: CouponRecord, _ rows: GroupRows<some RowReader>
    ) throws(StoreError) -> ReservationRecord? {
        guard coupon.usesHeld > 0 else { return nil }
        let own = try rows.holds(on: coupon.identity.key, home: use.head.home).filter { hold in
            hold.lease != nil && hold.terminal == use.head.idempotency.terminal
        }
        return own.first { $0.lease == use.claim.lease } ?? own.first
    }

    /// Makes a redemption of a leased use as the terminal gave it: it was the terminal's to decide.
    private static func settle(
        _ use: OfflineUseAttempt, _ hold: ReservationRecord, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> GroupAnswer {
        try Holding.end(hold, as: .settled, on: &rows)
        let wish = RedemptionProcedure.Wish(use, hold: hold)
        guard let known = try coupon(of: use, on: &rows) else {
            throw .corrupt("reservation \(hold.id) holds a use of a coupon that is missing")
        }
        let circumstances = try FactsGathering.circumstances(
            of: wish.request, purchase: nil, home: wish.home, on: rows)
        let taken = known.coupon.usesTaken
        let acceptance = Redemption.Acceptance(
            use: taken + 1, usesLeft: known.coupon.usesAllowed - taken - 1, discount: hold.bounded(use.given))
        let accepted = RedemptionProcedure.Accepted(
            known: known, acceptance: acceptance, member: circumstances.member)
        return try write(accepted, use, wish, hold: hold, on: &rows)
    }

    /// Writes down what came off in truth, as far as it was the terminal's to give; what is more is a loss.
    private static func write(
        _ accepted: RedemptionProcedure.Accepted, _ use: OfflineUseAttempt, _ wish: RedemptionProcedure.Wish,
        hold: ReservationRecord?, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> GroupAnswer {
        let decided = accepted.acceptance
        let isSame = use.given == decided.discount
        let more = use.given.minorUnits - decided.discount.minorUnits
        if more > 0 || use.given.currency != decided.discount.currency {
            let excess =
                use.given.currency == decided.discount.currency
                ? Money(minorUnits: more, currency: use.given.currency) : use.given
            rows.put(
                .lost(loss(of: use, accepted.known.coupon, "larger_discount", nil, excess)),
                home: use.head.home)
        }
        let isLess = more < 0 && use.given.currency == decided.discount.currency
        let acceptance = Redemption.Acceptance(
            use: decided.use, usesLeft: decided.usesLeft, discount: isLess ? use.given : decided.discount,
            byLine: isSame ? decided.byLine : [])
        let part = RedemptionProcedure.Accepted(
            known: accepted.known, acceptance: acceptance, member: accepted.member)
        let (content, _) = try RedemptionProcedure.write([part], wish, reservation: hold?.id, on: &rows)
        return keep(content, .redeemed(use.redemption), for: .use(use), on: &rows)
    }

    private static func coupon(
        of use: OfflineUseAttempt, on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> KnownCoupon? {
        try FactsGathering.coupon(
            use.coupon, home: use.head.home, at: use.request.moment.instant, on: &rows)
    }
}

/// Losses.
extension OfflineProcedure {
    private static func lose(
        _ use: OfflineUseAttempt, _ known: KnownCoupon?, _ refusal: Refusal,
        on rows: inout GroupRows<some RowReader>
    ) throws(StoreError) -> OfflineLoss {
        var other: OfflineLoss.Other?
        if let key = known?.coupon.identity.key {
            switch refusal {
            case .alreadyRedeemed:
                other = try rows.latestUse(of: key, home: use.head.home).map(OfflineLoss.Other.init)
            case .reserved:
                other = try rows.holds(on: key, home: use.head.home).first.map(OfflineLoss.Other.init)
            default: break
            }
        }
        return lose(use, known?.coupon, refusal.reason.rawValue, other, on: &rows)
    }

    private static func lose(
        _ use: OfflineUseAttempt, _ coupon: CouponRecord?, _ reason: String, _ other: OfflineLoss.Other?,
        on rows: inout GroupRows<some RowReader>
    ) -> OfflineLoss {
        let loss = loss(of: use, coupon, reason, other, use.given)
        rows.put(.lost(loss), home: use.head.home)
        return loss
    }

    private static func loss(
        of use: OfflineUseAttempt, _ coupon: CouponRecord?, _ reason: String, _ other: OfflineLoss.Other?,
        _ amount: Money
    ) -> OfflineLoss {
        OfflineLoss(
            terminal: use.head.idempotency.terminal, store: use.request.store, key: use.head.idempotency.key,
            coupon: coupon?.identity, campaign: coupon?.campaign ?? use.claim.campaign,
            offer: coupon?.offer ?? use.claim.offer, lease: use.claim.lease, amount: amount,
            moment: use.request.moment, reason: reason, other: other)
    }
}

/// Refusals and voids.
extension OfflineProcedure {
    /// Says whether the server gave what the till refused; if not, nobody gives it under this key any more.
    private static func withdraw(
        _ refusal: OfflineRefusalAttempt, _ kept: KeptAnswer?, on rows: inout GroupRows<some RowReader>
    ) -> OfflineRecord {
        switch kept?.content {
        case .redeemed(let parts): return .redeemed(parts[0].redemption)
        case .refused(let refusals):
            return .refused(reason: (refusals.first.flatMap(\.self) ?? .unknownCode).reason.rawValue)
        case nil:
            _ = keep(.withdrawn, .neverSeen, for: .refusal(refusal), on: &rows)
            return .neverSeen
        default: return .neverSeen
        }
    }

    private static func decide(
        _ void: OfflineVoidAttempt, on rows: inout GroupRows<some RowReader>, by rules: GroupRules
    ) throws(StoreError) -> GroupAnswer {
        let head = void.head
        let terminal = head.idempotency.terminal
        let use = IdempotencyKey(terminal: terminal, key: void.key)
        switch try rows.answer(to: use, home: head.home)?.content {
        case .redeemed(let parts):
            let attempt = ReversalAttempt(
                head: head, redemption: parts[0].redemption, reversal: void.reversal,
                request: Reversal.Request(kind: .void, amount: nil, moment: void.moment), store: void.store,
                cashier: void.cashier, reason: "void")
            let (content, _) = try ReversalProcedure.run(attempt, on: &rows, by: rules)
            return keep(content, undone(content), for: .void(void), on: &rows)
        case .lost, .refused:
            let entry = OfflineLossEntry.undone(
                terminal: terminal, key: head.idempotency.key, use: void.key, at: void.moment.instant)
            rows.put(entry, home: head.home)
        default: break
        }
        let content = KeptAnswer.Content.reversalRefused(.unknownRedemption)
        return keep(content, undone(content), for: .void(void), on: &rows)
    }

    private static func undone(_ content: KeptAnswer.Content) -> OfflineRecord {
        switch content {
        case .reversed(let kept): .reversed(kept.redemption)
        case .reversalRefused(let refusal): .refused(reason: refusal.reason.rawValue)
        default: .refused(reason: "key_reused")
        }
    }
}

extension RedemptionProcedure.Wish {
    /// A use from a journal; of a leased one the member is whom it was leased for.
    fileprivate init(_ use: OfflineUseAttempt, hold: ReservationRecord?) {
        home = use.head.home
        key = use.head.idempotency
        coupons = [use.coupon]
        // What was given was given, by the keys that the till knew.
        objections = []
        redemption = use.redemption
        var request = use.request
        if let hold { request.member = hold.member ?? request.member }
        self.request = request
        cashier = use.cashier
        purchase = nil
    }
}

extension ReservationRecord {
    /// What a terminal gave, or what was held for it if that is less; without a budget nothing was.
    fileprivate func bounded(_ given: Money) -> Money {
        guard let held = parts.first?.acceptance.discount, held.minorUnits > 0,
            held.currency == given.currency
        else { return given }
        return held.minorUnits < given.minorUnits ? held : given
    }
}

extension OfflineLoss.Other {
    fileprivate init(_ entry: LedgerEntry) {
        let draft = entry.draft
        self.init(
            redemption: draft.redemption, terminal: draft.terminal, store: draft.store, moment: draft.moment)
    }

    fileprivate init(_ hold: ReservationRecord) {
        self.init(redemption: nil, terminal: hold.terminal, store: hold.store, moment: hold.moment)
    }
}
