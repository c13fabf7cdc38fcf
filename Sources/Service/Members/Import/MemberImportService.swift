import Foundation
import Membership
package import Store
import Vocabulary

/// Takes a membership list into the store, as `Membership.MemberImport` decides row by row.
///
/// Rows are written in groups, each whole or not at all, with its consents and its audit entry, while the next group is
/// read, judged and sealed. A row that changes nothing writes nothing: the same list again is how an import that was
/// stopped goes on.
package struct MemberImportService: Sendable {
    let context: ServiceContext
    let sealer: MemberSealer
    private let groupRowCounts: ClosedRange<Int>?

    /// From 1,000 rows, of which nobody notices the transaction, to 20,000 of a list of a million.
    ///
    /// Those take a second, for which a till at the same SQLite file can wait: it is turned away after five. Identities are
    /// spread over the whole of their index, each of whose pages is written again in nearly every group: in groups of
    /// 1,000, a million rows would write it many hundred times.
    package static let standardGroupRowCounts = 1_000...20_000
    /// 50,000 of a first list, when nobody has anything to show at a till yet: half as many groups write the index half as
    /// often.
    package static let firstGroupRowCounts = 1_000...50_000
    /// A quarter of a group, then twice as many each time: the store has something to write soon.
    private static let firstGroupShare = 4
    /// 20 groups: how often a list of middle size says how far it is.
    private static let groupCount = 20

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - context: What every use case needs.
    ///   - groupRowCounts: How many rows of a list are written in one transaction, from 1; `nil` for what is usual.
    package init(_ context: ServiceContext, groupRowCounts: ClosedRange<Int>? = nil) {
        self.context = context
        self.groupRowCounts = groupRowCounts
        sealer = MemberSealer(context)
    }

    /// How far an import has come.
    package typealias Progress = @Sendable (_ rows: Int, _ count: Int) -> Void

    /// Imports a list.
    ///
    /// Cancelling its task ends it between two groups.
    ///
    /// - Parameters:
    ///   - order: The list, which is read twice, and what it means.
    ///   - actor: Who imports it, for the audit.
    ///   - fates: Takes what became of each row, in order.
    ///   - progress: Called after every group.
    /// - Returns: What became of every row.
    /// - Throws: `ServiceError`; `invalidInput` if the list cannot be read, and then nothing was written;
    ///   `interrupted` if the task was cancelled.
    package func importList(
        _ order: MemberImportOrder, actor: AuditActor, fates: RowFates? = nil,
        progress: Progress = { _, _ in }
    ) async throws(ServiceError) -> MemberImportReport {
        let form = try ListInspection.form(of: order.list, given: order.form)
        var run = try await survey(order, form: form, actor: actor)
        do throws(ServiceError) {
            try await takeAll(order, form: form, in: &run, fates: fates, progress: progress)
        } catch {
            // Nobody may close the store while a group is being written to it.
            try? await run.finishWriting()
            throw error
        }
        return MemberImportReport(
            counts: run.rules.counts, findings: run.findings, form: form, isDryRun: order.isDryRun)
    }

    private func takeAll(
        _ order: MemberImportOrder, form: FoundForm, in run: inout ImportRun, fates: RowFates?,
        progress: Progress
    ) async throws(ServiceError) {
        var reader = try reader(of: order, form: form)
        let groupRowCounts = groupRowCounts(for: run)
        var groupRowCount = groupRowCounts.lowerBound
        var waiting: [CSVRow] = []
        var isHeading = true
        while let rows = try await reader.next() {
            waiting += isHeading ? rows.dropFirst() : rows[...]
            if !rows.isEmpty { isHeading = false }
            while waiting.count >= groupRowCount {
                try await take(Array(waiting.prefix(groupRowCount)), in: &run, fates: fates)
                waiting.removeFirst(groupRowCount)
                groupRowCount = min(groupRowCount * 2, groupRowCounts.upperBound)
                progress(run.rules.counts.rows, run.rowCount)
            }
        }
        if !waiting.isEmpty { try await take(waiting, in: &run, fates: fates) }
        try await run.finishWriting()
        progress(run.rules.counts.rows, run.rowCount)
    }

    /// How many rows the first group has, and how many the later ones have at most.
    private func groupRowCounts(for run: ImportRun) -> ClosedRange<Int> {
        let usual = run.isFirst ? Self.firstGroupRowCounts : Self.standardGroupRowCounts
        let counts = groupRowCounts ?? usual
        let full = min(max(run.rowCount / Self.groupCount, counts.lowerBound), counts.upperBound)
        return max(full / Self.firstGroupShare, counts.lowerBound)...full
    }

    private func reader(
        of order: MemberImportOrder, form: FoundForm
    ) throws(ServiceError) -> RowsAhead {
        RowsAhead(
            try ListReading(order.list, form: form, headings: ListHeading.all(order.mapping.mapping)))
    }

    /// Reads the whole list once: who claims which identity is known only at its end.
    private func survey(
        _ order: MemberImportOrder, form: FoundForm, actor: AuditActor
    ) async throws(ServiceError) -> ImportRun {
        var reader = try reader(of: order, form: form)
        let isFirst = try await stored(
            await context.store.members(after: nil, limit: 1, home: context.home())
        ).isEmpty
        var run: ImportRun?
        while var rows = try await reader.next() {
            if run == nil, let heading = rows.first {
                run = ImportRun(
                    name: order.list.name, actor: actor, isDryRun: order.isDryRun, isFirst: isFirst,
                    rules: try rules(heading: heading, order: order), isGuess: form.isGuess)
                rows.removeFirst()
            }
            guard let rowReader = run?.rules.reader else { continue }
            let listed = try await onAllCores(rows) { rows in
                rows.map { rowReader.read($0, forSurvey: true) }
            }
            for row in listed { run?.rules.survey(row) }
            run?.rowCount += rows.count
        }
        guard let run else { throw .invalidInput([InputFault(.noHeading, in: order.list.name)]) }
        return run
    }

    private func rules(heading: CSVRow, order: MemberImportOrder) throws(ServiceError) -> MemberImport {
        let now = context.surroundings.now()
        let calendar = HomeCalendar(context)
        let zone = order.mapping.timeZone
        let surroundings = context.surroundings
        do throws(MemberLayout.LayoutError) {
            return MemberImport(
                layout: try MemberLayout(heading: heading, mapping: order.mapping.mapping),
                context: MemberImport.Context(
                    stores: calendar.phoneRegions, defaultRegion: calendar.usualPhoneRegion, now: now,
                    instant: { calendar.instant(of: $0, in: zone) }, newID: { .drawn(surroundings) }))
        } catch {
            throw .invalidInput([InputFault(error, in: order.list.name)])
        }
    }
}

