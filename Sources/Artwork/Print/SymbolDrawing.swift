internal import QRSymbol

/// Draws symbols of one style: the light panel with its quiet zone, one path of dark modules, the logo.
struct SymbolDrawing {
    /// The least module that an office printer and a phone's camera both keep.
    ///
    /// GS1 asks 0.396 mm of symbols for tills; marketing codes are read at 0.25 mm and above.
    static let lowestModuleMillimetres = 0.25

    let style: SymbolStyle
    private let stamp: LogoStamp?

    init(style: SymbolStyle) throws(PrintError) {
        self.style = style
        guard let logo = style.logo else {
            stamp = nil
            return
        }
        stamp = try LogoStamp(logo)
    }

    /// Draws a symbol that fills a square, quiet zone included.
    ///
    /// - Parameters:
    ///   - symbol: The modules.
    ///   - square: The place on the page.
    ///   - label: Which label it is, for the error.
    ///   - canvas: The page.
    /// - Throws: `PrintError`, naming the label.
    func draw(
        _ symbol: Symbol, in square: PageRectangle, label: Int, on canvas: PDFCanvas
    ) throws(PrintError) {
        let grid: ModuleGrid
        do { grid = try ModuleGrid(symbol, style: style) } catch { throw .style(error, label: label) }
        let module = square.width / Double(grid.side)
        guard module >= Self.lowestModuleMillimetres else {
            throw .modulesTooSmall(
                label: label, millimetres: module, lowest: Self.lowestModuleMillimetres)
        }
        // The panel is painted even on white paper: it knocks out whatever design lies below.
        canvas.fill(style.light, [square])
        canvas.fill(style.dark, Self.rectangles(grid, module: module, origin: square))
        guard let stamp, let picture = grid.logoPicture else { return }
        stamp.draw(
            on: canvas,
            in: PageRectangle(
                x: square.x + Double(picture.lowerBound) * module,
                y: square.y + Double(picture.lowerBound) * module,
                width: Double(picture.count) * module, height: Double(picture.count) * module))
    }

    /// The dark modules as few rectangles: equal runs in rows that follow each other are one.
    private static func rectangles(
        _ grid: ModuleGrid, module: Double, origin: PageRectangle
    ) -> [PageRectangle] {
        var firstRow: [Range<Int>: Int] = [:]
        var done: [PageRectangle] = []
        func close(_ columns: Range<Int>, rows: Range<Int>) {
            done.append(
                PageRectangle(
                    x: origin.x + Double(columns.lowerBound) * module,
                    y: origin.y + Double(rows.lowerBound) * module,
                    width: Double(columns.count) * module, height: Double(rows.count) * module))
        }
        let runs = Dictionary(grouping: grid.runs, by: \.row)
        for row in 0...grid.side {
            let now = Set((runs[row] ?? []).map(\.columns))
            let ended = firstRow.filter { !now.contains($0.key) }
            // A dictionary has no order of its own; the file must have one.
            for (columns, first) in ended.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
                close(columns, rows: first..<row)
                firstRow[columns] = nil
            }
            for columns in now where firstRow[columns] == nil { firstRow[columns] = row }
        }
        return done
    }
}
