import Membership
import Store
import Vocabulary

/// Writes the membership list as a file, for a stated purpose, with consent respected and an entry in the audit.
package struct MemberExportService: Sendable {
    private let context: ServiceContext
    private let sealer: MemberSealer

    package init(_ context: ServiceContext) {
        self.context = context
        sealer = MemberSealer(context)
    }

    /// Writes the members who may be in a list made for this purpose, in the order of their ids.
    ///
    /// Only a page of them is in memory at a time. The file appears after its audit entry is on disk: there is no
    /// list that nobody knows of.
    ///
    /// - Parameters:
    ///   - file: Where to, readable by its owner alone; it is finished by this call.
    ///   - order: What the list should be.
    ///   - actor: Who exports it, for the audit.
    /// - Returns: How many members are in the list, and how many were left out.
    /// - Throws: `ServiceError`; then there is no file.
    package func export(
        to file: OutputFile, order: MemberExportOrder, actor: String
    ) async throws(ServiceError) -> MemberExportReport {
        let columns = order.chosenColumns
        try file.write(heading(columns, order: order))
        var report = MemberExportReport(purpose: order.purpose.text, columns: columns.map(\.rawValue))
        var last: MemberID?
        while true {
            guard !Task.isCancelled else {
                throw .interrupted(done: report.written, of: report.written, resume: file.url.plainPath)
            }
            let page = try await stored(
                await context.store.members(
                    after: last, limit: MemberPage.maximumCount, home: context.home()))
            guard let next = page.last?.id else { break }
            try file.write(rows(of: page, columns: columns, order: order, report: &report))
            last = next
        }
        let audit = try audit(report, order: order, actor: actor)
        try await stored(await context.store.append(audit))
        try file.finish()
        return report
    }

    private func heading(
        _ columns: [MemberColumn], order: MemberExportOrder
    ) -> [UInt8] {
        guard case .csv(let mark) = order.format else { return [] }
        let writer = CSVWriter(byteOrderMark: mark)
        return writer.prologue + writer.row(columns.map(\.rawValue))
    }

    private func rows(
        of page: [SealedMember], columns: [MemberColumn], order: MemberExportOrder,
        report: inout MemberExportReport
    ) throws(ServiceError) -> [UInt8] {
        let writer = CSVWriter()
        var bytes: [UInt8] = []
        for sealed in page {
            let open = try sealer.open(sealed)
            guard MemberExport.includes(open.member, purpose: order.purpose) else {
                report.leftOut += 1
                continue
            }
            let fields = MemberExport.fields(of: open, columns: columns)
            switch order.format {
            case .csv: bytes += writer.row(fields)
            case .jsonLines: bytes += try JSONText.line(document(fields, columns: columns, of: sealed))
            }
            report.written += 1
        }
        return bytes
    }

    /// What is known under the columns' names; what is not is left out.
    private func document(
        _ fields: [String], columns: [MemberColumn], of sealed: SealedMember
    ) -> [String: String] {
        var document: [String: String] = [:]
        for (column, field) in zip(columns, fields) where !field.isEmpty { document[column.rawValue] = field }
        document["joined_on"] = columns.contains(.joinedAt) ? sealed.joinedOn.description : nil
        document["placement"] = columns.contains(.source) ? sealed.placement?.text : nil
        return document
    }

    private func audit(
        _ report: MemberExportReport, order: MemberExportOrder, actor: String
    ) throws(ServiceError) -> AuditRecord {
        AuditRecord(
            at: context.surroundings.now(), actor: actor, action: "member_export", subject: "members",
            detail: try JSONText.text(report))
    }
}
