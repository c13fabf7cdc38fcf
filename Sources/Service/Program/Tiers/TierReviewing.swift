import Membership
package import Store
package import Vocabulary

extension TierService {
    /// Reviews the tiers of all members, or of one.
    ///
    /// Members are read page by page, and what changes on a page is written in one transaction; stopped between two pages,
    /// the same review again goes on, since what was reviewed today does not change today.
    ///
    /// - Parameters:
    ///   - id: A member alone; `nil` for all.
    ///   - isDryRun: Whether nothing is written.
    ///   - actor: Who does it, for the audit.
    ///   - progress: Called with how many members were reviewed, and of how many.
    /// - Returns: What became of them.
    /// - Throws: `ServiceError`; `notFound` without rules or for an id that is no member in the program, `interrupted` if
    ///   the task was cancelled.
    package func review(
        _ id: MemberID? = nil, isDryRun: Bool = false, actor: AuditActor,
        progress: @Sendable (_ done: Int, _ count: Int) -> Void = { _, _ in }
    ) async throws(ServiceError) -> TierReviewReport {
        let program = try program()
        var report = TierReviewReport(isDryRun: isDryRun)
        if let id {
            let tier = try await tier(of: id)
            try await review([tier], by: program, &report)
            try await note(report, subject: tier.member.text, actor: actor)
            return report
        }
        let count = try await stored(
            await context.store.tally(
                of: MemberSelection(.everyone, today: usualToday, home: context.home()))
        ).members
        var last: MemberID?
        while true {
            let page = try await stored(
                await context.store.memberTiers(
                    after: last, limit: TierPage.memberCount, home: context.home()))
            guard let end = page.last else { break }
            guard !Task.isCancelled else {
                try await note(report, subject: "", actor: actor)
                throw .interrupted(done: report.reviewed, of: count, resume: "tier review")
            }
            try await review(page, by: program, &report)
            progress(report.reviewed, max(count, report.reviewed))
            last = end.member
        }
        try await note(report, subject: "", actor: actor)
        return report
    }

    /// Reviews neighbours in the order of ids.
    private func review(
        _ tiers: [MemberTier], by program: TierProgram, _ report: inout TierReviewReport
    ) async throws(ServiceError) {
        let now = context.surroundings.now()
        let facts = try await facts(of: tiers, program)
        var reviews: [MemberID: TierReview] = [:]
        var updates: [TierUpdate] = []
        for tier in tiers {
            let review = program.review(
                tier.standing, facts[tier.member] ?? TierFacts(),
                today: calendar.date(at: now, in: tier.homeStore))
            reviews[tier.member] = review
            guard review.standing != tier.standing else { continue }
            let isChange = review.standing.tier != tier.standing.tier
            updates.append(
                TierUpdate(
                    member: tier.member, expected: tier.standing, standing: review.standing, at: now,
                    reason: isChange ? try JSONText.text(TierReason(review, currency: currency)) : nil))
        }
        var refused: Set<MemberID> = []
        if !report.dryRun, !updates.isEmpty {
            refused = try await stored(
                await context.store.write(updates, audit: nil, home: context.home()))
        }
        for tier in tiers {
            guard let review = reviews[tier.member] else { continue }
            report.count(review, from: tier.standing.tier, isWritten: !refused.contains(tier.member))
        }
    }

    private var usualToday: CalendarDate { calendar.date(at: context.surroundings.now(), in: nil) }

    /// Says in the audit what was done, if anything was.
    private func note(
        _ report: TierReviewReport, subject: String, actor: AuditActor
    ) async throws(ServiceError) {
        guard !report.dryRun else { return }
        let audit = AuditRecord(
            at: context.surroundings.now(), by: actor, action: "tier_review", subject: subject,
            detail: try JSONText.text(report))
        try await stored(await context.store.append(audit))
    }
}
