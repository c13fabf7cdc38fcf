import Promotion
package import Vocabulary

/// What a sweep booked.
package struct ExpiryReport: Sendable, Hashable, Encodable {
    /// Lots that ended before this day.
    package let before: CalendarDate
    package private(set) var members = 0
    /// By unit, in whole units.
    package private(set) var expired: [String: Int64] = [:]
    private var seen: Set<MemberID> = []

    private enum CodingKeys: String, CodingKey {
        case before, members, expired
    }

    init(before: CalendarDate) {
        self.before = before
    }

    mutating func add(_ entries: [UnitEntry]) {
        for entry in entries {
            seen.insert(entry.member)
            for unit in entry.units { expired[unit.text, default: 0] -= entry.gain(of: unit) }
        }
        members = seen.count
    }

    /// What people read.
    package var lines: String {
        let sums = expired.sorted { $0.key < $1.key }.map { text, count in
            "\(UnitAmount(count, of: BalanceUnit(parsing: text))) \(text)"
        }
        return sums.isEmpty
            ? "nothing ended before \(before)"
            : "ended before \(before): " + sums.joined(separator: ", ") + " of \(members) members"
    }
}