extension MemberImportService {
    /// Judges a group of rows and begins to write it, after the group before it is written.
    private func take(
        _ rows: [CSVRow], in run: inout ImportRun, fates: RowFates?
    ) async throws(ServiceError) {
        guard !Task.isCancelled else {
            throw .interrupted(done: run.rules.counts.rows, of: run.rowCount, resume: run.name)
        }
        let (judge, sealer) = (run.rules.judge, sealer)
        let read = try await onAllCores(rows) { rows in
            rows.map { row in
                let listed = judge.reader.read(row)
                return ImportedRow(
                    listed: listed, identities: listed.identities.map { ($0, sealer.digest(of: $0)) })
            }
        }
        let known = run.isFirst ? KnownMembers() : try await known(of: read, freed: run.freed)
        let judged = try await onAllCores(read) { rows throws(ServiceError) in
            try rows.map { row throws(ServiceError) -> JudgedRow in try judgement(of: row, known, judge) }
        }
        var changes = MemberChanges(rowCount: rows.count)
        for (row, judged) in zip(read, judged) {
            let outcome = run.settle(judged, of: row)
            try fates?.write(row.listed, outcome)
            changes.note(outcome, judged)
        }
        guard !run.isDryRun else { return }
        changes.claims = try await unknown(changes.claims)
        guard !changes.members.isEmpty || !changes.claims.isEmpty else { return }
        let audit = try changes.audit(actor: run.actor, now: run.rules.context.now)
        try await run.startWriting(changes, audit: audit, context: context)
    }

