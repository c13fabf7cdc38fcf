import ArgumentParser
import Artwork
import Foundation
import QRSymbol
import Service

/// Single symbols.
struct QR: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Draws one QR code, or checks or certifies a picture of one.",
        discussion:
            "`tessera qr TEXT -o FILE` draws; `tessera qr check FILE` reads; `tessera qr certify FILE` damages and reads.",
        subcommands: [QRDraw.self, QRCheck.self, QRCertify.self, QRGallery.self],
        defaultSubcommand: QRDraw.self)
}

/// Draws one symbol into files.
struct QRDraw: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draws one QR code; the format is the file's extension.",
        discussion: """
            Formats: png, svg, pdf and eps for presses, zpl for label printers, escpos for receipt printers, txt for \
            terminals. A picture is read back before it is kept.
            """)

    @Argument(help: "What the symbol holds.")
    var text: String?

    @Option(
        name: .shortAndLong, parsing: .upToNextOption,
        help: ArgumentHelp("Files to write, each in the format of its extension.", valueName: "file"))
    var output: [String]

    @Option(help: "What the text is: text, or url, which is checked to be one.")
    var kind = Kind.text

    @OptionGroup(title: "Logo") var logo: LogoOptions
    @OptionGroup(title: "Look") var look: LookOptions
    @OptionGroup(title: "Frame") var framing: FrameOptions
    @OptionGroup(title: "Picture as the ground") var ground: PictureOptions
    @OptionGroup(title: "Size") var size: SizeOptions
    @OptionGroup(title: "Ink and press") var press: InkOptions
    @OptionGroup(title: "Cutting") var trim: TrimFlags
    @OptionGroup(title: "Label and receipt printers") var device: DeviceFlags
    @OptionGroup(title: "Encoding") var encoding: EncodingOptions
    @OptionGroup(title: "Certificate") var certificate: CertificateOptions
    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// What a text is checked to be; contents with fields of their own come with a later version.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case text, url
    }

    func run() async throws {
        let (text, paths) = try textAndPaths()
        let kit = try look.brand.map { try BrandKitLibrary(global.templates).kit($0) }
        let style = try style(of: kit)
        let appearance = Appearance(
            style: style,
            frame: try framing.frame(of: kit, style: style, library: FrameLibrary(global.templates)),
            picture: try ground.read())
        try certificate.check(encoding, existing: replace.existing)
        var settled: SymbolStyle.Planned?
        // All are drawn before any is written: a wrong size leaves no half of the files behind.
        let drawn = try paths.flatMap { path in try draw(text, to: path, appearance, &settled) }
        let report = try await certificate.report(on: drawn[0], settled, output: global.output)
        var files: [DrawnFile] = []
        for file in drawn {
            try OutputFile.write(
                file.symbol.bytes, to: URL(filePath: file.path, relativeTo: .current),
                existing: replace.existing)
            files.append(DrawnFile(path: file.path, format: file.format.rawValue, symbol: file.symbol.report))
        }
        let warnings = files.flatMap(\.symbol.warnings)
        for (index, warning) in warnings.enumerated() where !warnings[..<index].contains(warning) {
            global.output.note("warning: \(warning)")
        }
        let certified = try certificate.write(report, existing: replace.existing)
        let lines = files.map(\.sentence) + (certified.map { ["\($0.path): \($0.verdict)"] } ?? [])
        try global.output.confirm(
            Document(text: text, files: files, certificate: certified), text: lines.joined(separator: "\n"))
    }

    /// What all files of an order look like.
    private struct Appearance {
        var style: SymbolStyle
        var frame: CallFrame?
        var picture: SymbolPicture?
    }

    private typealias Drawn = (path: String, format: SymbolFormat, symbol: DrawnSymbol)

    /// Draws one file, or one for each symbol of a text that is split.
    ///
    /// All files show the symbol that was settled for the first.
    private func draw(
        _ text: String, to path: String, _ appearance: Appearance,
        _ settled: inout SymbolStyle.Planned?
    ) throws -> [Drawn] {
        let format = try format(of: path, as: SymbolFormat.self)
        var order = size.order(text: text, format: format, style: appearance.style)
        order.frame = appearance.frame
        order.encoding = try encoding.encoding()
        order.ink = try press.parsedInk()
        order.barWidthReduction = press.barWidthReduction
        order.trim = trim.options
        order.outputIntent = try press.outputIntent()
        // Only where it must: without a date the same order gives the same bytes.
        if order.outputIntent != nil { order.createdAt = Date.now.formatted(.iso8601) }
        order.device = device.options
        order.picture = appearance.picture
        guard let version = encoding.split else {
            let shared = try settled ?? SymbolPrinting.settled(order)
            settled = shared
            order.style = shared.style
            return [(path, format, try SymbolPrinting.draw(shared.symbol, order, title: text))]
        }
        guard appearance.picture == nil else { throw UsageError("--split and --picture exclude each other") }
        let series = try SymbolPrinting.series(
            text: text, version: version, level: order.level, encoding: order.encoding)
        let ending = "." + URL(filePath: path).pathExtension
        return try series.enumerated().map { index, symbol in
            let name = path.dropLast(ending.count) + "-\(index + 1)" + ending
            return (name, format, try SymbolPrinting.draw(symbol, order, title: text))
        }
    }

    private struct Document: Encodable {
        var text: String
        var files: [DrawnFile]
        var certificate: CertifiedFile?
    }

    /// In `qr -o a.png TEXT` the text stands among the files, as its last.
    private func textAndPaths() throws -> (text: String, paths: [String]) {
        let isLast = text == nil && output.count > 1
        guard let text = isLast ? output.last : text else { throw UsageError("there is no text to draw") }
        if kind == .url, !PlacementService.isTarget(text) {
            throw UsageError("'\(text)' is no address that begins with http:// or https://")
        }
        return (text, isLast ? Array(output.dropLast()) : output)
    }

    /// Micro QR needs half the frame (ISO/IEC 18004, 6.3.8), if no other was asked for.
    private var quietZone: Int {
        size.quietZone ?? (encoding.micro ? Symbol.Family.micro.quietZone : SymbolStyle.standardQuietZone)
    }

    private func style(of kit: BrandKit?) throws -> SymbolStyle {
        let library = BrandKitLibrary(global.templates)
        let settings = try look.settings().filled(from: kit?.look ?? LookSettings())
        return try settings.style(
            quietZone: quietZone, logo: logo.placed { try kit.flatMap { try library.logo(of: $0) } })
    }
}
