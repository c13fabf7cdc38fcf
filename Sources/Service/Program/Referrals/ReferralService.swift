package import Membership
package import Store
import Synchronization
package import Vocabulary

/// Keeps who brought in whom, and says when a reward falls due.
package struct ReferralService: Sendable {
    private let context: ServiceContext
    private let calendar: HomeCalendar
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        calendar = HomeCalendar(context)
        members = MemberService(context)
    }

    /// How adding a referral went.
    package enum Outcome: Sendable, Hashable {
        case done(ReferralDocument)
        /// Why, and the same in a sentence.
        case refused(ReferralRefusal, sentence: String)
    }

    /// A thousand: as many as anyone is rewarded for.
    package static let maximumListCount = ReferralLimits.cap

    /// Keeps that a member was brought in by another.
    ///
    /// - Parameters:
    ///   - friend: Who was brought in; for one who became part of another, the other.
    ///   - referrer: Who brought them.
    ///   - actor: Who says so, for the audit.
    /// - Returns: The referral, or why there is none.
    /// - Throws: `ServiceError`; `notFound` without rules, for an id that there is not, and for an offer of the rules that
    ///   no campaign has.
    package func add(
        friend: MemberID, by referrer: MemberID, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        let rules = try await rules()
        let record = try await members.record(friend)
        _ = try await members.record(referrer)
        let now = context.surroundings.now()
        let draft = ReferralDraft(
            friend: friend, referrer: referrer, today: calendar.date(at: now, in: record.homeStore), at: now,
            rewardOffer: rules.rewardOffer, friendOffer: rules.friendOffer)
        let audit = AuditRecord(
            at: now, by: actor, action: "referral_add", subject: friend.text,
            detail: try JSONText.text(AddDetail(by: referrer)))
        let refusal = try await stored(
            await context.store.add(draft, audit: audit, home: context.home()) { rules.refusal($0) })
        if let refusal { return .refused(refusal, sentence: refusal.sentence(rules)) }
        let owner = record.mergedInto ?? friend
        let found = try await referrals(of: owner).first { $0.friend == owner }
        guard let found else { throw .storage(.busy("the referral was changed by somebody else meanwhile")) }
        return .done(ReferralDocument(found))
    }

    /// Shows who brought in a member and whom they brought in, at most `maximumListCount`.
    ///
    /// - Throws: `ServiceError`; `notFound` for an id that there is not.
    package func show(_ id: MemberID) async throws(ServiceError) -> ReferralListDocument {
        let record = try await members.record(id)
        let owner = record.mergedInto ?? id
        let rewards = RewardService(context)
        let grants = try await stored(
            await context.store.grants(
                of: owner, before: nil, limit: GrantPage.maximumCount, home: context.home())
        ).map(\.grant).filter {
            [GrantReason.referralSeries, GrantReason.friendSeries].contains($0.reason.series)
        }
        let coupons = Dictionary(
            zip(grants.map(\.reason.occasion), try await rewards.documents(grants))
        ) { first, _ in first }
        return ReferralListDocument(
            member: owner,
            referrals: try await referrals(of: owner).map {
                ReferralDocument($0, coupon: coupons[$0.friend.text])
            })
    }

    /// Looks at everyone who waits, and says whose reward falls due.
    ///
    /// A page of them is one transaction; stopped between two pages, the same review again goes on.
    ///
    /// - Parameters:
    ///   - isDryRun: Whether nothing is written.
    ///   - actor: Who does it, for the audit.
    ///   - progress: Called with how many were looked at.
    /// - Returns: What became of them.
    /// - Throws: `ServiceError`; `notFound` without rules, `interrupted` if the task was cancelled.
    package func review(
        isDryRun: Bool = false, actor: AuditActor, progress: @Sendable (_ done: Int) -> Void = { _ in }
    ) async throws(ServiceError) -> ReferralReviewReport {
        let rules = try await rules()
        let now = context.surroundings.now()
        let given = DryRewards()
        let rule = { @Sendable [calendar] (work: ReferralWork) in
            let progress = ReferralProgress(
                state: .waiting, friend: work.friend, referrer: work.referrer, areActive: work.areActive,
                redeemedOn: work.redeemedOn, today: calendar.date(at: now, in: work.friendStore),
                rewards: work.rewards + given.count(of: work.referrer))
            return rules.review(progress)
        }
        var report = ReferralReviewReport(isDryRun: isDryRun)
        var last: MemberID?
        while true {
            guard !Task.isCancelled else {
                try await note(report, actor: actor)
                throw .interrupted(done: report.reviewed, of: report.reviewed, resume: "referral review")
            }
            let page = try await stored(
                await context.store.reviewReferrals(
                    after: last, limit: ReferralPage.count, at: isDryRun ? nil : now, home: context.home(),
                    rule: rule))
            guard let end = page.last else { break }
            if isDryRun { given.add(page) }
            report.count(page)
            progress(report.reviewed)
            last = end.work.key
        }
        report.rewards = try await RewardService(context).reviewReferrals(isDryRun: isDryRun, actor: actor)
        try await note(report, actor: actor)
        return report
    }

    private struct AddDetail: Encodable {
        var by: MemberID
    }
}

extension ReferralService {
    /// Rewards that a dry run would have written on earlier pages.
    private final class DryRewards: Sendable {
        private let given = Mutex<[MemberID: Int]>([:])

        func count(of member: MemberID) -> Int { given.withLock { $0[member] ?? 0 } }

        func add(_ page: [ReviewedReferral]) {
            given.withLock { given in
                for referral in page where referral.state.isRewarding {
                    given[referral.work.referrer, default: 0] += 1
                }
            }
        }
    }

    /// The rules, whose offers there are.
    private func rules() async throws(ServiceError) -> ReferralRules {
        guard let rules = try ProgramLibrary(context.workspace).program().referral else {
            throw .notFound(kind: "section referral in", name: ProgramLibrary.fileName)
        }
        for offer in [rules.rewardOffer, rules.friendOffer].compactMap(\.self) {
            guard try await stored(await context.store.offer(offer)) != nil else {
                throw .notFound(kind: "offer", name: offer.text)
            }
        }
        return rules
    }

    private func referrals(of member: MemberID) async throws(ServiceError) -> [ReferralRecord] {
        try await stored(
            await context.store.referrals(of: member, limit: Self.maximumListCount, home: context.home()))
    }

    private func note(_ report: ReferralReviewReport, actor: AuditActor) async throws(ServiceError) {
        guard !report.dryRun else { return }
        let audit = AuditRecord(
            at: context.surroundings.now(), by: actor, action: "referral_review", subject: "",
            detail: try JSONText.text(report))
        try await stored(await context.store.append(audit))
    }
}
