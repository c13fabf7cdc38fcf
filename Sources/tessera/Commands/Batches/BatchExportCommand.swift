import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Writes a batch's coupons as a list.
struct BatchExportCommand: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the coupons of a batch as a list, for a printing house.",
        discussion: "Formats: csv, jsonl. Only you can read the file: whoever has a code can redeem it.")

    @Argument(help: "The batch's id.", transform: identifier)
    var id: BatchID

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file; its extension is the format.", valueName: "file"))
    var output: String

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let format = try format(of: output, as: BatchExport.Format.self)
        let url = URL(filePath: output, relativeTo: .current)
        let existing = replace.existing
        let count = try await withSession { context in
            // A batch that is not there is worth saying before a file that is.
            _ = try await BatchService(context).show(id)
            return try await interruptible {
                let file = try OutputFile(url, existing: existing, audience: .owner)
                return try await BatchExport(context).write(id, to: file, as: format)
            }
        }
        try global.output.result(
            Document(batch: id, coupons: count, path: output), text: "\(output): \(count) coupons of \(id).")
    }

    private struct Document: Encodable {
        var batch: BatchID
        var coupons: Int
        var path: String
    }
}
