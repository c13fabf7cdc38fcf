import Promotion
import Store

/// What was booked for the entries of the register.
package struct PointsFollowReport: Sendable, Hashable, Encodable {
    /// Entries of the register.
    package private(set) var read = 0
    /// Purchases that earned.
    package private(set) var purchases = 0
    package private(set) var earned: Int64 = 0
    /// Reversals by which points went back.
    package private(set) var reversals = 0
    package private(set) var takenBack: Int64 = 0
    /// Purchases that earned nothing, since their member left or may hold no more.
    package private(set) var refused = 0

    init() {}

    mutating func add(_ turn: PointsFollower.Turn) {
        read += turn.readCount
        for outcome in turn.outcomes {
            switch outcome {
            case .refused: refused += 1
            case .accepted(let answer):
                for entry in answer.entries { add(entry) }
            }
        }
    }

    private mutating func add(_ entry: UnitEntry) {
        switch entry.kind {
        case .earn:
            purchases += 1
            earned += entry.amount
        case .reverse:
            reversals += 1
            takenBack += entry.amount
        case .spend, .expire, .adjust, .refund, .topUp: break
        }
    }

    /// What people read.
    package var lines: String {
        var lines = [
            "\(read) entries of the register read", "\(earned) points for \(purchases) purchases",
            "\(takenBack) points taken back by \(reversals) reversals",
        ]
        if refused > 0 { lines.append("\(refused) refused: the member left, or may hold no more") }
        return lines.joined(separator: "\n")
    }
}
