package import Vocabulary

/// Decides, row by row, what a list of members changes: pure, so that a dry run and the run say the same.
///
/// A list is read twice. `survey` sees every row once, since only at the end is it known which phone numbers two people
/// share. `evaluate` then answers for each row in the file's order; the shell gives it what the store has, and writes.
///
/// - A row is **refused** only if it cannot be said whom it is about (`member_id` missing, malformed, or already
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
        /// Local time minus UTC, for dates that do not say.
        package var utcOffsetSeconds: Int

        package init(
            stores: [StoreID: PhoneRegion], defaultRegion: PhoneRegion, now: Instant, utcOffsetSeconds: Int
        ) {
            self.stores = stores
            self.defaultRegion = defaultRegion
            self.now = now
            self.utcOffsetSeconds = utcOffsetSeconds
        }
    }

    private struct FirstRow {
        let line: Int
        let contentHash: Int
    }

    package let layout: MemberLayout
    package let context: Context
    package private(set) var counts = ImportCounts()
    private var claimants: [Identity: MemberID] = [:]
    private var shared: Set<Identity> = []
    private var firstRows: [MemberID: FirstRow] = [:]

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

    /// Notes who claims which identity; every row must have been seen before the first is evaluated.
    package mutating func survey(_ row: CSVRow) {
        guard case .record(let record) = row, let id = memberID(of: record) else { return }
        for identity in identities(of: record) {
            if let claimant = claimants[identity] {
                if claimant != id { shared.insert(identity) }
            } else {
                claimants[identity] = id
            }
        }
    }

    /// Returns whom a row is about, or `nil` if it does not say, for the shell to look up what the store has.
    package func memberID(of record: CSVRecord) -> MemberID? {
        try? MemberID(parsing: FieldText.trimmed(layout.field(.memberID, of: record)))
    }

    /// Returns the well-formed identities of a row, for the shell to look up who has them.
    package func identities(of record: CSVRecord) -> [Identity] {
        let reading = IdentityReading(record: record, layout: layout, region: region(of: record))
        return Identity.Kind.allCases.compactMap { kind in
            if case .valid(let identity) = reading.read(kind) { identity } else { nil }
        }
    }

    /// Decides about one row and counts it.
    ///
    /// - Parameters:
    ///   - row: The next row of the file.
    ///   - existing: What the store has under the row's member id.
    ///   - owners: Who has the row's identities in the store.
    /// - Returns: The record to keep with what changed, or the refusal, and what was noticed.
    package mutating func evaluate(
        _ row: CSVRow, existing: MemberRecord?, owners: [Identity: MemberID]
    ) -> RowOutcome {
        let outcome = decide(row, existing: existing, owners: owners)
        counts.count(outcome)
        return outcome
    }

    private mutating func decide(
        _ row: CSVRow, existing: MemberRecord?, owners: [Identity: MemberID]
    ) -> RowOutcome {
        let record: CSVRecord
        switch row {
        case .damaged(let fault): return .refused([Finding(fault)])
        case .record(let readable): record = readable
        }
        let id: MemberID
        switch identify(record) {
        case .success(let found): id = found
        case .failure(let refusal): return .refused([refusal.finding])
        }
        let first = FirstRow(line: record.line, contentHash: record.fields.hashValue)
        if let earlier = firstRows[id] { return repeated(record, id: id, earlier: earlier) }
        var evaluation = RowEvaluation(
            record: record, layout: layout, context: context, id: id, region: region(of: record),
            existing: existing)
        evaluation.readAll(shared: shared, owners: owners)
        let outcome = evaluation.outcome(comparedWith: existing)
        if case .accepted = outcome { firstRows[id] = first }
        return outcome
    }

    private struct Refusal: Error {
        let finding: Finding
    }

    private func identify(_ record: CSVRecord) -> Result<MemberID, Refusal> {
        let text = FieldText.trimmed(layout.field(.memberID, of: record))
        let column = MemberColumn.memberID.rawValue
        guard !text.isEmpty else {
            return .failure(
                Refusal(finding: Finding(line: record.line, field: column, reason: .missingMemberID)))
        }
        do throws(IdentifierError) {
            return .success(try MemberID(parsing: text))
        } catch {
            let finding = Finding(line: record.line, field: column, reason: .malformedMemberID, value: text)
            return .failure(Refusal(finding: finding))
        }
    }

    /// A row whose member id was there before: the same row again, or another person under the same number.
    private func repeated(_ record: CSVRecord, id: MemberID, earlier: FirstRow) -> RowOutcome {
        let column = MemberColumn.memberID.rawValue
        guard earlier.contentHash == record.fields.hashValue else {
            return .refused([Finding(line: record.line, field: column, reason: .duplicateID, value: id.text)])
        }
        let finding = Finding(
            line: record.line, field: Finding.wholeRow, reason: .duplicateRow, value: "line \(earlier.line)")
        return .repeated([finding])
    }

    private func region(of record: CSVRecord) -> PhoneRegion {
        guard let store = try? StoreID(parsing: FieldText.trimmed(layout.field(.homeStore, of: record)))
        else {
            return context.defaultRegion
        }
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
        }
        self.init(line: fault.line, field: Self.wholeRow, reason: reason, value: value)
    }
}
