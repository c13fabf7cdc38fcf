public import QRSymbol

/// Draws a symbol as Encapsulated PostScript for a press.
///
/// EPSF 3.0 of language level 2: one path of integer coordinates under one scale, in one ink, on a ground that
/// is knocked out of whatever lies below. A look of its own has a path for each of its fills, and level 3 where
/// it has gradients. The file is 7-bit clean and complete in itself.
public enum SymbolEPS {
    /// Draws a symbol in an ink.
    ///
    /// The modules are printed in `ink` whatever the style's fills are; without one, in the inks that the style
    /// states, or those that come nearest to its colours. The ground is the style's light
    /// colour: white is bare paper, another colour a tint of cyan, magenta and yellow by the complement of
    /// its parts. A logo is drawn in the four process inks by the same conversion, or in tones of
    /// the one ink; as paths where it has nothing else.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - style: Its ground, quiet zone and logo.
    ///   - frame: What is drawn around it; the file is as large as the frame then.
    ///   - moduleMillimetres: The side of a module, one of ``FormLimits/epsModuleMillimetres``; rounded to
    ///     a ten-thousandth.
    ///   - ink: What all that is dark is printed in; `nil` takes the style's fills.
    ///   - title: What a program shows for the file.
    /// - Returns: The file, in ASCII.
    /// - Throws: ``FormError``; ``FormError/drawing(_:)`` when the logo does not fit, or when the ink on this
    ///   ground would not scan.
    /// - Complexity: O(side²) in modules, and in the pixels of a logo.
    public static func encode(
        _ symbol: Symbol, style: SymbolStyle = .blackOnWhite, frame: CallFrame? = nil,
        moduleMillimetres: Double,
        ink: Ink? = .black, title: String = "QR code"
    ) throws(FormError) -> [UInt8] {
        let allowed = FormLimits.epsModuleMillimetres
        guard allowed.contains(moduleMillimetres) else {
            throw .moduleMillimetres(moduleMillimetres, allowed: allowed)
        }
        // As it is written, so that the boxes and the scale agree.
        let module = (moduleMillimetres * 10_000).rounded() / 10_000
        let grid = try ModuleGrid(form: symbol, style: style)
        let painting =
            style.look.isPlain
            ? try EPSPainting(plain: grid, style: style, ink: ink ?? Ink(style.dark))
            : try EPSPainting(grid, style: style, ink: ink)
        let pictureInk = ink ?? (style.look.isPlain ? Ink(style.dark) : .process(style.lightInks))
        let logo = try EPSLogo(style: style, grid: grid, moduleMillimetres: module, ink: pictureInk)
        let placed = frame?.placed(around: grid.side)
        let around = try placed.map { frame throws(FormError) in
            try EPSFrame(frame, side: grid.side, ink: pictureInk, style: style)
        }
        let points = 72 / 25.4 * module
        var lines = try header(
            width: (placed?.picture.width ?? Double(grid.side)) * points,
            height: (placed?.picture.height ?? Double(grid.side)) * points, title: title, painting: painting,
            process: processNames(
                painting.process + [logo?.process, around?.process].compactMap(\.self)))
        lines += [
            "gsave", "TesseraSymbol begin", "\(decimalText(module)) 72 mul 25.4 div dup scale",
        ]
        lines += around?.lines ?? []
        // Without overprinting, an ink also takes away what lies below it on the other plates.
        lines += ["false setoverprint"] + painting.lines
        lines += logo?.lines ?? []
        lines += ["end", "grestore", "showpage", "%%Trailer", "%%EOF", ""]
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// The structure that a layout program reads, and the four operators of paths.
    private static func header(
        width: Double, height: Double, title: String, painting: EPSPainting, process: [String]
    ) throws(FormError) -> [String] {
        let text = PostScriptText.string(title)
        guard text.utf8.count <= FormLimits.epsTextByteCount else {
            throw .title(escapedByteCount: text.utf8.count, maximum: FormLimits.epsTextByteCount)
        }
        // A side of whole points must not become one more by the last bit of a division.
        let (wide, high) = (Int((width - 1e-6).rounded(.up)), Int((height - 1e-6).rounded(.up)))
        var lines = [
            "%!PS-Adobe-3.0 EPSF-3.0", "%%Title: \(text)", "%%Creator: (Tessera)",
            "%%BoundingBox: 0 0 \(wide) \(high)",
            "%%HiResBoundingBox: 0 0 \(decimalText(width)) \(decimalText(height))",
            "%%LanguageLevel: \(painting.languageLevel)", "%%DocumentData: Clean7Bit", "%%Pages: 1",
        ]
        if !process.isEmpty { lines.append("%%DocumentProcessColors: " + process.joined(separator: " ")) }
        lines += painting.comments
        lines += [
            "%%EndComments", "%%BeginProlog", "/TesseraSymbol 4 dict def", "TesseraSymbol begin",
            "/m {moveto} bind def", "/l {lineto} bind def", "/v {curveto} bind def",
            "/c {closepath} bind def", "end", "%%EndProlog", "%%Page: 1 1",
        ]
        return lines
    }

    /// The process inks that leave something on their plates.
    private static func processNames(_ inks: [Ink.Process]) -> [String] {
        Ink.Process.names.enumerated()
            .filter { plate in inks.contains { $0.shares[plate.offset] > 0 } }.map(\.element)
    }
}
