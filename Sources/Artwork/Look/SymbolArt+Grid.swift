internal import QRSymbol

extension SymbolArt {
    /// Lays out the symbol of a grid, without the logo's picture.
    ///
    /// - Parameters:
    ///   - grid: Of the same style.
    ///   - style: The look.
    init(_ grid: ModuleGrid, style: SymbolStyle) {
        self.init(
            ModuleBits(grid.symbol, without: grid.logoArea), hidden: grid.logoArea, style: style)
    }
}
