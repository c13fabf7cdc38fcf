import Membership

/// What a review of tiers came to.
package struct TierReviewReport: Sendable, Hashable, Encodable {
    package let dryRun: Bool
    package private(set) var reviewed = 0
    package private(set) var raised = 0
    package private(set) var lowered = 0
    /// The tier stays, since its rule holds.
    package private(set) var held = 0
    /// The tier stays for a while, though its rule holds no more.
    package private(set) var inGrace = 0
    /// The tier stays, since it was given by hand.
    package private(set) var byHand = 0
    /// Somebody else changed the tier at the same time; the next review sees to it.
    package private(set) var changedMeanwhile = 0
    /// How many went from which tier to which, sorted.
    package private(set) var moves: [Move] = []

    /// Members who went from one tier to another.
    package struct Move: Sendable, Hashable, Encodable {
        package let from: String
        package let to: String
        package fileprivate(set) var members: Int
    }

    init(isDryRun: Bool) {
        dryRun = isDryRun
    }

    mutating func count(_ review: TierReview, from former: String, isWritten: Bool) {
        reviewed += 1
        guard isWritten else {
            changedMeanwhile += 1
            return
        }
        switch review.verdict {
        case .raised: raised += 1
        case .lowered: lowered += 1
        case .held: held += 1
        case .grace: inGrace += 1
        case .byHand: byHand += 1
        }
        if review.standing.tier != former { count(from: former, to: review.standing.tier) }
    }

    private mutating func count(from former: String, to tier: String) {
        if let place = moves.firstIndex(where: { $0.from == former && $0.to == tier }) {
            moves[place].members += 1
            return
        }
        moves.append(Move(from: former, to: tier, members: 1))
        moves.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    /// The report for people.
    package var text: String {
        var lines = [
            "\(reviewed) members reviewed\(dryRun ? "; nothing was written" : "")",
            "raised \(raised), lowered \(lowered), held \(held), in grace \(inGrace), by hand \(byHand)",
        ]
        lines += moves.map { "  \($0.from) → \($0.to): \($0.members)" }
        if changedMeanwhile > 0 {
            lines.append("changed by others meanwhile, and left alone: \(changedMeanwhile)")
        }
        return lines.joined(separator: "\n")
    }
}
