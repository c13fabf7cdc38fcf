public import QRSymbol

/// Draws a symbol as an SVG document.
///
/// One path in whole modules, without clip paths or masks, which illustration programs and PDF viewers
/// get wrong. The file is complete in itself: a logo is embedded, not linked.
public enum SymbolSVG {
    /// Draws a symbol in whole modules.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - style: Its colours, quiet zone and logo.
    ///   - frame: What is drawn around it; the document is as large as the frame then.
    ///   - moduleMillimetres: The side of a module, more than 0; rounded to a ten-thousandth.
    ///   - title: What a screen reader says; not empty.
    ///   - summary: A longer description, left out when `nil`.
    /// - Returns: The document.
    /// - Throws: ``DrawingError``, when the logo does not fit or is no picture.
    public static func encode(
        _ symbol: Symbol, style: SymbolStyle = .blackOnWhite, frame: CallFrame? = nil,
        moduleMillimetres: Double,
        title: String = "QR code", summary: String? = nil
    ) throws(DrawingError) -> String {
        let grid: ModuleGrid
        do { grid = try ModuleGrid(symbol, style: style) } catch { throw .style(error) }
        let placed = frame?.placed(around: grid.side)
        let width = placed?.picture.width ?? Double(grid.side)
        let height = placed?.picture.height ?? Double(grid.side)
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(decimalText(width * moduleMillimetres))mm""#
                + #" height="\#(decimalText(height * moduleMillimetres))mm""#
                + #" viewBox="0 0 \#(decimalText(width)) \#(decimalText(height))" role="img">"#,
            "<title>\(escaped(title))</title>",
        ]
        if let summary { lines.append("<desc>\(escaped(summary))</desc>") }
        if let placed {
            lines.append(placed.picture.svgElements)
            lines.append(#"<g transform="translate(\#(placed.column) \#(placed.row))">"#)
        }
        lines += try elements(of: grid, style: style)
        if placed != nil { lines.append("</g>") }
        lines.append("</svg>\n")
        return lines.joined(separator: "\n")
    }

    /// The symbol with its quiet zone and logo, from the upper left corner of the drawing.
    private static func elements(of grid: ModuleGrid, style: SymbolStyle) throws(DrawingError) -> [String] {
        var lines: [String] = []
        if style.look.isPlain {
            lines.append(#"<rect width="\#(grid.side)" height="\#(grid.side)" fill="\#(style.light)"/>"#)
            lines.append(
                #"<path fill="\#(style.dark)" shape-rendering="crispEdges" d="\#(pathData(of: grid))"/>"#)
        } else {
            lines.append(SymbolArt(grid, style: style).svgElements)
        }
        if let logo = style.logo, let picture = grid.logoPicture {
            try logo.prove()
            lines.append(image(logo, in: picture))
        }
        return lines
    }

    /// Returns the dark runs as rectangles of one path, for a drawing whose unit is the module.
    static func pathData(of grid: ModuleGrid) -> String {
        grid.runs.reduce(into: "") { data, run in
            let width = run.columns.count
            data += "M\(run.columns.lowerBound) \(run.row)h\(width)v1h-\(width)z"
        }
    }

    /// A logo keeps its proportions in the middle of its rectangle, the default of SVG.
    private static func image(_ logo: Logo, in place: LogoBounds) -> String {
        #"<image x="\#(decimalText(place.x))" y="\#(decimalText(place.y))""#
            + #" width="\#(decimalText(place.width))" height="\#(decimalText(place.height))" href="data:\#(logo.format.mediaType);base64,\#(base64Text(logo.bytes))"/>"#
    }
}
