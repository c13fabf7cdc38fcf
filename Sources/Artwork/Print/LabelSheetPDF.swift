/// Takes drawn pages, one after the other, into a PDF of label sheets.
///
/// The same plan, pages and info give the same bytes. Memory stays small when the bytes written so far are drained
/// to disk after each page.
public struct LabelSheetPDF {
    public let plan: LabelSheetPlan
    /// How many labels the pages so far have.
    public private(set) var labelCount = 0
    public private(set) var pageCount = 0
    private var document: PDFDocument
    private var glyphs: Set<GlyphKey> = []
    private let outlines: GlyphOutlines

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - plan: What the pages share.
    ///   - info: Title and date; without a date the same labels give the same bytes.
    /// - Throws: `PrintError.drawing` when the machine's fonts cannot be used.
    public init(plan: LabelSheetPlan, info: DocumentInfo) throws(PrintError) {
        self.plan = plan
        outlines = try GlyphOutlines()
        document = try PDFDocument(info: info, intent: plan.options.outputIntent)
        plan.ink.addResources(to: &document)
        if let logo = plan.logo { document.addLogo(logo) }
        let words = plan.words.lines
        guard !words.isEmpty else { return }
        document.addForm("W", words.form(dark: plan.ink.dark, glyphs: &glyphs), size: plan.sheet.label)
    }

    /// Takes the next page; pages come in the order of their labels.
    public mutating func add(_ page: SheetPage) {
        precondition(labelCount.isMultiple(of: plan.sheet.labelsPerPage), "only the last page is not full")
        document.addPage(page.content, boxes: plan.boxes, isDense: plan.ink.form == .outlines)
        glyphs.formUnion(page.glyphs)
        labelCount += page.labelCount
        pageCount += 1
    }

    /// Returns the bytes written since the last call and forgets them, to keep memory small.
    public mutating func drain() -> [UInt8] {
        document.drain()
    }

    /// Ends the file and returns its rest: all of it, unless some was drained.
    public consuming func finish() -> [UInt8] {
        document.finish(fonts: glyphs, outlines: outlines)
    }
}

extension [PlacedText] {
    /// The lines as a drawing whose origin is a label's upper left corner.
    fileprivate func form(dark: PDFPaint, glyphs: inout Set<GlyphKey>) -> PDFText {
        let points = PDFPageBoxes.pointsPerMillimetre
        var text = PDFText()
        for line in self {
            SheetDrawing.paint(of: line.face, dark: dark).appendFill(to: &text)
            text.append(line, x: line.x * points, y: -line.baseline * points, glyphs: &glyphs)
        }
        return text
    }
}
