import Membership
import Store
import Vocabulary

/// Takes a membership list into the store, as `Membership.MemberImport` decides row by row.
///
/// Rows are written in groups, each whole or not at all, with its consents and its audit entry. A row that changes
/// nothing writes nothing: the same list again is how an import that was stopped goes on.
package struct MemberImportService: Sendable {
    private let context: ServiceContext
    private let sealer: MemberSealer

    package init(_ context: ServiceContext) {
        self.context = context
        sealer = MemberSealer(context)
    }

    /// How far an import has come.
    package typealias Progress = @Sendable (_ rows: Int, _ count: Int) -> Void

    /// Imports a list.
    ///
    /// Cancelling its task ends it between two groups.
    ///
    /// - Parameters:
    ///   - list: The list, which is read twice.
    ///   - actor: Who imports it, for the audit.
    ///   - progress: Called after every group.
    /// - Returns: What became of every row.
    /// - Throws: `ServiceError`; `invalidInput` if the list cannot be read, and then nothing was written;
    ///   `interrupted` if the task was cancelled.
    package func importCSV(
        _ list: MemberList, actor: String, progress: Progress = { _, _ in }
    ) async throws(ServiceError) -> MemberImportReport {
        var run = try survey(list)
        var reader = try MemberListReader(list)
        var waiting: [CSVRow] = []
        var isHeading = true
        while let rows = try reader.next() {
            waiting += isHeading ? rows.dropFirst() : rows[...]
            if !rows.isEmpty { isHeading = false }
            while waiting.count >= MemberPage.maximumCount {
                try await take(waiting.prefix(MemberPage.maximumCount), in: &run, actor: actor)
                waiting.removeFirst(MemberPage.maximumCount)
                progress(run.rules.counts.rows, run.rowCount)
            }
        }
        if !waiting.isEmpty { try await take(waiting[...], in: &run, actor: actor) }
        progress(run.rules.counts.rows, run.rowCount)
        return MemberImportReport(counts: run.rules.counts, findings: run.findings)
    }

    /// An import under way.
    private struct Run {
        var name: String
        var rules: MemberImport
        var findings: [Finding]
        var rowCount = 0
    }

    private func survey(_ list: MemberList) throws(ServiceError) -> Run {
        var reader = try MemberListReader(list)
        var run: Run?
        while let rows = try reader.next() {
            for row in rows {
                if run == nil {
                    run = try begin(heading: row, list: list)
                } else {
                    run?.rules.survey(row)
                    run?.rowCount += 1
                }
            }
        }
        guard let run else { throw .invalidInput([InputFault(.noHeading, in: list.name)]) }
        return run
    }

    private func begin(heading: CSVRow, list: MemberList) throws(ServiceError) -> Run {
        let now = context.surroundings.now()
        let calendar = HomeCalendar(context)
        do throws(MemberLayout.LayoutError) {
            let rules = MemberImport(
                layout: try MemberLayout(heading: heading),
                context: MemberImport.Context(
                    stores: calendar.phoneRegions, defaultRegion: calendar.usualPhoneRegion, now: now,
                    utcOffsetSeconds: calendar.usualOffsetSeconds(at: now)))
            return Run(name: list.name, rules: rules, findings: rules.headingFindings)
        } catch {
            throw .invalidInput([InputFault(error, in: list.name)])
        }
    }
}

extension MemberImportService {
    /// What a group of rows changes.
    private struct Changes {
        var members: [SealedMember] = []
        var consents: [ConsentRecord] = []
        var added = 0
    }

    private func take(
        _ rows: ArraySlice<CSVRow>, in run: inout Run, actor: String
    ) async throws(ServiceError) {
        guard !Task.isCancelled else {
            throw .interrupted(done: run.rules.counts.rows, of: run.rowCount, resume: run.name)
        }
        let known = try await records(of: rows, rules: run.rules)
        let owners = try await owners(of: rows, rules: run.rules)
        var changes = Changes()
        for row in rows {
            let existing = memberID(of: row, rules: run.rules).flatMap { known[$0] }
            let outcome = run.rules.evaluate(
                row, existing: try existing.map(sealer.open), owners: owners)
            run.findings += outcome.findings
            try note(outcome, existing: existing, now: run.rules.context.now, in: &changes)
        }
        guard !changes.members.isEmpty else { return }
        let audit = try audit(changes, rowCount: rows.count, actor: actor, now: run.rules.context.now)
        try await stored(
            await context.store.write(
                changes.members, consents: changes.consents, audit: audit, home: context.home()))
    }

    private func memberID(of row: CSVRow, rules: MemberImport) -> MemberID? {
        guard case .record(let record) = row else { return nil }
        return rules.memberID(of: record)
    }

    private func records(
        of rows: ArraySlice<CSVRow>, rules: MemberImport
    ) async throws(ServiceError) -> [MemberID: SealedMember] {
        var records: [MemberID: SealedMember] = [:]
        for id in Set(rows.compactMap { memberID(of: $0, rules: rules) }) {
            records[id] = try await stored(await context.store.member(id, home: context.home()))
        }
        return records
    }

    private func owners(
        of rows: ArraySlice<CSVRow>, rules: MemberImport
    ) async throws(ServiceError) -> [Identity: MemberID] {
        var identities: [[UInt8]: Identity] = [:]
        for case .record(let record) in rows {
            for identity in rules.identities(of: record) {
                identities[sealer.digest(of: identity)] = identity
            }
        }
        let digests = Array(identities.keys)
        let holders = try await stored(
            await context.store.holders(of: digests, home: context.home()))
        var owners: [Identity: MemberID] = [:]
        for (digest, identity) in identities { owners[identity] = holders[digest] }
        return owners
    }

    private func note(
        _ outcome: RowOutcome, existing: SealedMember?, now: Instant, in changes: inout Changes
    ) throws(ServiceError) {
        guard case .accepted(let open, let change, _) = outcome, change != .unchanged else { return }
        changes.members.append(try sealer.seal(open, over: existing, at: now))
        changes.added += change == .added ? 1 : 0
        let consent = open.member.marketingConsent
        let former = existing?.marketingConsent ?? Consent.State.unknown.rawValue
        guard consent.state.rawValue != former else { return }
        changes.consents.append(ConsentRecord(member: open.member.id, marketing: consent))
    }

    /// Numbers alone: who is in the list is no business of the audit's readers.
    private struct AuditDetail: Encodable {
        var rows: Int
        var added: Int
        var updated: Int
        var consents: Int
    }

    private func audit(
        _ changes: Changes, rowCount: Int, actor: String, now: Instant
    ) throws(ServiceError) -> AuditRecord {
        let detail = AuditDetail(
            rows: rowCount, added: changes.added, updated: changes.members.count - changes.added,
            consents: changes.consents.count)
        return AuditRecord(
            at: now, actor: actor, action: "member_import", subject: "members",
            detail: try JSONText.text(detail))
    }
}

extension ConsentRecord {
    /// The log's entry of what a member said about marketing.
    init(member: MemberID, marketing consent: Consent) {
        self.init(
            member: member, purpose: "marketing", state: consent.state.rawValue, source: consent.source,
            at: consent.recordedAt)
    }
}

extension JSONText {
    /// Returns a document as text.
    ///
    /// - Throws: As `document`.
    static func text(_ value: some Encodable) throws(ServiceError) -> String {
        String(decoding: try document(value), as: UTF8.self)
    }
}
