package import Membership
package import Vocabulary

/// A trigger of the program, for people and machines.
package struct TriggerDocument: Sendable, Hashable, Encodable {
    package let trigger: TriggerID
    /// `birthday` or `lapsed`.
    package let kind: String
    package let offer: OfferID
    /// `marketing` or `none`: what somebody must have agreed to.
    package let consent: String
    package let segment: String?
    package let daysBefore: Int?
    package let windowDays: Int?
    package let leapDay: String?
    package let days: Int?
    package let againAfterDays: Int?
    package let atMost: Int?

    init(_ trigger: Trigger) {
        self.trigger = trigger.id
        offer = trigger.offer
        consent = trigger.needsMarketingConsent ? "marketing" : "none"
        segment = trigger.segment
        var birthday: BirthdayRule?
        var lapsed: LapsedRule?
        switch trigger.kind {
        case .birthday(let rule): (kind, birthday) = ("birthday", rule)
        case .lapsed(let rule): (kind, lapsed) = ("lapsed", rule)
        }
        (daysBefore, windowDays) = (birthday?.daysBefore, birthday?.windowDays)
        leapDay = birthday?.leapDay.rawValue
        (days, againAfterDays, atMost) = (lapsed?.days, lapsed?.againAfterDays, lapsed?.atMost)
    }

    /// When it gives its coupon, in words.
    var when: String {
        if let daysBefore, let windowDays {
            return "from \(daysBefore) days before the birthday on, for \(windowDays) days"
        }
        let again = againAfterDays.map { ", again after \($0) days" } ?? ""
        return "\(days ?? 0) days without a redemption\(again), at most \(atMost ?? 0) times"
    }
}

/// The triggers of the program.
package struct TriggerListDocument: Sendable, Hashable, Encodable {
    package let triggers: [TriggerDocument]

    /// A line for each.
    package var text: String {
        let rows = triggers.map {
            [$0.trigger.text, $0.offer.text, $0.consent, $0.when, $0.segment ?? ""]
        }
        return TextTable(rows: [["TRIGGER", "OFFER", "CONSENT", "WHEN", "SEGMENT"]] + rows).lines
            .joined(separator: "\n")
    }
}

/// What a run of triggers came to.
package struct TriggerRunReport: Sendable, Hashable, Encodable {
    package let dryRun: Bool
    /// The day that was asked for; missing where each member's today counted.
    package let day: CalendarDate?
    package internal(set) var triggers: [Result] = []

    /// What one trigger came to.
    package struct Result: Sendable, Hashable, Encodable {
        package let trigger: TriggerID
        package let offer: OfferID
        /// Whether the offer is given now; if not, nobody was looked at.
        package internal(set) var isOfferGiven = true
        package internal(set) var members = RewardTally()

        init(_ trigger: Trigger) {
            self.trigger = trigger.id
            offer = trigger.offer
        }
    }

    init(isDryRun: Bool, day: CalendarDate?) {
        dryRun = isDryRun
        self.day = day
    }

    var reviewed: Int { triggers.reduce(0) { $0 + $1.members.reviewed } }

    /// The report for people.
    package var text: String {
        let lines = triggers.map { result in
            result.isOfferGiven
                ? "\(result.trigger): \(result.members.text(isDryRun: dryRun))"
                : "\(result.trigger): the offer \(result.offer) is not given now, and nobody was looked at"
        }
        return (lines + (dryRun ? ["nothing was written"] : [])).joined(separator: "\n")
    }
}
