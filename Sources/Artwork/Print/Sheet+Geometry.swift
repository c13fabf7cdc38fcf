/// A rectangle on a page: millimetres from the top left corner.
public struct PageRectangle: Sendable, Hashable, Codable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    var maxX: Double { x + width }
    var maxY: Double { y + height }

    /// Whether all numbers are finite and the size is more than nothing.
    var isDrawable: Bool { maxX.isFinite && maxY.isFinite && width > 0 && height > 0 }
}

extension Sheet {
    /// The free space inside a label's edge, kept because knives and rolls drift by about a millimetre.
    static let paddingMillimetres = 1.5

    /// How many labels a page holds.
    public var labelsPerPage: Int { columns * rows }

    /// Returns the place of the label at a row and a column, both counted from 0.
    public func labelRectangle(row: Int, column: Int) -> PageRectangle {
        PageRectangle(
            x: margins.leftMillimetres + Double(column) * pitch.horizontalMillimetres,
            y: margins.topMillimetres + Double(row) * pitch.verticalMillimetres,
            width: label.widthMillimetres, height: label.heightMillimetres)
    }

    /// Returns the square of the symbol with its quiet zone in a label.
    ///
    /// Beside a caption the square stands at the left, centred in height; above one, at the top,
    /// centred in width; without a caption in the middle.
    public func symbolRectangle(row: Int, column: Int) -> PageRectangle {
        let cell = labelRectangle(row: row, column: column)
        let across = (cell.width - symbolMillimetres) / 2
        let down = (cell.height - symbolMillimetres) / 2
        let (dx, dy) =
            switch caption.place {
            case .beside: (min(down, across), down)
            case .below: (across, min(across, down))
            case .none: (across, down)
            }
        return PageRectangle(
            x: cell.x + dx, y: cell.y + dy, width: symbolMillimetres, height: symbolMillimetres)
    }

    /// Returns the place of the words in a label, nil when the sheet has none.
    func captionRectangle(row: Int, column: Int) -> PageRectangle? {
        let cell = labelRectangle(row: row, column: column)
        let symbol = symbolRectangle(row: row, column: column)
        let padding = Self.paddingMillimetres
        switch caption.place {
        case .none: return nil
        case .beside:
            let x = symbol.maxX + padding
            return PageRectangle(
                x: x, y: cell.y + padding,
                width: cell.maxX - padding - x, height: cell.height - 2 * padding)
        case .below:
            let y = symbol.maxY + padding
            return PageRectangle(
                x: cell.x + padding, y: y,
                width: cell.width - 2 * padding, height: cell.maxY - padding - y)
        }
    }
}
