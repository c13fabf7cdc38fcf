package import Vocabulary

/// Decides, row by row, what a list of members changes: pure, so that a dry run and the run say the same.
///
/// A list is read twice. `survey` sees every row once, since only at the end is it known which phone numbers two people
/// share. Then each row is judged by `evaluate`, in any order and on any thread, and `settle` takes the answers in the
/// file's order; the shell gives `evaluate` what the store has, and writes what was settled.
///
/// - A row is **refused** only if it cannot be said whom it is about (the key missing, malformed, or already
///   used by another row of the file with other content: the first one stands), if it cannot be read, or if its join date is
///   no date, or its state neither member nor follower, since these decide what a member is owed and no guess may stand in for
///   them.
/// - A field is left out with a **question** where the field may be right and a person can find out: an identity that
///   two people have goes to neither, a store that we do not know, a join date still to come, a consent given by the
///   list where the member has refused. Who has left, was erased or became part of another member is **refused**: a list
///   brings nobody back.
/// - Any other field that cannot be meant as it stands is **dropped**, and the member kept.
/// - An empty field changes nothing. A list never erases, and takes nobody a state back: a follower may become a member by
///   it, and never a member a follower.
package struct MemberImport: Sendable {
    /// What the decisions rest on besides the row.
    package struct Context: Sendable {
        /// Every store, with the region to which phone numbers without country code belong.
        package var stores: [StoreID: PhoneRegion]
        /// The region of members without a store.
        package var defaultRegion: PhoneRegion
        package var now: Instant
        /// Turns dates that do not say their offset into instants.
        package var instant: @Sendable (LocalTime) -> Instant
        /// Makes the id of a member whom the list does not name.
        package var newID: @Sendable () -> MemberID

        package init(
            stores: [StoreID: PhoneRegion], defaultRegion: PhoneRegion, now: Instant,
            instant: @escaping @Sendable (LocalTime) -> Instant, newID: @escaping @Sendable () -> MemberID
        ) {
            self.stores = stores
            self.defaultRegion = defaultRegion
            self.now = now
            self.instant = instant
            self.newID = newID
        }
    }

    /// The first row about a member.
    private struct FirstRow {
        let line: Int
        let contentHash: Int
    }

    package let reader: RowReader
    package private(set) var counts = ImportCounts()
    private var claims = IdentityClaims()
    private var firstRows: [Int: FirstRow] = [:]

    package init(layout: MemberLayout, context: Context) {
        reader = RowReader(layout: layout, context: context)
    }

    package var context: Context { reader.context }

    /// Findings about the heading: columns that will be left out.
    package var headingFindings: [Finding] {
        reader.layout.unknownHeadings.map {
            Finding(line: 1, field: Finding.wholeRow, reason: .unknownColumn, value: $0)
        }
    }

    /// Reads of a row what must be known before the store is asked; see `RowReader`.
    package func read(_ row: CSVRow) -> ListedRow { reader.read(row) }

    /// Decides about one row; see `RowJudge`.
    package func evaluate(
        _ row: ListedRow, existing: MemberRecord?, owners: [Identity: MemberID]
    ) -> RowOutcome {
        judge.evaluate(row, existing: existing, owners: owners)
    }

    /// What decides about rows, to be used on many threads once all were surveyed.
    package var judge: RowJudge { RowJudge(reader: reader, claims: claims) }

    /// Notes who claims which identity; every row must have been seen before the first is evaluated.
    package mutating func survey(_ row: ListedRow) {
        guard let subject = row.subject else { return }
        for identity in row.identities { claims.claim(identity, by: subject) }
    }

    /// Takes the answer for the next row of the file and counts it.
    ///
    /// - Parameters:
    ///   - outcome: What `evaluate` said.
    ///   - row: The row.
    /// - Returns: The answer, or that an earlier row of the file spoke of the same member.
    package mutating func settle(_ outcome: RowOutcome, of row: ListedRow) -> RowOutcome {
        var settled = outcome
        if let subject = row.subject {
            if let earlier = firstRows[subject.hashValue] {
                settled = repeated(row, earlier: earlier)
            } else if case .accepted = outcome {
                firstRows[subject.hashValue] = FirstRow(line: row.line, contentHash: row.contentHash)
            }
        }
        counts.count(settled)
        return settled
    }

    /// A row whose member was there before: the same row again, or another person under the same name.
    private func repeated(_ row: ListedRow, earlier: FirstRow) -> RowOutcome {
        guard earlier.contentHash == row.contentHash else {
            let value = row.subject.map { subject in
                switch subject {
                case .member(let id): id.text
                case .holder(let identity): identity.masked
                }
            }
            let column = reader.layout.mapping.key.column.rawValue
            return .refused([Finding(line: row.line, field: column, reason: .duplicateID, value: value)])
        }
        let finding = Finding(
            line: row.line, field: Finding.wholeRow, reason: .duplicateRow, value: "line \(earlier.line)")
        return .repeated([finding])
    }
}

extension Consent {
    /// What is known of a member whom nobody has asked.
    static func neverAsked(at now: Instant) -> Consent {
        Consent(state: .unknown, source: "import", recordedAt: now)
    }
}

extension Finding {
    /// Says why a row could not be read.
    init(_ fault: CSVFault) {
        let reason: Reason
        let value: String
        switch fault.reason {
        case .wrongColumnCount(let found, let expected):
            (reason, value) = (.wrongColumnCount, "\(found) of \(expected)")
        case .invalidUTF8(let column): (reason, value) = (.invalidUTF8, "column \(column)")
        case .textAfterQuote(let column): (reason, value) = (.malformedQuote, "column \(column)")
        case .malformedJSON(let words): (reason, value) = (.malformedJSON, words)
        }
        self.init(line: fault.line, field: Self.wholeRow, reason: reason, value: value)
    }
}
