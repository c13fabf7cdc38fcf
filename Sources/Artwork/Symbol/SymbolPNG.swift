public import QRSymbol

/// Why a symbol was not drawn.
public enum DrawingError: Error, Sendable, Hashable {
    /// The style does not go with the symbol.
    case style(StyleError)
    /// The picture would have more pixels a side than the reader that checks it takes.
    case tooLarge(sidePixels: Int, maximum: Int)
    /// No size of the logo leaves the symbol readable.
    case unreadableLogo(version: Int, level: CorrectionLevel)
    /// The logo, an SVG document, or the drawing with it could not be turned into pixels.
    case logoDocument(SVGRasterizer.RenderError)
    /// The logo, a PNG file, could not be read.
    case logoFile(PNGError)
    /// The logo, a JPEG file, could not be read.
    case logoPicture(PictureFileError)
    /// The picture could not be written.
    case png(PNGError)
}

/// Draws a symbol as a PNG picture.
public enum SymbolPNG {
    /// The longest side, 10,000 pixels: the hundred million pixels that the reader takes.
    public static let maximumSidePixels = 10_000

    /// Draws one bit a pixel with a palette of two colours, or 24 bits with a logo or a look of its own.
    ///
    /// A look without ground has 32 bits a pixel, the last eight of which are its opacity.
    ///
    /// - Parameters:
    ///   - symbol: The symbol.
    ///   - style: Its colours, quiet zone and logo.
    ///   - frame: What is drawn around it, in 24 bits a pixel; the picture is as large as the frame then.
    ///   - size: The pixels of a module, and the resolution that the file states (pHYs).
    /// - Returns: The file.
    /// - Throws: ``DrawingError``.
    /// - Complexity: O(side²) in pixels with a logo, otherwise in modules and in the compressor's work.
    public static func encode(
        _ symbol: Symbol, style: SymbolStyle = .blackOnWhite, frame: CallFrame? = nil, size: PrintSize
    ) throws(DrawingError) -> [UInt8] {
        let grid: ModuleGrid
        do { grid = try ModuleGrid(symbol, style: style) } catch { throw .style(error) }
        let side = grid.side * size.dotsPerModule
        guard side <= maximumSidePixels else {
            throw .tooLarge(sidePixels: side, maximum: maximumSidePixels)
        }
        if let frame {
            return try framed(symbol, style: style, frame: frame.placed(around: grid.side), size: size)
        }
        guard style.look.isPlain else { return try looked(symbol, style: style, side: side, size: size) }
        guard style.logo != nil else { return try plain(grid, style: style, size: size) }
        let raster = try painted(grid, style: style, scale: size.dotsPerModule)
        do { return try raster.png(pixelsPerMetre: size.pixelsPerMetre) } catch { throw .png(error) }
    }

    /// Draws a frame and the symbol on whole pixels within it.
    private static func framed(
        _ symbol: Symbol, style: SymbolStyle, frame: PlacedFrame, size: PrintSize
    ) throws(DrawingError) -> [UInt8] {
        let scale = size.dotsPerModule
        let width = Int((frame.picture.width * Double(scale)).rounded(.up))
        let height = Int((frame.picture.height * Double(scale)).rounded(.up))
        guard max(width, height) <= maximumSidePixels else {
            throw .tooLarge(sidePixels: max(width, height), maximum: maximumSidePixels)
        }
        let view = [width, height].map { decimalText(Double($0) / Double(scale)) }.joined(separator: " ")
        let document =
            #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(view)">"#
            + frame.picture.svgElements + "</svg>"
        var raster: Raster
        do {
            raster = try SVGRasterizer.render(
                Array(document.utf8), width: width, height: height, on: .white)
        } catch { throw .logoDocument(error) }
        raster.paste(
            try self.raster(symbol, style: style, scale: scale), row: frame.row * scale,
            column: frame.column * scale)
        do { return try raster.png(pixelsPerMetre: size.pixelsPerMetre) } catch { throw .png(error) }
    }

