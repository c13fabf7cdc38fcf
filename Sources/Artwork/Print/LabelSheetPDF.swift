/// Writes labels, one after the other, to a PDF of label sheets with exact millimetres.
///
/// The same sheet, style, labels and info give the same bytes. Memory grows with the file unless the
/// bytes written so far are drained to disk.
public final class LabelSheetPDF {
    /// A million codes are one order of a packaging house; more are better split into several files.
    public static let highestLabelCount = 1_000_000
    private static let hairlineMillimetres = 0.1
    /// Cut marks keep this distance from the grid, so that a drifting knife does not leave them on a label.
    private static let cutMarkGapMillimetres = 1.0
    private static let cutMarkMillimetres = 4.0
    private static let noteColor = Color(red: 0x4A, green: 0x4A, blue: 0x4A)

    /// The sheet that is filled.
    public let sheet: Sheet
    /// How many labels were added.
    public private(set) var labelCount = 0
    private let canvas: PDFCanvas
    private let drawing: SymbolDrawing

    /// The finished file and where each label stands in it.
    public struct Output: Sendable, Hashable {
        /// The rest of the file; all of it, unless some was drained.
        public var bytes: [UInt8]
        public var placements: [LabelPlacement]
        public var pageCount: Int
    }

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - sheet: Must pass `validate()`.
    ///   - style: The look of every symbol.
    ///   - info: Title and date; without a date the same labels give the same bytes.
    /// - Throws: `PrintError.sheet`, or `.unreadableDrawing`.
    public init(sheet: Sheet, style: SymbolStyle, info: DocumentInfo) throws(PrintError) {
        do { try sheet.validate() } catch { throw .sheet(error) }
        self.sheet = sheet
        drawing = try SymbolDrawing(style: style)
        canvas = try PDFCanvas(page: sheet.paper, info: info)
    }

    /// Draws the next label: left to right, then down, then on the next page.
    ///
    /// Part of a refused label may be on the page already, so a file with an error is given up.
    ///
    /// - Throws: `PrintError`, naming the label.
    public func add(_ label: Label) throws(PrintError) {
        guard labelCount < Self.highestLabelCount else {
            throw .tooManyLabels(highest: Self.highestLabelCount)
        }
        let place = sheet.placement(ofLabel: labelCount)
        if labelCount > 0, labelCount.isMultiple(of: sheet.labelsPerPage) { endPage() }
        labelCount += 1
        try drawing.draw(label.symbol, in: place.symbol, label: labelCount, on: canvas)
        try drawCaption(label, at: place)
        if sheet.cutMarks == .outlines {
            canvas.outline(.black, widthMillimetres: Self.hairlineMillimetres, place.label)
        }
    }

    /// Returns the bytes written since the last call and forgets them, to keep memory small.
    public func drain() -> [UInt8] {
        canvas.drain()
    }

    /// Ends the file; labels added afterwards are lost, and a second call throws.
    ///
    /// - Throws: `PrintError.drawing` when cairo failed somewhere on the way.
    public func finish() throws(PrintError) -> Output {
        endPage()
        let count = sheet.labelsPerPage
        return Output(
            bytes: try canvas.finish(),
            placements: (0..<labelCount).map(sheet.placement(ofLabel:)),
            pageCount: max(1, (labelCount + count - 1) / count))
    }

    private func endPage() {
        if sheet.cutMarks == .corners {
            canvas.stroke(.black, widthMillimetres: Self.hairlineMillimetres, cutMarkLines)
        }
        canvas.endPage()
    }

    private func drawCaption(_ label: Label, at place: LabelPlacement) throws(PrintError) {
        guard let area = sheet.captionRectangle(row: place.row - 1, column: place.column - 1) else { return }
        let layout = CaptionLayout(
            area: area, alignment: sheet.caption.place == .below ? .centred : .leading,
            nominalMillimetres: sheet.caption.textMillimetres
        ) { [canvas] text, face, millimetres in
            canvas.width(of: text, face: face, millimetres: millimetres)
        }
        do throws(CaptionLayout.TooLong) {
            let words = sheet.caption.lines.map { (line: $0, text: label.text(of: $0)) }
            for text in try layout.place(words) {
                canvas.text(text, color: color(of: text.face))
            }
        } catch {
            throw .captionTooLong(label: labelCount, line: error.line)
        }
    }

    private func color(of face: Typeface) -> Color {
        switch face {
        case .title: drawing.style.dark
        case .code: .black
        case .note: Self.noteColor
        }
    }

    /// Short lines outside the grid, in line with every edge of a label; the paper's edge cuts them.
    private var cutMarkLines: [(from: PagePoint, to: PagePoint)] {
        let first = sheet.labelRectangle(row: 0, column: 0)
        let last = sheet.labelRectangle(row: sheet.rows - 1, column: sheet.columns - 1)
        let (near, far) = (Self.cutMarkGapMillimetres, Self.cutMarkGapMillimetres + Self.cutMarkMillimetres)
        let columns = (0..<sheet.columns).map { sheet.labelRectangle(row: 0, column: $0) }
        let rows = (0..<sheet.rows).map { sheet.labelRectangle(row: $0, column: 0) }
        let vertical = Set(columns.flatMap { [$0.x, $0.maxX] }).sorted().flatMap { x in
            [(first.y - far, first.y - near), (last.maxY + near, last.maxY + far)].map {
                (from: PagePoint(x: x, y: $0.0), to: PagePoint(x: x, y: $0.1))
            }
        }
        let horizontal = Set(rows.flatMap { [$0.y, $0.maxY] }).sorted().flatMap { y in
            [(first.x - far, first.x - near), (last.maxX + near, last.maxX + far)].map {
                (from: PagePoint(x: $0.0, y: y), to: PagePoint(x: $0.1, y: y))
            }
        }
        return vertical + horizontal
    }
}
