internal import QRSymbol

/// One page of labels while it is drawn.
struct SheetDrawing {
    private static let notePaint = PDFPaint.gray(0.29)

    private let plan: LabelSheetPlan
    private var areas = SymbolInk.LogoAreas()
    private var symbols: [SymbolInk.Placed] = []
    /// Labels whose words are the common ones, with their corners in points.
    private var stamped: [(label: Label, x: Double, y: Double)] = []
    /// Labels with words of their own.
    private var others: [(label: Label, index: Int)] = []
    private var places: [PageRectangle] = []

    init(plan: LabelSheetPlan) {
        self.plan = plan
        symbols.reserveCapacity(plan.sheet.labelsPerPage)
    }

    /// Takes the next label of the page.
    mutating func place(_ label: Label, index: Int) throws(PrintError) {
        let number = index + 1
        let (row, column) = (index % plan.sheet.labelsPerPage).quotientAndRemainder(
            dividingBy: plan.sheet.columns)
        let area = try areas.area(label, style: plan.ink.style, number: number)
        let square = plan.sheet.symbolRectangle(row: row, column: column)
        symbols.append(
            try plan.ink.place(
                ModuleBits(label.modules, without: area), logo: area, in: square, of: plan.boxes,
                label: number))
        let rectangle = plan.sheet.labelRectangle(row: row, column: column)
        places.append(rectangle)
        if plan.words.fit(label) {
            stamped.append((label, plan.boxes.x(rectangle.x), plan.boxes.y(rectangle.y)))
        } else {
            others.append((label, index))
        }
    }

    /// Returns the page.
    func finish(lines: SheetLines) throws(PrintError) -> SheetPage {
        var text = PDFText()
        var glyphs: Set<GlyphKey> = []
        text.reserve(places.count * 512)
        plan.ink.append(symbols, to: &text)
        appendStamps(to: &text)
        appendCodes(to: &text, &glyphs)
        try appendOthers(to: &text, &glyphs)
        lines.append(around: places, boxes: plan.boxes, to: &text)
        return SheetPage(content: text, glyphs: glyphs, labelCount: places.count)
    }

    private func appendStamps(to text: inout PDFText) {
        guard !plan.words.lines.isEmpty else { return }
        for stamp in stamped {
            text.append("q 1 0 0 1 ")
            text.append(stamp.x, stamp.y)
            text.append("cm/W Do Q\n")
        }
    }

    /// The codes on their common line; letters of a code are ASCII, so one font holds them all.
    private func appendCodes(to text: inout PDFText, _ glyphs: inout Set<GlyphKey>) {
        guard case .line(let line) = plan.words.code, !stamped.isEmpty else { return }
        let points = PDFPageBoxes.pointsPerMillimetre
        var isUsed = [Bool](repeating: false, count: 256)
        PDFPaint.gray(0).appendFill(to: &text)
        text.append("BT/C0 ")
        text.append(line.millimetres * points)
        text.append(" Tf\n")
        for stamp in stamped {
            text.append("1 0 0 1 ")
            text.append(stamp.x + line.x * points, stamp.y - line.baseline * points)
            text.append("Tm")
            text.append(string: stamp.label.code.utf8)
            text.append("Tj\n")
            for byte in stamp.label.code.utf8 { isUsed[Int(byte)] = true }
        }
        text.append("ET\n")
        for byte in isUsed.indices where isUsed[byte] {
            glyphs.insert(GlyphKey(face: .code, scalar: Unicode.Scalar(UInt8(byte))))
        }
    }

    private func appendOthers(to text: inout PDFText, _ glyphs: inout Set<GlyphKey>) throws(PrintError) {
        guard !others.isEmpty else { return }
        let outlines = try GlyphOutlines()
        for other in others {
            let (row, column) = (other.index % plan.sheet.labelsPerPage).quotientAndRemainder(
                dividingBy: plan.sheet.columns)
            let lines = try SheetWords.lines(
                other.label, on: plan.sheet, row: row, column: column, number: other.index + 1,
                outlines: outlines)
            for line in lines {
                Self.paint(of: line.face, dark: plan.ink.dark).appendFill(to: &text)
                text.append(line, x: plan.boxes.x(line.x), y: plan.boxes.y(line.baseline), glyphs: &glyphs)
            }
        }
    }

    /// The colour that words of a face are set in.
    static func paint(of face: Typeface, dark: PDFPaint) -> PDFPaint {
        switch face {
        case .title: dark
        case .code: .gray(0)
        case .note: notePaint
        }
    }
}
