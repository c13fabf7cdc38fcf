import Foundation
import Membership
package import Store
import Vocabulary

/// Erases whom nobody needs to keep any more, by the rules of `retention.yaml`.
package struct MemberRetentionService: Sendable {
    private let context: ServiceContext
    private let calendar: HomeCalendar
    private let erasure: MemberErasureService

    package init(_ context: ServiceContext) {
        self.context = context
        calendar = HomeCalendar(context)
        erasure = MemberErasureService(context)
    }

    /// 500 members: their traces are read at once.
    private static let pageCount = 500

    /// Carries out the rules.
    ///
    /// Members are read page by page, and each is erased in a transaction of its own, with its entry in the audit;
    /// stopped between two members, the same command goes on, since who was erased is due no more.
    ///
    /// - Parameters:
    ///   - isDryRun: Whether nothing is done.
    ///   - actor: Who does it, for the audit.
    ///   - progress: Called with how many members were looked at, and of how many at least.
    /// - Returns: What became of them.
    /// - Throws: `ServiceError`; `notFound` without rules, `interrupted` if the task was cancelled.
    package func run(
        isDryRun: Bool = false, actor: AuditActor,
        progress: @Sendable (_ done: Int, _ count: Int) -> Void = { _, _ in }
    ) async throws(ServiceError) -> RetentionReport {
        let settings = try RetentionSettings(context.workspace)
        let exception = try await exception(settings)
        let everyone = MemberSelection(
            .everyone, today: calendar.date(at: context.surroundings.now(), in: nil), home: context.home())
        let count = try await stored(await context.store.tally(of: everyone)).members
        var report = RetentionReport(isDryRun: isDryRun)
        var last: MemberID?
        do throws(ServiceError) {
            while let page = try await page(after: last) {
                let excepted = try await excepted(exception, among: page, after: last)
                try await review(page, excepted, settings.members, actor: actor, &report)
                progress(report.looked, max(count, report.looked))
                last = page.last?.id
            }
            try await removeLeftovers(settings, &report)
        } catch {
            guard case .interrupted(let done, _, let command) = error else { throw error }
            try await note(report, actor: actor)
            throw .interrupted(done: done, of: max(count, done), resume: command)
        }
        try await note(report, actor: actor)
        return report
    }

    private func page(after last: MemberID?) async throws(ServiceError) -> [SealedMember]? {
        let page = try await stored(
            await context.store.members(after: last, limit: Self.pageCount, home: context.home()))
        return page.isEmpty ? nil : page
    }

    // MARK: - Members

    private func review(
        _ page: [SealedMember], _ excepted: Set<MemberID>, _ rules: RetentionRules, actor: AuditActor,
        _ report: inout RetentionReport
    ) async throws(ServiceError) {
        let traces = try await traces(of: page)
        for member in page {
            guard !Task.isCancelled else {
                throw .interrupted(done: report.looked, of: page.count, resume: "member retention")
            }
            report.looked += 1
            let isExcepted = excepted.contains(member.id)
            switch verdict(of: member, traces[member.id], isExcepted: isExcepted, rules) {
            case .kept: break
            case .excepted: report.excepted += 1
            case .heldForValue: report.heldForValue += 1
            case .due(let due):
                let isDone = try await carryOut(due, on: member.id, rules, actor: actor, report.dryRun)
                if isDone { report.add(member.id, due) } else { report.changedMeanwhile += 1 }
            }
        }
    }

    /// Erases somebody, unless they did something since the page was read.
    private func carryOut(
        _ due: RetentionDue, on id: MemberID, _ rules: RetentionRules, actor: AuditActor, _ isDryRun: Bool
    ) async throws(ServiceError) -> Bool {
        guard due.rule.action == .erase, !isDryRun else { return true }
        let found = try await stored(await context.store.member(id, home: context.home()))
        guard let now = found else { return false }
        let trace = try await traces(of: [now])[id]
        guard verdict(of: now, trace, isExcepted: false, rules) == .due(due) else { return false }
        do throws(ServiceError) {
            _ = try await erasure.erase(id, actor: actor)
            return true
        } catch {
            guard case .storage(.busy) = error else { throw error }
            return false
        }
    }

    private func verdict(
        of member: SealedMember, _ trace: MemberTrace?, isExcepted: Bool, _ rules: RetentionRules
    ) -> RetentionVerdict {
        let day = { (at: Instant) in calendar.date(at: at, in: member.homeStore) }
        let facts = RetentionFacts(
            state: member.state, joinedOn: member.joinedOn, changedOn: day(member.updatedAt),
            lastActiveOn: trace?.lastActiveAt.map(day), holdsValue: trace?.holdsValue ?? false,
            isExcepted: isExcepted)
        return rules.verdict(of: facts, today: day(context.surroundings.now()))
    }

    private func traces(of page: [SealedMember]) async throws(ServiceError) -> [MemberID: MemberTrace] {
        guard let first = page.first, let last = page.last else { return [:] }
        return try await stored(
            await context.store.traces(from: first.id, through: last.id, home: context.home()))
    }

    // MARK: - The exception

    private func exception(_ settings: RetentionSettings) async throws(ServiceError) -> MemberSelection? {
        guard settings.members.inactive != nil, let expression = settings.unless else { return nil }
        return try await SegmentService(context).selection(
            of: expression, pointer: "\(RetentionSettings.fileName): inactive_members.unless")
    }

    /// Those of a page whom the exception selects: of the members after the same one no more come before its end.
    private func excepted(
        _ selection: MemberSelection?, among page: [SealedMember], after last: MemberID?
    ) async throws(ServiceError) -> Set<MemberID> {
        guard let selection else { return [] }
        let found = try await stored(
            await context.store.members(of: selection, after: last, limit: page.count))
        return Set(found.map(\.id))
    }

    // MARK: - What is left over

    private func removeLeftovers(
        _ settings: RetentionSettings, _ report: inout RetentionReport
    ) async throws(ServiceError) {
        let now = context.surroundings.now()
        let end = { (days: Int) in now.advanced(bySeconds: -Int64(days) * 86_400) }
        if let days = settings.challengeDays {
            report.challenges = try await stored(
                report.dryRun
                    ? await context.store.challengeCount(endedBefore: end(days), home: context.home())
                    : await context.store.forgetChallenges(endedBefore: end(days), home: context.home()))
        }
        if let days = settings.codeDays {
            let folder = context.workspace.file(JoinRules.CodeRules.usualFolder)
            report.codes = try FileCodeSender.forget(
                endedBefore: end(days), in: folder, isDryRun: report.dryRun)
        }
        if let days = settings.downloadDays {
            report.downloads = try removeDownloads(before: end(days), isDryRun: report.dryRun)
        }
    }

    /// Files are older than their last change, which nothing of ours makes once a list is written.
    private func removeDownloads(before end: Instant, isDryRun: Bool) throws(ServiceError) -> Int {
        let folder = context.workspace.file(MemberExportService.downloadFolder)
        let files = FileManager.default
        var count = 0
        for name in (try? files.contentsOfDirectory(atPath: folder.plainPath)) ?? [] {
            let file = folder.appending(path: name)
            let changed = try? files.attributesOfItem(atPath: file.plainPath)[.modificationDate] as? Date
            guard let changed, changed < end.date else { continue }
            count += 1
            guard !isDryRun else { continue }
            try? files.removeItem(at: file)
            guard !file.exists else { throw .file(path: file.plainPath, reason: "it cannot be removed") }
        }
        return count
    }

    /// Says in the audit what was done, if anything was.
    private func note(_ report: RetentionReport, actor: AuditActor) async throws(ServiceError) {
        guard !report.dryRun else { return }
        let audit = AuditRecord(
            at: context.surroundings.now(), by: actor, action: "member_retention", subject: "",
            detail: try JSONText.text(report.counts))
        try await stored(await context.store.append(audit))
    }
}
