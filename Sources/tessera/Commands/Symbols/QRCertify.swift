import ArgumentParser
import Artwork
import Foundation
import Service

/// Certifies the symbol of a picture.
struct QRCertify: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "certify", abstract: "Says how much the QR code in a PNG, SVG or PDF file bears.",
        discussion: """
            The code is damaged in many seeded ways (turned, tilted, blurred, small, noisy, pale, compressed, covered, \
            printed and photographed) and each picture is read by two independent readers. Ends with 1 if the undamaged \
            code is not read by both, or if less is read than --at-least says.
            """)

    @Argument(help: "The picture, or a PDF.")
    var file: String

    @Option(
        name: .shortAndLong, parsing: .upToNextOption,
        help: ArgumentHelp(
            "Reports to write, each in the format of its extension: pdf, html or json.", valueName: "file"))
    var output: [String] = []

    @Option(
        help: ArgumentHelp("What the code should hold. Default: what it holds undamaged.", valueName: "text"))
    var expect: String?

    @Option(help: ArgumentHelp("What prints it.", valueName: "dpi"))
    var dpi = CertificateOrder.standardDotsPerInch

    @Option(help: ArgumentHelp("How often each damage is tried, 1 to 100.", valueName: "number"))
    var trials = 1

    @Option(help: ArgumentHelp("What the damages' random numbers begin with.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The page of a PDF.", valueName: "number"))
    var page = 1

    @Option(help: ArgumentHelp("The least rate that will do, 0 to 100.", valueName: "percent"))
    var atLeast: Double?

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        if let atLeast, !(0...100).contains(atLeast) {
            throw ValidationError("--at-least \(atLeast.formatted(digits: 2)): 0 to 100 are possible")
        }
    }

    func run() async throws {
        let url = URL(filePath: file, relativeTo: .current)
        guard FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) else {
            throw ServiceError.notFound(kind: "file", name: file)
        }
        let files = CertificateFiles(output, existing: replace.existing)
        try files.check()
        guard let report = try await certified(url) else {
            try global.output.result(
                Nothing(name: file, verdict: "Fails: no reader finds a QR code."),
                text: "Fails: no reader finds a QR code.")
            throw Refused()
        }
        try files.write(report)
        let document = report.document
        try global.output.result(document, text: CertificateText(document, atLeast: atLeast).text)
        let isEnough = atLeast.map { document.ratePercent >= $0 } ?? true
        guard document.certificate.isReadClean, isEnough else { throw Refused() }
    }

    private func certified(_ url: URL) async throws -> CertificateReport? {
        let order = CertificateOrder(
            accepted: expect.map { [Array($0.utf8)] } ?? [], page: page, dotsPerInch: dpi,
            trialCount: trials, seed: seed)
        let line = ProgressLine("pictures", output: global.output)
        defer { line.finish() }
        return try await interruptible {
            try SymbolCertifying.certify(url, order) { line.update($0, of: $1) }
        }
    }

    /// What scripts read when there is nothing to certify.
    private struct Nothing: Encodable {
        var name: String
        var verdict: String
    }
}
