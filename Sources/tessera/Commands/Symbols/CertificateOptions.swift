import ArgumentParser
import Artwork
import Foundation
import QRSymbol
import Service

/// The certificate of what is being drawn.
struct CertificateOptions: ParsableArguments {
    @Option(
        name: .customLong("certificate"),
        help: ArgumentHelp(
            "Damage the first file in many ways, read it, and write what it bears: pdf, html or json.",
            valueName: "file"))
    var path: String?

    /// Checks what can be checked before anything is drawn.
    ///
    /// - Throws: `UsageError`.
    func check(_ encoding: EncodingOptions, existing: OutputFile.Existing) throws {
        guard let path else { return }
        guard encoding.split == nil, !encoding.micro else {
            throw UsageError("--certificate is of one QR code; it goes neither with --split nor with --micro")
        }
        try CertificateFiles([path], existing: existing).check()
    }

    /// Certifies what was drawn, before anything is written.
    ///
    /// - Parameters:
    ///   - file: The first file.
    ///   - settled: Its symbol and style, whose plan is known.
    ///   - output: Where progress goes.
    /// - Returns: The certificate, if one is wanted.
    /// - Throws: `UsageError` for a file that is no picture, and what certifying throws.
    func report(
        on file: (path: String, format: SymbolFormat, symbol: DrawnSymbol), _ settled: SymbolStyle.Planned?,
        output: Output
    ) async throws -> CertificateReport? {
        guard path != nil else { return nil }
        guard [.png, .svg, .pdf].contains(file.format) else {
            throw UsageError(
                "--certificate reads png, svg and pdf; the first file is \(file.format.rawValue)")
        }
        var order = CertificateOrder(dotsPerInch: file.symbol.report.dotsPerInch)
        if let settled {
            // A reader converts what an ECI header names.
            order.accepted = [settled.symbol.transmitted, settled.symbol.payload]
            order.logo = try? settled.style.logoArea(for: settled.symbol)
        }
        let line = ProgressLine("pictures", output: output)
        defer { line.finish() }
        let (bytes, wanted) = (file.symbol.bytes, order)
        let name = URL(filePath: file.path).lastPathComponent
        let report = try await interruptible {
            try SymbolCertifying.certify(bytes, name: name, wanted) { line.update($0, of: $1) }
        }
        guard let report else {
            throw ServiceError.unreadablePicture("no reader finds a code in \(file.path)")
        }
        return report
    }

    /// Writes the certificate, if there is one.
    func write(_ report: CertificateReport?, existing: OutputFile.Existing) throws -> CertifiedFile? {
        guard let path, let report else { return nil }
        try CertificateFiles([path], existing: existing).write(report)
        return CertifiedFile(path: path, verdict: report.document.verdict)
    }
}

/// A certificate that was written.
struct CertifiedFile: Encodable {
    var path: String
    var verdict: String
}
