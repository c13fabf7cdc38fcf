import Membership
import Store
package import Vocabulary

/// The tier of a member as staff may see it, and how it came about.
package struct TierView: Sendable, Hashable, Encodable {
    package let member: MemberID
    package let tier: String
    /// `nil` if it came with a list, a form or a merge.
    package let since: CalendarDate?
    /// The last day of grace.
    package let keptUntil: CalendarDate?
    /// The last day of a tier that was given by hand.
    package let pinnedUntil: CalendarDate?
    /// What a review would say today; `nil` without rules.
    package let review: Review?
    /// Oldest first.
    package let changes: [Change]

    /// What a review would say today.
    package struct Review: Sendable, Hashable, Encodable {
        package let tier: String
        /// A word of `TierReview.Verdict`.
        package let verdict: String
        package let until: CalendarDate?
        package let findings: [String]
    }

    /// A change of the tier.
    package struct Change: Sendable, Hashable, Encodable {
        package let at: String
        package let from: String
        package let to: String
        /// A word of `TierReview.Verdict`.
        package let verdict: String
        package let findings: [String]
        package let until: CalendarDate?
    }

    init(
        _ member: MemberTier, review: TierReview?, changes: [TierChangeRecord], currency: Currency
    ) throws(ServiceError) {
        self.member = member.member
        tier = member.standing.tier
        since = member.standing.since
        keptUntil = member.standing.keptUntil
        pinnedUntil = member.standing.pinnedUntil
        self.review = review.map { review in
            Review(
                tier: review.standing.tier, verdict: review.verdict.rawValue, until: review.until,
                findings: review.findings.map { $0.text(currency) })
        }
        var read: [Change] = []
        for change in changes {
            let reason = try JSONText.reading(
                TierReason.self, from: change.reason, what: "reason of a tier of member \(member.member)")
            read.append(
                Change(
                    at: change.at.rfc3339, from: change.former, to: change.tier, verdict: reason.verdict,
                    findings: reason.findings, until: reason.until))
        }
        self.changes = read
    }

    /// A line for each thing that is known, and one for each change.
    package var text: String {
        var rows = [
            ["member", member.text], ["tier", tier], ["since", since?.description ?? ""],
            ["kept until", keptUntil?.description ?? ""], ["given until", pinnedUntil?.description ?? ""],
        ]
        if let review {
            let until = review.until.map { " until \($0)" } ?? ""
            rows.append(["review", "\(review.tier), \(review.verdict)\(until)"])
            rows += review.findings.map { ["", $0] }
        }
        let head = TextTable(rows: rows.filter { !$0[1].isEmpty }).lines
        let history = changes.map { change in
            let until = change.until.map { ["until \($0)"] } ?? []
            return [
                change.at, "\(change.from) → \(change.to)", change.verdict,
                (change.findings + until).joined(separator: "; "),
            ]
        }
        return (head + TextTable(rows: history).lines).joined(separator: "\n")
    }
}
