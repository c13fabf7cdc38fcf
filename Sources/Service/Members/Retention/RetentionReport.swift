import Membership
package import Vocabulary

/// What rules of retention came to.
package struct RetentionReport: Sendable, Hashable, Encodable {
    package let dryRun: Bool
    /// How many members were looked at, whatever their state.
    package var looked = 0
    package var erased = 0
    package var listed = 0
    /// Their time is over, and stored value of theirs is left.
    package var heldForValue = 0
    /// Their time is over, and the exception is for them.
    package var excepted = 0
    /// They did something at the same time; the next run sees to them.
    package var changedMeanwhile = 0
    /// Proofs that were asked for, files of codes, and files of lists that were removed.
    package var challenges = 0
    package var codes = 0
    package var downloads = 0
    /// Whose time is over, by id.
    package var members: [Due] = []

    /// Somebody whose time is over.
    package struct Due: Sendable, Hashable, Encodable {
        package let member: MemberID
        /// `left` or `inactive`.
        package let cause: String
        /// The day from which their time counts.
        package let since: String
        /// `erase` or `list`.
        package let action: String
    }

    package init(isDryRun: Bool) {
        dryRun = isDryRun
    }

    mutating func add(_ id: MemberID, _ due: RetentionDue) {
        switch due.rule.action {
        case .erase: erased += 1
        case .list: listed += 1
        }
        members.append(
            Due(
                member: id, cause: due.cause.rawValue, since: due.since.description,
                action: due.rule.action.rawValue))
    }

    /// The report for people.
    package var text: String {
        var lines = [
            "\(looked) members looked at\(dryRun ? "; nothing was done" : "")",
            "\(dryRun ? "to erase" : "erased") \(erased), listed \(listed), held for stored value "
                + "\(heldForValue), excepted \(excepted)",
            "\(dryRun ? "to remove" : "removed"): proofs asked for \(challenges), files of codes \(codes), "
                + "files of lists \(downloads)",
        ]
        if changedMeanwhile > 0 {
            lines.append("did something meanwhile, and left alone: \(changedMeanwhile)")
        }
        let rows = members.map { [$0.member.text, $0.action, "\($0.cause) since \($0.since)"] }
        return (lines + (rows.isEmpty ? [] : TextTable(rows: rows).lines)).joined(separator: "\n")
    }

    /// What the audit keeps: numbers alone, since each erasure has an entry of its own.
    var counts: [String: Int] {
        [
            "looked": looked, "erased": erased, "listed": listed, "held_for_value": heldForValue,
            "excepted": excepted, "changed_meanwhile": changedMeanwhile, "challenges": challenges,
            "codes": codes, "downloads": downloads,
        ]
    }
}
