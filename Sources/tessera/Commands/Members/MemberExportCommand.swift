import ArgumentParser
import Foundation
import Membership
import Service

/// Exports the membership list.
struct MemberExportCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the membership list; who exported what, and why, is recorded.",
        discussion: """
            Formats: csv, which spreadsheets open without surprises, and jsonl. For a purpose of marketing, the list \
            has those who agreed to it. Only you can read the file.
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; its extension is the format.", valueName: "file"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "The columns, in this order, with commas between. Default: those without phone numbers in csv, all in "
                + "jsonl. All there are: \(MemberExport.columns.map(\.rawValue).joined(separator: ", ")).",
            valueName: "names"))
    var columns: String?

    @Option(
        help: ArgumentHelp(
            "What the list is for; \(ExportPurpose.withoutMarketing.sorted().joined(separator: ", ")) need no "
                + "consent to marketing.", valueName: "text"))
    var purpose = ExportPurpose.marketing.text

    @Flag(
        inversion: .prefixedNo,
        help: "Begin a csv with a byte order mark, without which Excel misreads Chinese.")
    var bom = true

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// Formats, by their extension.
    private enum Format: String, CaseIterable {
        case csv, jsonl
    }

    func run() async throws {
        let order = try order()
        let (url, existing) = (URL(filePath: output, relativeTo: .current), replace.existing)
        let report = try await withSession { context in
            try await interruptible {
                let file = try OutputFile(url, existing: existing, audience: .owner)
                return try await MemberExportService(context).export(
                    to: file, order: order, actor: MemberCommand.actor)
            }
        }
        let leftOut = report.leftOut > 0 ? "; \(report.leftOut) did not agree to that and are not in it" : ""
        try global.output.result(
            report, text: "\(output): \(report.written) members for \(report.purpose)\(leftOut).")
    }

    private func order() throws -> MemberExportOrder {
        guard let purpose = ExportPurpose(parsing: purpose) else {
            throw UsageError("a purpose has 1 to \(ExportPurpose.maximumLength) characters in one line")
        }
        let format: MemberExportOrder.Format =
            switch try format(of: output, as: Format.self) {
            case .csv: .csv(bom ? .utf8 : .absent)
            case .jsonl: .jsonLines
            }
        return MemberExportOrder(format: format, columns: try chosenColumns(), purpose: purpose)
    }

    private func chosenColumns() throws -> [MemberColumn]? {
        guard let columns else { return nil }
        do {
            return try MemberExport.columns(parsing: columns)
        } catch {
            throw UsageError("--columns: \(error)")
        }
    }
}
