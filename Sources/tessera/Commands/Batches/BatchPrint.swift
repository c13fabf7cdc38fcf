import ArgumentParser
import Artwork
import Foundation
import Service
import Vocabulary

/// Prints a batch's coupons.
struct BatchPrint: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Prints the coupons of a batch: label sheets, or one picture each.",
        discussion: """
            FILE.pdf is label sheets; a name without an extension is a folder of pictures. Every symbol is read back \
            before its file is kept. Pictures that Ctrl-C interrupted go on with the same command.
            """)

    @Argument(help: "The batch's id.", transform: identifier)
    var id: BatchID

    @Option(name: .shortAndLong, help: ArgumentHelp("A PDF file, or a folder.", valueName: "file|folder"))
    var output: String

    @Option(help: ArgumentHelp("The label sheet, for a PDF.", valueName: "name"))
    var sheet = SheetLibrary.standardName

    @Option(help: "What the pictures of a folder are written as.")
    var format = Format.svg

    @OptionGroup(title: "Size, for a folder") var size: SizeOptions
    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// Formats of single pictures.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case svg, png, pdf

        var symbol: SymbolFormat {
            switch self {
            case .svg: .svg
            case .png: .png
            case .pdf: .pdf
            }
        }
    }

    func run() async throws {
        let url = URL(filePath: output, relativeTo: .current)
        let line = ProgressLine("codes", output: global.output)
        let job = try job(to: url)
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await job(BatchPrinting(context)) { line.update($0, of: $1) }
            }
        }
        let pages = report.pages.map { " on \($0) page\($0 == 1 ? "" : "s")" } ?? ""
        try global.output.result(
            report, text: "\(output): \(report.codes) codes of \(report.batch)\(pages), every one read back.")
    }

    private typealias Job =
        @Sendable (BatchPrinting, @escaping BatchPrinting.Progress) async throws ->
        BatchPrinting.Report

    private func job(to url: URL) throws -> Job {
        let (id, existing, sheet) = (id, replace.existing, sheet)
        switch url.pathExtension.lowercased() {
        case "pdf":
            return { printing, progress in
                try await printing.sheets(
                    of: id, to: url, existing: existing, sheet: sheet, progress: progress)
            }
        case "":
            let order = size.order(text: "", format: format.symbol, style: .blackOnWhite)
            return { printing, progress in
                try await printing.pictures(
                    of: id, in: url, existing: existing, order: order, progress: progress)
            }
        default:
            throw UsageError("'\(output)' is neither a PDF nor a folder's name, which has no extension")
        }
    }
}
