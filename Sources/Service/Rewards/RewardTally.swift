/// How many coupons were given, and how many were not and why.
package struct RewardTally: Sendable, Hashable, Encodable {
    /// How many were looked at.
    package private(set) var reviewed = 0
    package private(set) var granted = 0
    package private(set) var grantedBefore = 0
    /// How many would be given, in a dry run.
    package private(set) var due = 0
    /// By the word of `RewardWithheld`, or of whatever else left them out.
    package private(set) var skipped: [String: Int] = [:]

    mutating func look() { reviewed += 1 }

    mutating func countDue() { due += 1 }

    mutating func countBefore() { grantedBefore += 1 }

    mutating func skip(_ reason: String, count: Int = 1) { skipped[reason, default: 0] += count }

    mutating func count(_ outcome: RewardService.Outcome) {
        switch outcome {
        case .given(_, let isNew): if isNew { granted += 1 } else { grantedBefore += 1 }
        case .withheld(let why): skip(why.rawValue)
        }
    }

    /// The numbers for people.
    package func text(isDryRun: Bool) -> String {
        let given = isDryRun ? "would be granted \(due)" : "granted \(granted)"
        let parts =
            ["reviewed \(reviewed)", given, "granted before \(grantedBefore)"]
            + skipped.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return parts.joined(separator: ", ")
    }
}
