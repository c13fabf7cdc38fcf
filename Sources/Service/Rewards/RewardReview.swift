import Membership
package import Store
package import Vocabulary

/// What a review of rewards came to.
package struct RewardReviewReport: Sendable, Hashable, Encodable {
    package let dryRun: Bool
    /// Full stamp cards.
    package var stamps = RewardTally()
    /// Coupons for those who brought in others, and for their friends.
    package var referrals = RewardTally()

    init(isDryRun: Bool) {
        dryRun = isDryRun
    }

    /// The report for people.
    package var text: String {
        """
        stamp cards: \(stamps.text(isDryRun: dryRun))
        referrals: \(referrals.text(isDryRun: dryRun))\(dryRun ? "\nnothing was written" : "")
        """
    }
}

extension RewardService {
    /// Gives what was left over: full stamp cards without a coupon, and referrals whose reward is due.
    ///
    /// A coupon is one transaction, so a stopped review goes on with the same review again.
    ///
    /// - Parameters:
    ///   - isDryRun: Whether nothing is written.
    ///   - day: Stamp cards that were full before are left alone; `nil` for none.
    ///   - actor: Who does it, for the audit.
    ///   - progress: Called with how many were looked at.
    /// - Returns: What became of them.
    /// - Throws: `ServiceError`; `interrupted` if the task was cancelled.
    package func review(
        isDryRun: Bool = false, since day: CalendarDate? = nil, actor: AuditActor,
        progress: @Sendable (_ done: Int) -> Void = { _ in }
    ) async throws(ServiceError) -> RewardReviewReport {
        var report = RewardReviewReport(isDryRun: isDryRun)
        var last: Int64 = 0
        while true {
            let page = try await owedCards(after: last, since: day ?? CalendarDate(daysSince1970: 0))
            guard let end = page.last else { break }
            for card in page {
                try checkCancelled(report)
                report.stamps.look()
                if isDryRun {
                    report.stamps.countDue()
                } else {
                    report.stamps.count(
                        try await give(card.offer, to: card.member, for: .stamp(card.entry), by: actor))
                }
                progress(report.stamps.reviewed)
            }
            last = end.number
        }
        let stamps = report.stamps.reviewed
        report.referrals = try await reviewReferrals(isDryRun: isDryRun, actor: actor) {
            progress(stamps + $0)
        }
        return report
    }

    private func checkCancelled(_ report: RewardReviewReport) throws(ServiceError) {
        guard !Task.isCancelled else {
            let done = report.stamps.reviewed
            throw .interrupted(done: done, of: done, resume: "reward review")
        }
    }

    /// Turns referrals whose reward is due into coupons.
    ///
    /// A referral counts as rewarded once every coupon of it is given, or cannot be given any more.
    func reviewReferrals(
        isDryRun: Bool, actor: AuditActor, progress: (_ done: Int) -> Void = { _ in }
    ) async throws(ServiceError) -> RewardTally {
        var tally = RewardTally()
        var last: MemberID?
        while true {
            let page = try await stored(
                await context.store.dueReferrals(
                    after: last, limit: ReferralPage.count, home: context.home()))
            guard let end = page.last else { return tally }
            for referral in page {
                guard !Task.isCancelled else {
                    throw .interrupted(done: tally.reviewed, of: tally.reviewed, resume: "reward review")
                }
                tally.look()
                if isDryRun { tally.countDue() } else { try await reward(referral, &tally, by: actor) }
                progress(tally.reviewed)
            }
            last = end.friend
        }
    }

    private func reward(
        _ referral: ReferralRecord, _ tally: inout RewardTally, by actor: AuditActor
    ) async throws(ServiceError) {
        let main = try await give(
            referral.rewardOffer, to: referral.referrer, for: .referral(of: referral.friend), by: actor)
        tally.count(main)
        guard case .given = main else { return }
        if let offer = referral.friendOffer {
            let other = try await give(
                offer, to: referral.friend, for: .broughtIn(referral.friend), by: actor)
            tally.count(other)
            // What the friend is owed waits for its offer, but not for a friend who left.
            if case .withheld(.offerNotGiven) = other { return }
        }
        try await stored(
            await context.store.settleReferral(
                of: referral.friend, at: context.surroundings.now(), home: context.home()))
    }
}