    private func judgement(
        of row: ImportedRow, _ known: KnownMembers, _ judge: RowJudge
    ) throws(ServiceError) -> JudgedRow {
        let stored = known.member(row.listed.subject)
        let existing = try stored.map { stored throws(ServiceError) in try sealer.open(stored) }
        let outcome = judge.evaluate(row.listed, existing: existing, owners: known.owners)
        var sealed: SealedMember?
        if case .accepted(let open, let change, _) = outcome, change != .unchanged {
            sealed = try sealer.seal(open, over: stored, at: judge.reader.context.now)
        }
        return JudgedRow(
            outcome: outcome, existing: existing, stored: stored, sealed: sealed,
            claims: try claims(in: outcome, at: judge.reader.context.now))
    }

    private func claims(in outcome: RowOutcome, at now: Instant) throws(ServiceError) -> [ClaimRecord] {
        guard case .accepted(let record, _, let findings) = outcome else { return [] }
        return try findings.compactMap(\.identity).map { identity throws(ServiceError) in
            try sealer.claim(identity, of: record.member.id, source: "import", at: now)
        }
    }

    /// Leaves out claims that are known, also those about which a person has decided, and those beyond what is asked about
    /// one identity.
    private func unknown(_ claims: [ClaimRecord]) async throws(ServiceError) -> [ClaimRecord] {
        guard !claims.isEmpty else { return [] }
        let digests = Array(Set(claims.map(\.identity.digest)))
        let known = try await stored(await context.store.claims(on: digests, home: context.home()))
        var claimants: [[UInt8]: Set<MemberID>] = [:]
        for claim in known { claimants[claim.identity.digest, default: []].insert(claim.member) }
        return claims.filter { claim in
            let digest = claim.identity.digest
            guard claimants[digest, default: []].count < ClaimPage.maximumCountPerIdentity else {
                return false
            }
            return claimants[digest, default: []].insert(claim.member).inserted
        }
    }

    /// Asks the store twice for all rows together: who has the identities, and what it has of the members.
    private func known(
        of rows: [ImportedRow], freed: [Identity: MemberID]
    ) async throws(ServiceError) -> KnownMembers {
        var known = KnownMembers()
        let digests = rows.flatMap { $0.identities.map(\.digest) }
        let holders = try await stored(await context.store.holders(of: digests, home: context.home()))
        var ids: Set<MemberID> = []
        for row in rows {
            for (identity, digest) in row.identities {
                known.owners[identity] = holders[digest] ?? freed[identity]
            }
            switch row.listed.subject {
            case nil: break
            case .member(let id): ids.insert(id)
            case .holder(let identity): if let id = known.owners[identity] { ids.insert(id) }
            }
        }
        known.members = try await stored(
            await context.store.members(Array(ids), home: context.home()))
        return known
    }
}

/// Maps a list in parts on every core, in order.
func onAllCores<Element: Sendable, Value: Sendable>(
    _ elements: [Element],
    _ transform: @escaping @Sendable (ArraySlice<Element>) throws(ServiceError) -> [Value]
) async throws(ServiceError) -> [Value] {
    // 500 rows are a few milliseconds of work, beside which starting a task is nothing.
    let partCount = 500
    guard elements.count > partCount else { return try transform(elements[...]) }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    let parts = (elements.count + partCount - 1) / partCount
    try await Pipeline.run(0..<parts) { part throws(ServiceError) in
        try transform(elements[part * partCount..<min((part + 1) * partCount, elements.count)])
    } take: { _, part throws(ServiceError) in
        values += part
    }
    return values
}
