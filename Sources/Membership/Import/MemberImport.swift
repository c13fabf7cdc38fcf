package import Vocabulary

/// Decides, row by row, what a list of members changes: pure, so that a dry run and the run say the same.
///
/// A list is read twice. `survey` sees every row once, since only at the end is it known which phone numbers two people
/// share. Then each row is judged by `evaluate`, in any order and on any thread, and `settle` takes the answers in the
/// file's order; the shell gives `evaluate` what the store has, and writes what was settled.
///
/// - A row is **refused** only if it cannot be said whom it is about (the key missing, malformed, or already
///   used by another row of the file with other content: the first one stands), if it cannot be read, or if its join date is
///   no date, since that date decides what a member is owed and no guess may stand in for it.
/// - A field is left out with a **question** where the field may be right and a person can find out: an identity that
///   two people have goes to neither, a store that we do not know, a join date still to come, a consent given by the
///   list where the member has refused.
/// - Any other field that cannot be meant as it stands is **dropped**, and the member kept.
/// - An empty field changes nothing. A list never erases.
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

    package let layout: MemberLayout
    package let context: Context
    package private(set) var counts = ImportCounts()
    private var claims = IdentityClaims()
    private var firstRows: [Int: FirstRow] = [:]

    package init(layout: MemberLayout, context: Context) {
        self.layout = layout
        self.context = context
    }

    /// Findings about the heading: columns that will be left out.
    package var headingFindings: [Finding] {
        layout.unknownHeadings.map {
            Finding(line: 1, field: Finding.wholeRow, reason: .unknownColumn, value: $0)
        }
    }

    /// Reads of a row what must be known before the store is asked.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - forSurvey: Whether it is read to be surveyed and for nothing else.
    /// - Returns: What it says.
    package func read(_ row: CSVRow, forSurvey: Bool = false) -> ListedRow {
        guard case .record(let record) = row else {
            return ListedRow(
                row: row, subject: nil, readings: [], region: context.defaultRegion, contentHash: 0)
        }
        let region = region(of: record)
        let readings = IdentityReading.all(in: record, layout: layout, region: region)
        return ListedRow(
            row: row, subject: subject(of: record, readings), readings: readings, region: region,
            contentHash: forSurvey ? 0 : record.fields.hashValue)
    }

    /// Notes who claims which identity; every row must have been seen before the first is evaluated.
    package mutating func survey(_ row: ListedRow) {
        guard let subject = row.subject else { return }
        for identity in row.identities { claims.claim(identity, by: subject) }
    }

    /// Decides about one row, whatever the rows before it said.
    ///
    /// - Parameters:
    ///   - row: Any row of the file.
    ///   - existing: What the store has of the row's subject.
    ///   - owners: Who has the row's identities in the store.
    /// - Returns: The record to keep with what changed, or the refusal, and what was noticed.
    package func evaluate(
        _ row: ListedRow, existing: MemberRecord?, owners: [Identity: MemberID]
    ) -> RowOutcome {
        let record: CSVRecord
        switch row.row {
        case .damaged(let fault): return .refused([Finding(fault)])
        case .record(let readable): record = readable
        }
        guard let subject = row.subject else {
            return .refused(fieldFaults(of: record) + [refusal(of: row, record)])
        }
        var evaluation = RowEvaluation(
            row: row, record: record, layout: layout, context: context, id: id(of: subject, existing),
            existing: existing)
        evaluation.note(fieldFaults(of: record))
        evaluation.readAll(claims: claims, owners: owners)
        return evaluation.outcome(comparedWith: existing)
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

    private func id(of subject: RowSubject, _ existing: MemberRecord?) -> MemberID {
        switch subject {
        case .member(let id): id
        case .holder: existing?.member.id ?? context.newID()
        }
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
            let column = layout.mapping.key.column.rawValue
            return .refused([Finding(line: row.line, field: column, reason: .duplicateID, value: value)])
        }
        let finding = Finding(
            line: row.line, field: Finding.wholeRow, reason: .duplicateRow, value: "line \(earlier.line)")
        return .repeated([finding])
    }
}

extension MemberImport {
    private func subject(of record: CSVRecord, _ readings: [IdentityReading.Result]) -> RowSubject? {
        switch layout.mapping.key {
        case .memberID:
            return (try? MemberID(parsing: FieldText.trimmed(layout.field(.memberID, of: record))))
                .map(RowSubject.member)
        case .identity(let kind):
            let identities = zip(Identity.Kind.allCases, readings)
            guard case .valid(let identity)? = identities.first(where: { $0.0 == kind })?.1 else {
                return nil
            }
            return .holder(identity)
        }
    }

    /// Why a row does not say whom it is about.
    private func refusal(of row: ListedRow, _ record: CSVRecord) -> Finding {
        let key = layout.mapping.key
        let text = FieldText.trimmed(layout.field(key.column, of: record))
        let reason: Finding.Reason =
            switch (key, text.isEmpty) {
            case (.memberID, true): .missingMemberID
            case (.memberID, false): .malformedMemberID
            case (.identity, true): .missingKey
            case (.identity, false): .malformedKey
            }
        return Finding(
            line: record.line, field: key.column.rawValue, reason: reason, value: text.isEmpty ? nil : text)
    }

    private func fieldFaults(of record: CSVRecord) -> [Finding] {
        record.faults.map {
            Finding(
                line: record.line, field: layout.name(ofPosition: $0.position), reason: $0.reason,
                value: $0.value)
        }
    }

    private func region(of record: CSVRecord) -> PhoneRegion {
        let text = FieldText.trimmed(layout.field(.homeStore, of: record))
        guard !text.isEmpty, let store = try? StoreID(parsing: text) else { return context.defaultRegion }
        return context.stores[store] ?? context.defaultRegion
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
