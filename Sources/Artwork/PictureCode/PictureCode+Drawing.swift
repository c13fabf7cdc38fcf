internal import QRSymbol

extension PictureCode {
    /// Three pixels a side show a middle and something around it; more than 200 are a poster's.
    public static let scales = 3...200
    /// The pixels of a module in documents that are drawn at any size: 600 dots an inch at half a millimetre.
    public static let embeddedScale = 12

    /// Draws the symbol with its quiet zone.
    ///
    /// - Parameter scale: The pixels of a module, in ``scales``.
    /// - Returns: The drawing.
    /// - Throws: ``PictureCodeError/pixelsPerModule(_:allowed:)``, ``PictureCodeError/tooLarge(sidePixels:maximum:)``.
    /// - Complexity: O(pixels)
    public func raster(pixelsPerModule scale: Int) throws(PictureCodeError) -> Raster {
        guard Self.scales.contains(scale) else { throw .pixelsPerModule(scale, allowed: Self.scales) }
        guard side * scale <= SymbolPNG.maximumSidePixels else {
            throw .tooLarge(sidePixels: side * scale, maximum: SymbolPNG.maximumSidePixels)
        }
        var framed = Raster(width: side * scale, height: side * scale, filledWith: .white)
        let inner = PicturePainter(self, pixelsPerModule: scale).raster()
        framed.paste(inner, row: options.quietZone * scale, column: options.quietZone * scale)
        return framed
    }

    /// Draws a PNG file of 24 bits a pixel.
    ///
    /// - Parameter size: The pixels of a module, and the resolution that the file states (pHYs).
    /// - Returns: The file.
    /// - Throws: ``PictureCodeError``.
    public func png(size: PrintSize) throws(PictureCodeError) -> [UInt8] {
        let raster = try raster(pixelsPerModule: size.dotsPerModule)
        do { return try raster.png(pixelsPerMetre: size.pixelsPerMetre) } catch { throw .png(error) }
    }

    /// Draws an SVG document with the picture inside: nothing is linked.
    ///
    /// - Parameters:
    ///   - moduleMillimetres: The side of a module, more than 0; rounded to a ten-thousandth.
    ///   - title: What a screen reader says; not empty.
    ///   - summary: A longer description, left out when `nil`.
    /// - Returns: The document.
    /// - Throws: ``PictureCodeError``.
    public func svg(
        moduleMillimetres: Double, title: String = "QR code", summary: String? = nil
    ) throws(PictureCodeError) -> String {
        let inner = PicturePainter(self, pixelsPerModule: Self.embeddedScale).raster()
        let file: [UInt8]
        do { file = try inner.png() } catch { throw .png(error) }
        let length = decimalText(Double(side) * moduleMillimetres)
        let (frame, size) = (options.quietZone, symbol.size)
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(length)mm" height="\#(length)mm""#
                + #" viewBox="0 0 \#(side) \#(side)" role="img">"#,
            "<title>\(escaped(title))</title>",
        ]
        if let summary { lines.append("<desc>\(escaped(summary))</desc>") }
        lines.append(#"<rect width="\#(side)" height="\#(side)" fill="\#(Color.white)"/>"#)
        lines.append(
            #"<image x="\#(frame)" y="\#(frame)" width="\#(size)" height="\#(size)""#
                + #" href="data:image/png;base64,\#(base64Text(file))"/>"#)
        lines.append("</svg>\n")
        return lines.joined(separator: "\n")
    }
}
