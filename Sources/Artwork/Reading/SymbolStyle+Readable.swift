public import QRSymbol

extension SymbolStyle {
    /// The sizes at which a symbol must read as it is, in pixels a module: a phone's distances.
    static let provingScales = [3, 4, 5, 6, 7, 8, 10]

    /// Shrinks the logo until an independent reader reads the symbol at several sizes.
    ///
    /// Up to version 6 this changes nothing. From version 7 on, a logo in the middle covers an alignment
    /// pattern, and a reader may take a dot of the logo for it and bend the grid; no count of codewords foresees
    /// that, so it is tried. Do it once for a batch, whose symbols share version and level.
    ///
    /// - Parameter symbol: A symbol as it will be drawn.
    /// - Returns: The style, its logo perhaps smaller.
    /// - Throws: ``DrawingError``; ``DrawingError/unreadableLogo(version:level:)`` when no size reads.
    /// - Complexity: About 50 ms for each size that is tried.
    public func readable(in symbol: Symbol) throws(DrawingError) -> SymbolStyle {
        let planned: LogoArea?
        do { planned = try logoArea(for: symbol) } catch { throw .style(error) }
        guard let logo, let planned, planned.coveredAlignmentPatternCount > 0 else { return self }
        for side in stride(from: planned.place.rows.count, through: logo.knockOut.minimumSquare, by: -2) {
            let style = SymbolStyle(
                unchecked: dark, light: light, quietZone: quietZone, logo: logo.resized(to: .modules(side)),
                look: look)
            if try style.reads(symbol) { return style }
        }
        throw .unreadableLogo(version: symbol.version, level: symbol.level)
    }

    /// Draws and reads a symbol at several sizes, without the reader's second chances.
    ///
    /// - Parameter symbol: A symbol as it will be drawn.
    /// - Returns: Whether it was read at every size.
    /// - Throws: ``DrawingError``
    /// - Complexity: About 50 ms.
    public func reads(_ symbol: Symbol) throws(DrawingError) -> Bool {
        for scale in Self.provingScales {
            let raster = try SymbolPNG.raster(symbol, style: self, scale: scale)
            let picture = GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height)
            let found = try? ZBarScanner().scan(picture)
            guard found?.map(\.text) == [symbol.transmitted] else { return false }
        }
        return true
    }
}
