import Membership
import Vocabulary

/// Why a member has a tier, as the history keeps it and people read it.
struct TierReason: Sendable, Hashable, Codable {
    /// A word of `TierReview.Verdict`.
    var verdict: String
    /// What the rule asked and what the member came to.
    var findings: [String]
    /// The last day, if somebody gave it by hand.
    var until: CalendarDate?

    init(_ review: TierReview, currency: Currency) {
        verdict = review.verdict.rawValue
        findings = review.findings.map { $0.text(currency) }
    }

    /// Given by hand through a day.
    init(until day: CalendarDate) {
        (verdict, findings, until) = (TierReview.Verdict.byHand.rawValue, [], day)
    }
}
