/// What became of one row of a list.
package enum RowOutcome: Sendable, Hashable {
    /// The record as it should now be in the store, and how that differs from what the store has.
    case accepted(MemberRecord, Change, [Finding])
    /// The same row was in the file before; nothing to do.
    case repeated([Finding])
    case refused([Finding])

    /// What the store has to do.
    package enum Change: Sendable, Hashable {
        case added, updated, unchanged

        /// Compares a record with what the store has.
        package init(from existing: MemberRecord?, to record: MemberRecord) {
            guard let existing else {
                self = .added
                return
            }
            self = existing == record ? .unchanged : .updated
        }
    }

    /// How a row is counted: each is exactly one of these, so the four counts add up to the rows.
    package enum Disposition: String, Sendable, Hashable, CaseIterable {
        case added, updated, unchanged, refused
    }

    /// Whether the row was taken apart from a field that a person must decide about.
    package var hasQuestion: Bool {
        findings.contains { $0.reason.effect == .question }
    }

    package var findings: [Finding] {
        switch self {
        case .accepted(_, _, let findings), .repeated(let findings), .refused(let findings): findings
        }
    }

    package var disposition: Disposition {
        switch self {
        case .refused: .refused
        case .repeated: .unchanged
        case .accepted(_, .added, _): .added
        case .accepted(_, .updated, _): .updated
        case .accepted(_, .unchanged, _): .unchanged
        }
    }
}

/// How many rows ended in which way.
package struct ImportCounts: Sendable, Hashable {
    package private(set) var rows = 0
    /// Rows that were taken, apart from a field that a person must decide about.
    package private(set) var questions = 0
    private var perDisposition: [RowOutcome.Disposition: Int] = [:]

    package init() {}

    /// Rows that ended in this way; the four add up to `rows`.
    package subscript(disposition: RowOutcome.Disposition) -> Int {
        perDisposition[disposition, default: 0]
    }

    /// Counts one more row.
    package mutating func count(_ outcome: RowOutcome) {
        rows += 1
        perDisposition[outcome.disposition, default: 0] += 1
        if outcome.hasQuestion { questions += 1 }
    }
}
