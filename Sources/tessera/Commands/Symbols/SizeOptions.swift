import ArgumentParser
import Artwork
import QRSymbol
import Service

/// How large a symbol is, and how it is made.
struct SizeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Side of one module, in mm. Default: 0.5.", valueName: "mm"))
    var moduleMm: Double?

    @Option(help: ArgumentHelp("Side of the symbol with its quiet zone, in mm.", valueName: "mm"))
    var sizeMm: Double?

    @Option(help: ArgumentHelp("Side of one module, in pixels or dots.", valueName: "pixels"))
    var scale: Int?

    @Option(
        help: ArgumentHelp(
            "From how far a poster is read, in mm; with --preset poster.", valueName: "mm"))
    var readingDistanceMm: Double?

    @Option(
        help: ArgumentHelp(
            "What it is for; refuses what would not scan there.",
            valueName: "retail-pos|packaging|poster|screen"))
    var preset: Choice<PrintPreset>?

    @Option(
        help: ArgumentHelp(
            "What the printer resolves, in dots an inch; modules are whole dots. Default: 300, or the preset's; 203 for "
                + "zpl and escpos; none for sheets.", valueName: "dpi"))
    var dpi: Int?

    @Option(help: ArgumentHelp("Light margin, in modules; scanners want 4.", valueName: "modules"))
    var quietZone: Int?

    @Option(
        help: ArgumentHelp(
            "Error correction: L 7 %, M 15 %, Q 25 %, H 30 %. Default: M, or with a logo what it needs.",
            valueName: "L|M|Q|H"))
    var level: Level?

    @Flag(name: .customLong("no-check"), help: "Keep the picture without reading it back first.")
    var skipsCheck = false

    func validate() throws {
        let sizes = [moduleMm != nil, sizeMm != nil, scale != nil, readingDistanceMm != nil]
        guard sizes.count(where: { $0 }) <= 1 else {
            throw ValidationError(
                "--module-mm, --size-mm, --scale and --reading-distance-mm exclude each other")
        }
        guard readingDistanceMm == nil || preset != nil else {
            throw ValidationError("--reading-distance-mm needs --preset poster")
        }
    }

    /// The size that was asked for.
    var size: SymbolSize {
        if let sizeMm { return .sideMillimetres(sizeMm) }
        if let scale { return .dotsPerModule(scale) }
        if let readingDistanceMm { return .readingDistanceMillimetres(readingDistanceMm) }
        if preset != nil, moduleMm == nil { return .preset }
        return .moduleMillimetres(moduleMm ?? Self.standardModuleMillimetres)
    }

    /// 0.5 mm: what every telephone reads at arm's length.
    static let standardModuleMillimetres = 0.5

    /// Returns an order for a text.
    ///
    /// - Parameters:
    ///   - text: Exactly what the symbol holds.
    ///   - format: What it is written as.
    ///   - style: Colours and logo.
    /// - Returns: The order.
    func order(text: String, format: SymbolFormat, style: SymbolStyle) -> SymbolOrder {
        var order = SymbolOrder(
            text: text, format: format, level: level?.correction, size: size,
            dotsPerInch: dpi ?? resolution(of: format), style: style,
            check: skipsCheck ? .skip : .readBack)
        order.preset = preset?.value
        return order
    }

    /// The preset's resolution, unless the form is for a kind of printer that has its own.
    private func resolution(of format: SymbolFormat) -> Int {
        format.isForPrinter ? format.dotsPerInch : preset?.value.dotsPerInch ?? format.dotsPerInch
    }

    /// A level as it is typed, in either case.
    struct Level: ExpressibleByArgument {
        let correction: CorrectionLevel

        init?(argument: String) {
            guard let level = CorrectionLevel(rawValue: argument.uppercased()) else { return nil }
            correction = level
        }
    }
}

/// What was drawn into one file.
struct DrawnFile: Encodable {
    var path: String
    var format: String
    var symbol: SymbolReport

    /// The numbers that a printer asks for.
    var sentence: String {
        let module = symbol.moduleMillimetres.formatted(digits: 3)
        let side = symbol.sideMillimetres.formatted(digits: 1)
        let check = symbol.isReadBack ? ", read back" : ""
        return "\(path): version \(symbol.version)-\(symbol.level), \(side) mm, modules \(module) mm at "
            + "\(symbol.dotsPerInch) dpi\(check)"
    }
}

extension Double {
    /// The number with at most so many decimal digits.
    func formatted(digits: Int) -> String {
        var factor = 1.0
        for _ in 0..<digits { factor *= 10 }
        let text = String((self * factor).rounded() / factor)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
