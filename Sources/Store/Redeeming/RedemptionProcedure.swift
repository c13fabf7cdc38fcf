package import Promotion
import Vocabulary

/// The pure rule that a store runs inside its transaction.
package typealias RedemptionRule =
    @Sendable (Redemption.Facts, Redemption.Request) -> Redemption.Outcome

/// The steps of a redemption, the same for every engine: replay, facts, decision, ledger, counters, answer.
package enum RedemptionProcedure {
    /// Carries out one attempt on the rows of an open transaction; the caller commits.
    ///
    /// - Parameters:
    ///   - attempt: The till's wish.
    ///   - rows: The rows of the engine's transaction.
    ///   - decide: The pure rule.
    /// - Returns: The answer, which may be given out only after the commit.
    /// - Throws: What the engine throws; the transaction must then be rolled back.
    package static func run(
        _ attempt: RedemptionAttempt, on rows: inout some RedemptionRows, decide: RedemptionRule
    ) throws(StoreError) -> RedemptionAnswer {
        if let kept = try rows.answer(to: attempt.idempotency, home: attempt.home) {
            guard kept.requestDigest == attempt.requestDigest, case .redemption(let record) = kept.record
            else {
                return .keyReused
            }
            return .replayed(record)
        }
        let record = try decideAndWrite(attempt, on: &rows, decide: decide)
        let kept = KeptAnswer(
            requestDigest: attempt.requestDigest, record: .redemption(record),
            at: attempt.request.moment.instant)
        try rows.keep(kept, under: attempt.idempotency, home: attempt.home)
        return .decided(record)
    }

    /// Says what an attempt would come to, and writes nothing.
    package static func preview(
        _ attempt: RedemptionAttempt, on rows: some RedemptionRows, decide: RedemptionRule
    ) throws(StoreError) -> RedemptionRecord {
        guard let known = try known(attempt, on: rows) else { return refusedAsUnknown(attempt) }
        let outcome = decide(try facts(known, attempt, on: rows), attempt.request)
        return record(attempt, known, outcome, ledgerHash: nil)
    }

    /// A coupon of ours with its offer.
    private struct Known {
        var coupon: CouponRecord
        var offer: OfferRecord
    }

    private static func known(
        _ attempt: RedemptionAttempt, on rows: some RedemptionRows
    ) throws(StoreError) -> Known? {
        guard let key = attempt.coupon, let coupon = try rows.coupon(key, home: attempt.home) else {
            return nil
        }
        guard let offer = try rows.offer(coupon.offer) else {
            throw .corrupt("offer \(coupon.offer) of batch \(coupon.identity.batch) is missing")
        }
        return Known(coupon: coupon, offer: offer)
    }

    private static func decideAndWrite(
        _ attempt: RedemptionAttempt, on rows: inout some RedemptionRows, decide: RedemptionRule
    ) throws(StoreError) -> RedemptionRecord {
        guard let known = try known(attempt, on: rows) else { return refusedAsUnknown(attempt) }
        let facts = try facts(known, attempt, on: rows)
        let outcome = decide(facts, attempt.request)
        guard case .accepted(let acceptance) = outcome else {
            return record(attempt, known, outcome, ledgerHash: nil)
        }
        let entry = try rows.append(draft(attempt, known, facts.member?.id, acceptance))
        try rows.setUsesTaken(acceptance.use, of: known.coupon.identity.key, home: attempt.home)
        try rows.setUses(facts.usesInCampaign + 1, of: .offer(known.offer.offer.id), home: attempt.home)
        if let member = facts.member {
            let counter = UseCounter.member(known.offer.offer.id, member.id)
            try rows.setUses(member.usesOfOffer + 1, of: counter, home: attempt.home)
        }
        return record(attempt, known, outcome, ledgerHash: entry.hash)
    }

    private static func facts(
        _ known: Known, _ attempt: RedemptionAttempt, on rows: some RedemptionRows
    ) throws(StoreError) -> Redemption.Facts {
        let isUsedUp = known.coupon.usesTaken >= known.coupon.usesAllowed
        let earlier: [Redemption.EarlierUse] =
            isUsedUp
            ? try rows.earlierUses(
                of: known.coupon.identity.key, home: attempt.home, limit: Redemption.maximumEarlierUses) : []
        return Redemption.Facts(
            offer: known.offer.offer, campaignState: known.offer.state, validity: known.offer.validity,
            coupon: Redemption.Coupon(
                state: known.coupon.state, usesTaken: known.coupon.usesTaken,
                usesAllowed: known.coupon.usesAllowed, holder: known.coupon.holder,
                lastDay: known.coupon.lastDay, earlierUses: earlier),
            member: try member(known, attempt, on: rows),
            usesInCampaign: try rows.uses(.offer(known.offer.offer.id), home: attempt.home),
            purchase: try purchase(attempt, on: rows))
    }

    private static func member(
        _ known: Known, _ attempt: RedemptionAttempt, on rows: some RedemptionRows
    ) throws(StoreError) -> Redemption.Member? {
        guard let id = attempt.request.member,
            let joinedOn = try rows.joiningDay(of: id, home: attempt.home)
        else { return nil }
        let uses = try rows.uses(.member(known.offer.offer.id, id), home: attempt.home)
        return Redemption.Member(id: id, joinedOn: joinedOn, usesOfOffer: uses)
    }

    private static func purchase(
        _ attempt: RedemptionAttempt, on rows: some RedemptionRows
    ) throws(StoreError) -> Redemption.Purchase {
        guard let purchase = attempt.purchase else { return .none }
        let others = try rows.combinations(on: purchase, store: attempt.request.store, home: attempt.home)
        guard !others.isEmpty else { return .none }
        return others.contains(.alone) ? .exclusive : .shared
    }
}

extension RedemptionProcedure {
    /// Only a member whom the program knows is written down: then each named use was also counted.
    private static func draft(
        _ attempt: RedemptionAttempt, _ known: Known, _ member: MemberID?, _ acceptance: Redemption.Acceptance
    ) -> LedgerDraft {
        LedgerDraft(
            kind: .redemption, home: attempt.home, redemption: attempt.redemption, reversal: nil,
            coupon: known.coupon.identity, campaign: known.coupon.campaign, offer: known.coupon.offer,
            combination: known.offer.offer.combination, placement: known.coupon.placement,
            store: attempt.request.store, terminal: attempt.idempotency.terminal, cashier: attempt.cashier,
            member: member, key: attempt.idempotency.key, use: acceptance.use,
            purchase: attempt.purchase, amount: attempt.request.amount, discount: acceptance.discount,
            moment: attempt.request.moment, reason: nil, restoresUse: false)
    }

    private static func record(
        _ attempt: RedemptionAttempt, _ known: Known, _ outcome: Redemption.Outcome, ledgerHash: [UInt8]?
    ) -> RedemptionRecord {
        RedemptionRecord(
            redemption: attempt.redemption, outcome: outcome, coupon: known.coupon.identity,
            campaign: known.coupon.campaign, offer: known.offer.offer, request: attempt.request,
            terminal: attempt.idempotency.terminal, ledgerHash: ledgerHash)
    }

    private static func refusedAsUnknown(_ attempt: RedemptionAttempt) -> RedemptionRecord {
        RedemptionRecord(
            redemption: attempt.redemption, outcome: .refused(.unknownCode), coupon: nil, campaign: nil,
            offer: nil, request: attempt.request, terminal: attempt.idempotency.terminal, ledgerHash: nil)
    }
}
