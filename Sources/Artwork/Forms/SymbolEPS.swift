public import QRSymbol

/// Draws a symbol as Encapsulated PostScript for a press.
///
/// EPSF 3.0 of language level 2: one path of integer coordinates under one scale, in one ink, on a ground that
/// is knocked out of whatever lies below. The file is 7-bit clean and complete in itself.
public enum SymbolEPS {
    /// Draws a symbol in an ink.
    ///
    /// The modules are printed in `ink` whatever the style's dark colour is. The ground is the style's light
    /// colour: white is bare paper, another colour a tint of cyan, magenta and yellow by the complement of
    /// its parts. A logo becomes a picture of the four process inks by the same conversion.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - style: Its ground, quiet zone and logo.
    ///   - moduleMillimetres: The side of a module, one of ``FormLimits/epsModuleMillimetres``; rounded to
    ///     a ten-thousandth.
    ///   - ink: What the modules are printed in.
    ///   - title: What a program shows for the file.
    /// - Returns: The file, in ASCII.
    /// - Throws: ``FormError``; ``FormError/drawing(_:)`` when the logo does not fit, or when the ink on this
    ///   ground would not scan.
    /// - Complexity: O(side²) in modules, and in the pixels of a logo.
    public static func encode(
        _ symbol: Symbol, style: SymbolStyle = .blackOnWhite, moduleMillimetres: Double, ink: Ink = .black,
        title: String = "QR code"
    ) throws(FormError) -> [UInt8] {
        let allowed = FormLimits.epsModuleMillimetres
        guard allowed.contains(moduleMillimetres) else {
            throw .moduleMillimetres(moduleMillimetres, allowed: allowed)
        }
        // As it is written, so that the boxes and the scale agree.
        let module = (moduleMillimetres * 10_000).rounded() / 10_000
        let grid = try ModuleGrid(form: symbol, style: style)
        let dark = try EPSInk(ink)
        let ground = ink.ground(style.light)
        try checkLegibility(of: ink, on: style.light)
        let logo = try EPSLogo(style: style, grid: grid, moduleMillimetres: module, ink: ink)
        var lines = try header(
            points: Double(grid.side) * module * 72 / 25.4, title: title, inks: dark.comments,
            process: processNames(dark.process, ground, logo?.process))
        lines += [
            "gsave", "TesseraSymbol begin", "\(decimalText(module)) 72 mul 25.4 div dup scale",
        ]
        // Without overprinting, an ink also takes away what lies below it on the other plates.
        lines += [
            "false setoverprint", EPSInk(process: ground).setting, "0 0 \(grid.side) \(grid.side) rectfill",
        ]
        lines += [dark.setting, "newpath"] + path(of: grid) + ["eofill"]
        lines += logo?.lines ?? []
        lines += ["end", "grestore", "showpage", "%%Trailer", "%%EOF", ""]
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// The structure that a layout program reads, and the three operators of the path.
    private static func header(
        points: Double, title: String, inks: [String], process: [String]
    ) throws(FormError) -> [String] {
        let text = PostScriptText.string(title)
        guard text.utf8.count <= FormLimits.epsTextByteCount else {
            throw .title(escapedByteCount: text.utf8.count, maximum: FormLimits.epsTextByteCount)
        }
        // A side of whole points must not become one more by the last bit of a division.
        let whole = Int((points - 1e-6).rounded(.up))
        var lines = [
            "%!PS-Adobe-3.0 EPSF-3.0", "%%Title: \(text)", "%%Creator: (Tessera)",
            "%%BoundingBox: 0 0 \(whole) \(whole)",
            "%%HiResBoundingBox: 0 0 \(decimalText(points)) \(decimalText(points))",
            "%%LanguageLevel: 2", "%%DocumentData: Clean7Bit", "%%Pages: 1",
        ]
        if !process.isEmpty { lines.append("%%DocumentProcessColors: " + process.joined(separator: " ")) }
        lines += inks
        return lines + [
            "%%EndComments", "%%BeginProlog", "/TesseraSymbol 4 dict def", "TesseraSymbol begin",
            "/m {moveto} bind def", "/l {lineto} bind def", "/c {closepath} bind def", "end", "%%EndProlog",
            "%%Page: 1 1",
        ]
    }

    /// The process inks that leave something on their plates.
    private static func processNames(_ inks: Ink.Process?...) -> [String] {
        let used = inks.compactMap { $0?.shares }
        return Ink.Process.names.enumerated()
            .filter { plate in used.contains { $0[plate.offset] > 0 } }.map(\.element)
    }

    /// The outlines of the dark modules; PostScript counts from the lower left.
    private static func path(of grid: ModuleGrid) -> [String] {
        let contour = ModuleContour(size: grid.side) { grid.isDark(row: $0, column: $1) }
        let tokens = contour.outlines.flatMap { path in
            path.enumerated().map { index, corner in
                "\(corner.column) \(grid.side - corner.row) \(index == 0 ? "m" : "l")"
            } + ["c"]
        }
        return PostScriptText.lines(of: tokens)
    }

    private static func checkLegibility(of ink: Ink, on light: Color) throws(FormError) {
        do {
            try Legibility.check(dark: ProcessConversion.color(of: ink.appearance), light: light)
        } catch {
            throw .drawing(.style(error))
        }
    }
}

extension Ink {
    /// What light is printed with: one ink has no tint of another, so light is the paper, whatever its colour.
    fileprivate func ground(_ light: Color) -> Process {
        if case .process = self { return ProcessConversion.inks(of: light) }
        return Process(cyan: 0, magenta: 0, yellow: 0, black: 0)
    }
}
