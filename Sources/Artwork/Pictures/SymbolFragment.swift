internal import QRSymbol

/// A symbol as part of a larger drawing: with its quiet zone one unit square.
struct SymbolFragment {
    let svg: String

    init(_ symbol: Symbol, style: SymbolStyle) throws(StyleError) {
        let grid = try ModuleGrid(symbol, style: style)
        var svg = #"<svg width="1" height="1" viewBox="0 0 \#(grid.side) \#(grid.side)">"#
        if style.look.isPlain {
            svg += #"<rect width="\#(grid.side)" height="\#(grid.side)" fill="\#(style.light)"/>"#
            svg += #"<path fill="\#(style.dark)" d="\#(SymbolSVG.pathData(of: grid))"/>"#
        } else {
            svg += SymbolArt(grid, style: style).svgElements
        }
        if let logo = style.logo, let picture = grid.logoPicture {
            let fragment = LogoFragment(logo, width: picture.width, height: picture.height)
            svg += #"<g transform="translate(\#(decimalText(picture.x))"#
            svg += #" \#(decimalText(picture.y)))">\#(fragment.svg)</g>"#
        }
        self.svg = svg + "</svg>"
    }
}
