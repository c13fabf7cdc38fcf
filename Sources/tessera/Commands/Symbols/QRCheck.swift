import ArgumentParser
import Foundation
import Service

/// Reads the symbols of a picture.
struct QRCheck: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads every QR code in a PNG, SVG or PDF file.",
        discussion: "Ends with 1 if there is none, or one that is not what --expect says.")

    @Argument(help: "The picture, or a PDF of any number of pages.")
    var file: String

    @Option(help: ArgumentHelp("What every symbol should hold.", valueName: "text"))
    var expect: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let url = URL(filePath: file, relativeTo: .current)
        guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
            throw ServiceError.notFound(kind: "file", name: file)
        }
        let report = try PictureCheck.read(url, expecting: expect)
        var lines = report.symbols.map { report.pages > 1 ? "page \($0.page): \($0.text)" : $0.text }
        if report.symbols.isEmpty { lines = ["no QR code was found"] }
        if report.isExpected == false, !report.symbols.isEmpty { lines.append("not what was expected") }
        try output.result(report, text: lines.joined(separator: "\n"))
        guard !report.symbols.isEmpty, report.isExpected != false else { throw Refused() }
    }
}
