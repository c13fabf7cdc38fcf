public import QRSymbol

/// A symbol as it is drawn: with its quiet zone around it and what the logo hides left light.
///
/// Rows and columns count from the outer corner of the quiet zone, in modules. Every drawing (PNG, SVG,
/// PDF, text) is made of this grid, so all of them show the same modules.
public struct ModuleGrid: Sendable, Hashable {
    /// The number of modules on a side, quiet zones included.
    public let side: Int
    /// The quiet zone, in modules.
    public let quietZone: Int
    /// The rectangle that the logo takes with its light margin.
    public let logoArea: LogoArea?
    /// The rows and columns that the logo's picture takes, the quiet zone counted.
    public let logoPicture: LogoBounds?
    /// The symbol inside.
    public let symbol: Symbol

    /// Lays a symbol out in a style.
    ///
    /// - Parameters:
    ///   - symbol: The symbol to be drawn.
    ///   - style: Only its quiet zone and logo matter here.
    /// - Throws: ``StyleError/logo(_:version:level:)`` when the logo does not fit.
    public init(_ symbol: Symbol, style: SymbolStyle) throws(StyleError) {
        let logoArea = try style.logoArea(for: symbol)
        self.logoArea = logoArea
        logoPicture = logoArea.flatMap { style.logoBounds(in: $0) }
        quietZone = style.quietZone
        side = symbol.size + 2 * style.quietZone
        self.symbol = symbol
    }

    /// The rows and columns that the logo takes with its light margin.
    public var logoPlace: LogoPlace? { logoArea?.place.moved(by: quietZone) }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: 0 at the top; anything outside the symbol is light.
    ///   - column: 0 at the left; anything outside the symbol is light.
    /// - Returns: Whether the module is drawn dark.
    public func isDark(row: Int, column: Int) -> Bool {
        let inner = quietZone..<quietZone + symbol.size
        guard inner.contains(row), inner.contains(column) else { return false }
        if let logoArea, logoArea.hides(row: row - quietZone, column: column - quietZone) { return false }
        return symbol.isDark(row: row - quietZone, column: column - quietZone)
    }

    /// The modules that the logo hides as horizontal runs, from the top left.
    var hiddenRuns: [ModuleRun] {
        (0..<symbol.size).flatMap { row in
            (logoArea?.hiddenColumns(inRow: row) ?? []).map { columns in
                ModuleRun(
                    row: row + quietZone,
                    columns: columns.lowerBound + quietZone..<columns.upperBound + quietZone)
            }
        }
    }

    /// The dark modules as horizontal runs, each as long as possible, from the top left.
    ///
    /// - Complexity: O(side²)
    public var runs: [ModuleRun] {
        (0..<side).flatMap { row in
            var runs: [ModuleRun] = []
            var start: Int?
            for column in 0...side {
                let dark = column < side && isDark(row: row, column: column)
                if dark, start == nil { start = column }
                if !dark, let first = start {
                    runs.append(ModuleRun(row: row, columns: first..<column))
                    start = nil
                }
            }
            return runs
        }
    }
}
