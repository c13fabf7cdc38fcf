/// Why a sheet cannot be printed; each case names the number or the label that is wrong.
public enum SheetError: Error, Sendable, Hashable {
    /// A length or a count is outside what the program takes; `field` is its path in the file.
    case outOfRange(field: String, value: Double, lowest: Double, highest: Double)
    /// A label, counted from 1 as on paper, leaves the printable part of the page.
    case labelOutsidePaper(row: Int, column: Int, overhangMillimetres: Double)
    /// Labels stand on their neighbours: the pitch is smaller than the label.
    case labelsOverlap(field: String, pitchMillimetres: Double, labelMillimetres: Double)
    /// The symbol or the words need more room than the label has.
    case labelTooSmall(neededMillimetres: Double, field: String)
    /// A caption with a place but no lines, or with one line twice.
    case captionLines
}

extension Sheet {
    /// Paper below a stamp or above A0 is a slip of the unit.
    public static let paperMillimetres: ClosedRange<Double> = 10...1_189
    /// A label narrower than this holds no symbol that a phone can read.
    public static let labelMillimetres: ClosedRange<Double> = 8...1_189
    /// Version 1 with its quiet zone at 0.25 mm a module is 7.25 mm; the upper end is the paper's.
    public static let symbolMillimetresRange: ClosedRange<Double> = 7...1_189
    /// Below 1.2 mm (3.4 pt) type cannot be read, above 50 mm it is no caption.
    public static let textMillimetres: ClosedRange<Double> = 1.2...50
    /// More labels than this across or down a sheet is a slip of the pen.
    public static let gridCount: ClosedRange<Int> = 1...100
    /// Room for the words: a caption narrower than this would be set in illegible type.
    static let minimumCaptionWidthMillimetres = 8.0
    /// Sums of decimal fractions miss by some 1e-13; a micrometre is below every press.
    static let toleranceMillimetres = 0.001

    /// Checks every number, then that each label lies on the paper and holds its symbol and words.
    ///
    /// - Throws: `SheetError` for the first fault, in the order of the file.
    public func validate() throws(SheetError) {
        try checkNumbers()
        try checkPitch()
        try checkPaper()
        try checkLabel()
    }

    private func checkNumbers() throws(SheetError) {
        let margin = 0...Self.paperMillimetres.upperBound
        let count = Double(Self.gridCount.lowerBound)...Double(Self.gridCount.upperBound)
        let numbers: [(field: String, value: Double, range: ClosedRange<Double>)] = [
            ("paper.width_mm", paper.widthMillimetres, Self.paperMillimetres),
            ("paper.height_mm", paper.heightMillimetres, Self.paperMillimetres),
            ("margins.left_mm", margins.leftMillimetres, margin),
            ("margins.top_mm", margins.topMillimetres, margin),
            ("margins.right_mm", margins.rightMillimetres, margin),
            ("margins.bottom_mm", margins.bottomMillimetres, margin),
            ("columns", Double(columns), count),
            ("rows", Double(rows), count),
            ("pitch.horizontal_mm", pitch.horizontalMillimetres, Self.labelMillimetres),
            ("pitch.vertical_mm", pitch.verticalMillimetres, Self.labelMillimetres),
            ("label.width_mm", label.widthMillimetres, Self.labelMillimetres),
            ("label.height_mm", label.heightMillimetres, Self.labelMillimetres),
            ("symbol_mm", symbolMillimetres, Self.symbolMillimetresRange),
            ("caption.text_mm", caption.textMillimetres, Self.textMillimetres),
        ]
        for number in numbers where !number.range.contains(number.value) {
            throw .outOfRange(
                field: number.field, value: number.value,
                lowest: number.range.lowerBound, highest: number.range.upperBound)
        }
    }

    private func checkPitch() throws(SheetError) {
        let axes = [
            ("pitch.horizontal_mm", columns, pitch.horizontalMillimetres, label.widthMillimetres),
            ("pitch.vertical_mm", rows, pitch.verticalMillimetres, label.heightMillimetres),
        ]
        for (field, count, pitch, label) in axes
        where count > 1 && pitch < label - Self.toleranceMillimetres {
            throw .labelsOverlap(field: field, pitchMillimetres: pitch, labelMillimetres: label)
        }
    }

    private func checkPaper() throws(SheetError) {
        let right = paper.widthMillimetres - margins.rightMillimetres
        let bottom = paper.heightMillimetres - margins.bottomMillimetres
        for row in 0..<rows {
            for column in 0..<columns {
                let cell = labelRectangle(row: row, column: column)
                let overhang = max(cell.maxX - right, cell.maxY - bottom)
                guard overhang > Self.toleranceMillimetres else { continue }
                throw .labelOutsidePaper(
                    row: row + 1, column: column + 1, overhangMillimetres: overhang)
            }
        }
    }

    private func checkLabel() throws(SheetError) {
        guard label.widthMillimetres >= symbolMillimetres else {
            throw .labelTooSmall(neededMillimetres: symbolMillimetres, field: "label.width_mm")
        }
        guard label.heightMillimetres >= symbolMillimetres else {
            throw .labelTooSmall(neededMillimetres: symbolMillimetres, field: "label.height_mm")
        }
        guard let words = captionRectangle(row: 0, column: 0) else { return }
        guard !caption.lines.isEmpty, Set(caption.lines).count == caption.lines.count else {
            throw .captionLines
        }
        let missingWidth = Self.minimumCaptionWidthMillimetres - words.width
        guard missingWidth <= 0 else {
            throw .labelTooSmall(
                neededMillimetres: label.widthMillimetres + missingWidth, field: "label.width_mm")
        }
        let missingHeight = Double(caption.lines.count) * CaptionLayout.lowestLineMillimetres - words.height
        guard missingHeight <= 0 else {
            throw .labelTooSmall(
                neededMillimetres: label.heightMillimetres + missingHeight, field: "label.height_mm")
        }
    }
}
