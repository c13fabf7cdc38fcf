import Archive
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
            FILE.pdf is label sheets, FILE.zip and FILE.tar are pictures, FILE.zpl and FILE.escpos labels for printers, each with a list of what stands where beside \
            it; a name without an extension is a folder of pictures. Every symbol is read back before its file is kept, unless --check says otherwise. A \
            print that Ctrl-C or a crash stopped goes on with the same command, and ends with the same bytes. --certificate damages \
            codes that chance chooses, and the one that can lose least, and says how much of it is still read.
            """)

    @Argument(help: "The batch's id.", transform: identifier)
    var id: BatchID

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A pdf, zip, tar, zpl or escpos file, or a folder.", valueName: "file|folder"))
    var output: String

    @Option(help: ArgumentHelp("The label sheet, for a PDF.", valueName: "name"))
    var sheet = SheetLibrary.standardName

    @Option(help: "What pictures are written as.")
    var format = Format.svg

    @Option(help: "Which symbols are read back: all, a sample, or none.")
    var check: BatchCheck?

    @Flag(name: .customLong("no-logo"), help: "Leave the brand's logo out.")
    var hasNoLogo = false

    @OptionGroup(title: "Ink and press, in pdf") var press: InkOptions
    @OptionGroup(title: "Size, for pictures") var size: SizeOptions
    @OptionGroup(title: "Certificate, of pictures and sheets") var certificate: BatchCertificateOptions
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
        let line = ProgressLine("codes", output: global.output)
        var order = try order(to: URL(filePath: output, relativeTo: .current))
        order.certificate = try certificate.order()
        let (id, wanted, certifying) = (id, order, CertifyingLines(output: global.output))
        let report = try await withSession { context in
            defer { line.finish() }
            return try await interruptible {
                try await BatchPrinting(context).run(id, wanted) {
                    line.update($0, of: $1)
                } certifying: {
                    certifying.update($0, $1, of: $2)
                }
            }
        }
        try global.output.confirm(report, text: sentence(report))
    }

    private func order(to url: URL) throws -> BatchPrintOrder {
        let check = check ?? (size.skipsCheck ? .none : .all)
        func order(_ form: BatchPrintOrder.Form) -> BatchPrintOrder {
            BatchPrintOrder(
                form, to: url, existing: replace.existing, check: check, level: size.level?.correction,
                logo: hasNoLogo ? .none : .brand)
        }
        switch url.pathExtension.lowercased() {
        case "pdf": return order(.sheets(name: sheet, try press.options(dpi: size.dpi)))
        case "": return order(.folder(try picture()))
        case "zip": return order(.archive(.zip, try picture()))
        case "tar": return order(.archive(.tar, try picture()))
        case "zpl": return order(.stream(try picture(.zpl)))
        case "escpos": return order(.stream(try picture(.escpos)))
        default:
            throw UsageError(
                "'\(output)' is no pdf, zip, tar, zpl or escpos, and no folder's name, which has no extension"
            )
        }
    }

    private func picture(_ form: SymbolFormat? = nil) throws -> SymbolOrder {
        let style = try SymbolStyle(quietZone: size.quietZone ?? SymbolStyle.standardQuietZone)
        var order = size.order(text: "", format: form ?? format.symbol, style: style)
        order.ink = try press.parsedInk()
        order.barWidthReduction = press.barWidthReduction
        order.outputIntent = try press.outputIntent()
        return order
    }

    private func sentence(_ report: BatchPrinting.Report) -> String {
        let pages = report.pages.map { " on \($0) page\($0 == 1 ? "" : "s")" } ?? ""
        let check =
            switch report.check {
            case "all" where output.hasSuffix(".zpl") || output.hasSuffix(".escpos"):
                "the picture of every one read"
            case "all": "every one read back"
            case "sample": "a sample read back"
            default: "none read back"
            }
        let certificate = report.certificate.map { "\n\($0.path): \($0.verdict)" } ?? ""
        return "\(output): \(report.codes) codes of \(report.batch)\(pages), \(check).\(certificate)"
    }
}

extension BatchCheck: ExpressibleByArgument {}
