public import QRSymbol

/// One symbol as a PDF whose page is the symbol with its quiet zone, to be placed in a designer's layout.
public enum SymbolPDF {
    /// A symbol for a phone held close, up to one for the side of a house.
    public static let sideMillimetres: ClosedRange<Double> = 7...5_000

    /// Draws the file: one path of exact edges, and the logo as an image.
    ///
    /// - Parameters:
    ///   - symbol: The modules.
    ///   - style: Colours, quiet zone and logo.
    ///   - frame: What is drawn around it; the page is as large as the frame then.
    ///   - side: The side of the symbol in millimetres, quiet zone included, and of the page without frame.
    ///   - options: Ink and printer.
    ///   - trim: Bleed and marks around the page, which stays as large as the symbol.
    ///   - info: Title and date; without a date the same symbol gives the same bytes.
    /// - Returns: The bytes of the file.
    /// - Throws: `PrintError`, for a side out of range, modules too small, or a logo that does not fit.
    public static func bytes(
        _ symbol: Symbol, style: SymbolStyle, frame: CallFrame? = nil, sideMillimetres side: Double,
        options: PrintOptions = PrintOptions(), trim: TrimOptions = TrimOptions(), info: DocumentInfo
    ) throws(PrintError) -> [UInt8] {
        guard sideMillimetres.contains(side) else { throw .sizeOutOfRange(millimetres: side) }
        try options.validate(on: style.light)
        try trim.validate()
        let modules = symbol.size + 2 * style.quietZone
        let module = side / Double(modules)
        let placed = frame?.placed(around: modules)
        let boxes = PDFPageBoxes(
            trim: .init(
                widthMillimetres: (placed?.picture.width ?? Double(modules)) * module,
                heightMillimetres: (placed?.picture.height ?? Double(modules)) * module),
            bleedMillimetres: trim.bleedMillimetres,
            slugMillimetres: trim.cropMarks == .none ? 0 : CropMarks.slugMillimetres,
            dotsPerInch: options.dotsPerInch)
        let ink = SymbolInk(style: style, options: options, form: .outlines)
        let area: LogoArea?
        do { area = try style.logoArea(for: symbol) } catch { throw .style(error, label: 1) }
        let square = PageRectangle(
            x: Double(placed?.column ?? 0) * module, y: Double(placed?.row ?? 0) * module, width: side,
            height: side)
        let drawn = try ink.place(
            ModuleBits(symbol, without: area), logo: area, in: square, of: boxes, label: 1)
        var document = try PDFDocument(info: info, intent: options.outputIntent)
        ink.addResources(to: &document)
        if let logo = style.logo, let picture = drawn.picture {
            document.addLogo(
                try PDFLogo(
                    logo, over: picture, moduleMillimetres: module, style: style,
                    ink: options.logoInk(of: style)))
        }
        var text = PDFText()
        ink.appendBleed(of: boxes, to: &text)
        if let placed { ink.append(placed, around: drawn.place, to: &text) }
        ink.append([drawn], to: &text)
        if trim.cropMarks != .none {
            document.addAllPlates()
            CropMarks(boxes: boxes).append(to: &text)
        }
        document.addPage(text, boxes: boxes, isDense: true)
        return document.finish(fonts: [], outlines: nil)
    }
}
