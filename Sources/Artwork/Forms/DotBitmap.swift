internal import QRSymbol

/// A symbol as the dots of a print head: one bit a dot, 1 for black.
struct DotBitmap {
    /// In dots.
    let width: Int
    /// In dots.
    let height: Int
    /// Whole bytes; what is left of the last one is white.
    let bytesPerRow: Int
    /// Row after row from the top, the leftmost dot highest.
    var bytes: [UInt8]

    /// Makes white paper.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytesPerRow = (width + 7) / 8
        bytes = Array(repeating: 0, count: bytesPerRow * height)
    }

    /// Draws a symbol in whole dots; a printer has one ink, so the style's colours do not matter.
    ///
    /// - Parameters:
    ///   - grid: The symbol in its style.
    ///   - logo: The picture for the grid's square, laid on white and printed where it is darker than half.
    ///   - dots: The side of a module.
    ///   - quietZone: Whether the quiet zone is drawn or left to whoever places the drawing.
    /// - Throws: ``DrawingError`` when the logo cannot be drawn.
    /// - Complexity: O(side²) in dots.
    init(_ grid: ModuleGrid, logo: Logo?, dots: Int, quietZone: Bool) throws(DrawingError) {
        let first = quietZone ? 0 : grid.quietZone
        let side = (grid.side - 2 * first) * dots
        self.init(width: side, height: side)
        for run in grid.runs {
            let columns =
                (run.columns.lowerBound - first) * dots..<(run.columns.upperBound - first) * dots
            for row in (run.row - first) * dots..<(run.row - first + 1) * dots {
                blacken(row: row, columns: columns)
            }
        }
        guard let logo, let picture = grid.logoPicture else { return }
        let place = picture.dots(perModule: dots)
        let drawn = try logo.raster(width: place.width, height: place.height, on: .white)
        let (left, top) = (place.column - first * dots, place.row - first * dots)
        for (index, luminance) in drawn.luminance.enumerated() where luminance < Self.threshold {
            let column = left + index % drawn.width
            blacken(row: top + index / drawn.width, columns: column..<column + 1)
        }
    }

    /// The bytes of some rows.
    func rows(_ rows: Range<Int>) -> ArraySlice<UInt8> {
        bytes[rows.lowerBound * bytesPerRow..<rows.upperBound * bytesPerRow]
    }

    /// Half of the way from black to white: a logo is flat shapes, which dithering would fray.
    private static let threshold = 128

    private mutating func blacken(row: Int, columns: Range<Int>) {
        for column in columns { bytes[row * bytesPerRow + column / 8] |= 0x80 >> UInt8(column % 8) }
    }
}

extension ModuleGrid {
    /// Lays a symbol out for a form.
    init(form symbol: Symbol, style: SymbolStyle) throws(FormError) {
        do { try self.init(symbol, style: style) } catch { throw .drawing(.style(error)) }
    }

    /// Draws the dots of a form.
    func dots(_ dots: Int, logo: Logo?, quietZone: Bool) throws(FormError) -> DotBitmap {
        do {
            return try DotBitmap(self, logo: logo, dots: dots, quietZone: quietZone)
        } catch {
            throw .drawing(error)
        }
    }
}
