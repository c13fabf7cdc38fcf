import ArgumentParser
import Artwork
import Foundation
import Service

/// Checks the symbols of a picture.
struct QRCheck: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads and measures every QR code in a PNG, SVG or PDF file.",
        discussion: """
            Two independent readers must read each code; module size, quiet zone, contrast and the damage that error \
            correction still bears are measured and held to limits. Ends with 1 if something fails, if there is no \
            code, or if one is not what --expect says.
            """)

    @Argument(help: "The picture, or a PDF of any number of pages.")
    var file: String

    @Option(help: ArgumentHelp("What every symbol should hold.", valueName: "text"))
    var expect: String?

    @Option(
        help: ArgumentHelp(
            "What it is printed for, whose limits it must keep.",
            valueName: "retail-pos|packaging|poster|screen"))
    var preset: Choice<PrintPreset>?

    @Option(help: ArgumentHelp("What prints it: modules should be whole dots.", valueName: "dpi"))
    var dpi: Int?

    @Option(help: ArgumentHelp("The only page to check. Default: of a long PDF ten.", valueName: "number"))
    var page: Int?

    @Flag(help: "Check every page of a long PDF.")
    var allPages = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        if let dpi, !PrintSize.resolutionRange.contains(dpi) {
            throw ValidationError(
                "--dpi \(dpi): \(PrintSize.resolutionRange.lowerBound) to "
                    + "\(PrintSize.resolutionRange.upperBound) are possible")
        }
        guard page == nil || !allPages else {
            throw ValidationError("--page and --all-pages exclude each other")
        }
    }

    func run() async throws {
        let url = URL(filePath: file, relativeTo: .current)
        guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
            throw ServiceError.notFound(kind: "file", name: file)
        }
        var order = PictureCheck.Order()
        order.expected = expect
        order.preset = preset?.value
        order.dotsPerInch = dpi
        order.pages = page.map { .one($0) } ?? (allPages ? .all : .sample)
        let report = try PictureCheck.read(url, order)
        try output.result(report, text: CheckText(report).text)
        guard report.passes else { throw Refused() }
    }
}
