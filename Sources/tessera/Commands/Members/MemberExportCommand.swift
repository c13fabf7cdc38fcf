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
            Formats: csv, which spreadsheets open without surprises; xlsx, with real dates; and jsonl. For a purpose of \
            marketing, the list has those who agreed to it. Only you can read the file. Stopped or failed, it leaves \
            none.
            """)

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; its extension is the format.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "In place of all that: the order exports/<name>.yaml of the workspace, for a timer. Its file gets a free "
                + "name.", valueName: "name"))
    var order: String?

    @OptionGroup var list: MemberListOptions

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// Formats, by their extension.
    private enum Format: String, CaseIterable {
        case csv, xlsx, jsonl
    }

    func run() async throws {
        switch (output, order) {
        case (let output?, nil):
            let run = MemberExportRun(
                order: try list.order(format(of: output)), url: URL(filePath: output, relativeTo: .current),
                shown: output, existing: replace.existing)
            let report = try await withSession { context in try await run.report(in: context, global.output) }
            try run.confirm(report, global.output)
        case (nil, let name?):
            guard !list.isGiven, !replace.force else {
                throw UsageError("--order says all of the list; no other option of the list goes with it")
            }
            let (run, report) = try await withSession { context in
                let run = try MemberExportRun(standing: name, context: context)
                return (run, try await run.report(in: context, global.output))
            }
            try run.confirm(report, global.output)
        default: throw UsageError("say either --output or --order")
        }
    }

    private func format(of output: String) throws -> MemberExportOrder.Format {
        switch try tessera.format(of: output, as: Format.self) {
        case .csv: .csv(list.bom == false ? .absent : .utf8)
        case .xlsx: .workbook
        case .jsonl: .jsonLines
        }
    }
}
