import Membership
import Spreadsheet
package import Store
import Vocabulary

/// Writes the membership list as a file, for a stated purpose, with consent respected and an entry in the audit.
package struct MemberExportService: Sendable {
    let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// How many members are in the list so far.
    package typealias Progress = @Sendable (_ written: Int) -> Void

    /// Writes the members who may be in a list made for this purpose, in the order of their ids.
    ///
    /// Only a few pages of them are in memory at a time. The file appears after its audit entry is on disk: there is
    /// no list that nobody knows of. Cancelling its task ends it between two pages, without a file.
    ///
    /// - Parameters:
    ///   - file: Where to, readable by its owner alone; it is finished by this call.
    ///   - order: What the list should be.
    ///   - actor: Who exports it, for the audit.
    ///   - progress: Called after every page.
    /// - Returns: The export's id, how many members are in the list, and how many were left out.
    /// - Throws: `ServiceError`; then there is no file.
    package func export(
        to file: OutputFile, order: MemberExportOrder, actor: AuditActor, progress: Progress = { _ in }
    ) async throws(ServiceError) -> MemberExportReport {
        let (id, now) = (context.surroundings.newName("X"), context.surroundings.now())
        var report = MemberExportReport(id: id, order: order)
        let rows = MemberRows(order, id: id, context: context)
        try checkWatermark(rows, order)
        let selection = try await selection(of: order)
        let target = try ExportTarget(
            file, order: order, rows: rows, properties: properties(report, at: now))
        try await write(rows, of: selection, to: target, report: &report, progress: progress)
        try checkGoingOn(report)
        try target.complete()
        try checkGoingOn(report)
        report.sheets = target.sheetCount
        let audit = AuditRecord(
            at: now, by: actor, action: AuditAction.memberExport.rawValue, subject: "members",
            store: order.scope.onlyStore,
            detail: try JSONText.text(report))
        try await stored(await context.store.append(audit))
        try target.finish()
        return report
    }

    private func write(
        _ rows: MemberRows, of selection: MemberSelection?, to target: ExportTarget,
        report: inout MemberExportReport, progress: Progress
    ) async throws(ServiceError) {
        var pages = MemberPages(context, rows: rows, selection: selection)
        do throws(ServiceError) {
            while let page = try await pages.next() {
                try checkGoingOn(report)
                try target.write(page.content)
                report.written += page.written
                report.leftOut += page.leftOut
                progress(report.written)
            }
        } catch {
            await pages.abandon()
            throw error
        }
    }

    private func selection(of order: MemberExportOrder) async throws(ServiceError) -> MemberSelection? {
        try await SegmentService(context).selection(
            of: order.segment, scope: order.scope, pointer: "segment")
    }

    private func checkGoingOn(_ report: MemberExportReport) throws(ServiceError) {
        guard !Task.isCancelled else {
            throw .interrupted(done: report.written, of: report.written, resume: "")
        }
    }

    private func checkWatermark(_ rows: MemberRows, _ order: MemberExportOrder) throws(ServiceError) {
        let mark = MemberExportReport.watermarkHeading
        guard order.isWatermarked, rows.headings.dropLast().contains(where: { $0.lowercased() == mark })
        else {
            return
        }
        throw .invalidInput([
            InputFault(pointer: "columns", detail: "\(mark) is the heading of the watermark; choose another")
        ])
    }

    private func properties(_ report: MemberExportReport, at now: Instant) -> SpreadsheetProperties {
        SpreadsheetProperties(
            title: "Members", createdSecondsSince1970: now.millisecondsSince1970 / 1_000,
            custom: [
                ("Export ID", report.id), ("Purpose", report.purpose), ("Time zone", report.timeZone),
            ])
    }
}
