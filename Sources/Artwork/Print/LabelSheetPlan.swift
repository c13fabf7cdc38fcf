internal import QRSymbol

/// All that the pages of a printed file share, worked out once: then pages can be drawn side by side.
public struct LabelSheetPlan: Sendable {
    /// A million codes are one order of a packaging house; more are better split into several files.
    public static let highestLabelCount = 1_000_000

    public let sheet: Sheet
    public let options: PrintOptions
    let boxes: PDFPageBoxes
    let ink: SymbolInk
    let words: SheetWords
    let logo: PDFLogo?
    private let lines: SheetLines

    /// Plans a file.
    ///
    /// - Parameters:
    ///   - sheet: Must pass `validate()`.
    ///   - style: The look of every symbol.
    ///   - sample: One of the labels; labels with its title and note, and a code as long, are drawn fastest.
    ///   - options: Ink and printer.
    /// - Throws: `PrintError`.
    public init(
        sheet: Sheet, style: SymbolStyle, sample: Label, options: PrintOptions = PrintOptions()
    ) throws(PrintError) {
        do { try sheet.validate() } catch { throw .sheet(error) }
        try options.validate(on: style.light)
        self.sheet = sheet
        self.options = options
        boxes = PDFPageBoxes(trim: sheet.paper, dotsPerInch: options.dotsPerInch)
        ink = SymbolInk(style: style, options: options, form: .masks)
        words = try SheetWords(sample, on: sheet, outlines: GlyphOutlines())
        lines = SheetLines(sheet)
        var areas = SymbolInk.LogoAreas()
        let area = try areas.area(sample, style: style, number: 1)
        guard let picture = style.logo, let bounds = area.flatMap({ style.logoBounds(in: $0) }) else {
            logo = nil
            return
        }
        let modules = sample.modules.size + 2 * style.quietZone
        logo = try PDFLogo(
            picture, over: bounds, moduleMillimetres: sheet.symbolMillimetres / Double(modules),
            style: style, ink: options.logoInk(of: style))
    }

    /// Returns where a label's symbol is printed, quiet zone included, in millimetres from the page's top left.
    ///
    /// - Throws: `PrintError.modulesTooSmall`.
    public func symbolRectangle(ofLabel index: Int, symbolSize: Int) throws(PrintError) -> PageRectangle {
        let place = try SymbolPlace(
            modules: symbolSize + 2 * ink.style.quietZone, in: sheet.placement(ofLabel: index).symbol,
            of: boxes, options: options, label: index + 1)
        let points = PDFPageBoxes.pointsPerMillimetre
        return PageRectangle(
            x: place.x / points, y: (boxes.mediaHeight - place.y - place.side) / points,
            width: place.side / points, height: place.side / points)
    }

    /// Draws a page.
    ///
    /// - Parameters:
    ///   - labels: At most as many as the sheet has.
    ///   - first: The index of the first, a multiple of the sheet's labels.
    /// - Returns: The page, for ``LabelSheetPDF/add(_:)``.
    /// - Throws: `PrintError`, naming the label.
    /// - Complexity: O(*n*) in the labels.
    public func page(_ labels: some Collection<Label>, from first: Int) throws(PrintError) -> SheetPage {
        precondition(labels.count <= sheet.labelsPerPage, "a page holds its labels")
        precondition(first.isMultiple(of: sheet.labelsPerPage), "a page begins with its first label")
        guard first + labels.count <= Self.highestLabelCount else {
            throw .tooManyLabels(highest: Self.highestLabelCount)
        }
        var drawing = SheetDrawing(plan: self)
        var index = first
        for label in labels {
            try drawing.place(label, index: index)
            index += 1
        }
        return try drawing.finish(lines: lines)
    }
}

/// A drawn page, to be taken into a file in its turn.
public struct SheetPage: Sendable, Hashable {
    /// The operators of the page.
    var content: PDFText
    /// The letters that it uses.
    var glyphs: Set<GlyphKey>
    public var labelCount: Int
}