    /// Draws a look of its own by librsvg, with opacity where it has no ground.
    private static func looked(
        _ symbol: Symbol, style: SymbolStyle, side: Int, size: PrintSize
    ) throws(DrawingError) -> [UInt8] {
        let document = try document(symbol, style: style)
        let encoder: PNGEncoder
        do {
            if style.look.ground == .filled {
                let raster = try SVGRasterizer.render(document, width: side, on: style.light)
                encoder = PNGEncoder(
                    rows: raster.pixels, rowCount: side, width: side, pixels: .rgb,
                    pixelsPerMetre: size.pixelsPerMetre)
            } else {
                encoder = PNGEncoder(
                    rows: try SVGRasterizer.transparent(document, side: side), rowCount: side, width: side,
                    pixels: .rgba, pixelsPerMetre: size.pixelsPerMetre)
            }
        } catch { throw .logoDocument(error) }
        do { return try encoder.encoded() } catch { throw .png(error) }
    }

    /// The symbol with its quiet zone as an SVG document without a size of the world.
    private static func document(_ symbol: Symbol, style: SymbolStyle) throws(DrawingError) -> [UInt8] {
        try style.logo?.prove()
        do {
            let fragment = try SymbolFragment(symbol, style: style).svg
            return Array(
                #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\#(fragment)</svg>"#.utf8)
        } catch { throw .style(error) }
    }

    /// One bit a pixel: value 0 is light, 1 is dark.
    private static func plain(
        _ grid: ModuleGrid, style: SymbolStyle, size: PrintSize
    ) throws(DrawingError) -> [UInt8] {
        let width = grid.side * size.dotsPerModule
        let bytesPerRow = (width + 7) / 8
        var rows = [UInt8](repeating: 0, count: bytesPerRow * grid.side)
        for run in grid.runs {
            let pixels =
                run.columns.lowerBound * size.dotsPerModule..<run.columns.upperBound * size.dotsPerModule
            for pixel in pixels {
                rows[run.row * bytesPerRow + pixel / 8] |= 0x80 >> UInt8(pixel % 8)
            }
        }
        let encoder = PNGEncoder(
            rows: rows, rowCount: grid.side, repeating: size.dotsPerModule, width: width,
            pixels: .oneBit(zero: style.light, one: style.dark), pixelsPerMetre: size.pixelsPerMetre)
        do { return try encoder.encoded() } catch { throw .png(error) }
    }

    /// Draws a symbol in colour, for a reader that is to see it.
    static func raster(_ symbol: Symbol, style: SymbolStyle, scale: Int) throws(DrawingError) -> Raster {
        let grid: ModuleGrid
        do { grid = try ModuleGrid(symbol, style: style) } catch { throw .style(error) }
        guard !style.look.isPlain else { return try painted(grid, style: style, scale: scale) }
        let document = try document(symbol, style: style)
        do {
            return try SVGRasterizer.render(document, width: grid.side * scale, on: style.surroundings)
        } catch { throw .logoDocument(error) }
    }

    private static func painted(
        _ grid: ModuleGrid, style: SymbolStyle, scale: Int
    ) throws(DrawingError) -> Raster {
        var raster = Raster(width: grid.side * scale, height: grid.side * scale, filledWith: style.light)
        for run in grid.runs {
            let bar = Raster(width: run.columns.count * scale, height: scale, filledWith: style.dark)
            raster.paste(bar, row: run.row * scale, column: run.columns.lowerBound * scale)
        }
        guard let logo = style.logo, let picture = grid.logoPicture else { return raster }
        let dots = picture.dots(perModule: scale)
        if logo.knockOut.outline == nil {
            let drawn = try logo.raster(width: dots.width, height: dots.height, on: style.light)
            raster.paste(drawn, row: dots.row, column: dots.column)
        } else {
            let drawn = try logo.overlay(width: dots.width, height: dots.height)
            raster.lay(drawn, row: dots.row, column: dots.column)
        }
        return raster
    }
}
