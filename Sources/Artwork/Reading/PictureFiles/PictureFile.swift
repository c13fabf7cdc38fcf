/// A photo or an illustration as people have it: the bytes of a PNG or JPEG file that can be drawn.
public struct PictureFile: Sendable, Hashable {
    /// The largest file, 7 MB: in base 64 it is a text of 9.4 MB, and libxml2 takes 10 MB.
    ///
    /// A telephone's photographs have 2 to 6 MB.
    public static let maximumByteCount = 7_000_000

    /// The format of the file.
    public enum Format: String, Sendable, Hashable {
        /// Portable Network Graphics.
        case png
        /// Baseline or progressive JPEG, grey or of three colours.
        case jpeg
    }

    /// The format of ``bytes``.
    public let format: Format
    /// The file.
    public let bytes: [UInt8]
    /// In pixels, upright.
    public let width: Int
    /// In pixels, upright.
    public let height: Int

    /// The file without what cameras add; it is drawn as its samples lie.
    let bare: [UInt8]
    let orientation: PictureOrientation

    /// Looks at a file without decoding it.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - maximumSide: In pixels.
    /// - Throws: ``PictureFileError``.
    /// - Complexity: O(*n*)
    public init(
        _ bytes: [UInt8], maximumSide: Int = SVGRasterizer.maximumSide
    ) throws(PictureFileError) {
        guard bytes.count <= Self.maximumByteCount else {
            throw .tooManyBytes(bytes.count, maximum: Self.maximumByteCount)
        }
        self.bytes = bytes
        switch try Self.format(of: bytes) {
        case .png:
            (format, bare, orientation) = (.png, bytes, .upright)
            (width, height) = try Self.checkPNG(bytes)
        case .jpeg:
            let header = try JPEGHeader(bytes)
            try Self.check(header)
            (format, bare, orientation) = (.jpeg, header.bare(bytes), header.orientation)
            let swaps = header.orientation.swapsSides
            (width, height) = swaps ? (header.height, header.width) : (header.width, header.height)
        }
        guard width > 0, height > 0 else { throw .noPixels(width: width, height: height) }
        guard max(width, height) <= maximumSide, width * height <= SVGRasterizer.maximumPixelCount else {
            throw .tooManyPixels(
                width: width, height: height, maximumSide: maximumSide,
                maximumPixelCount: SVGRasterizer.maximumPixelCount)
        }
    }

    /// Tells formats by their first bytes.
    static func format(of bytes: [UInt8]) throws(PictureFileError) -> Format {
        if bytes.starts(with: PNGHeader.signature) { return .png }
        if JPEGHeader.begins(bytes) { return .jpeg }
        let reader = ByteReader(bytes[...])
        if reader.has("GIF87a", at: 0) || reader.has("GIF89a", at: 0) { throw .gif }
        if reader.has("RIFF", at: 0), reader.has("WEBP", at: 8) { throw .webP }
        throw .unknownFormat
    }

    private static func checkPNG(_ bytes: [UInt8]) throws(PictureFileError) -> (width: Int, height: Int) {
        guard let header = PNGHeader(bytes) else { throw .truncated }
        let outline = PNGOutline(bytes)
        if let count = outline.frameCount, count != 1 { throw .animatedPNG(frameCount: count) }
        guard outline.isComplete else { throw .truncated }
        return (header.width, header.height)
    }

    private static func check(_ header: JPEGHeader) throws(PictureFileError) {
        guard header.componentCount == 1 || header.componentCount == 3 else {
            throw .colourComponents(header.componentCount)
        }
        guard (0xC0...0xC2).contains(header.frameMarker), header.bitCount == 8 else {
            throw .unusualJPEG(marker: header.frameMarker, bitCount: header.bitCount)
        }
    }

    /// Draws the picture upright, a pixel for a pixel.
    ///
    /// - Parameter background: What shows through where it is transparent.
    /// - Returns: The picture.
    /// - Throws: ``PictureFileError``, among them ``PictureFileError/invisible``.
    public func raster(on background: Color = .white) throws(PictureFileError) -> Raster {
        switch format {
        case .png:
            guard try isVisible() else { throw .invisible }
            do { return try Raster(png: bytes, on: background) } catch { throw .png(error) }
        case .jpeg:
            let swaps = orientation.swapsSides
            let (across, down) = swaps ? (height, width) : (width, height)
            return try lyingRaster(width: across, height: down, on: background).turned(orientation)
        }
    }

    /// Draws a JPEG as its samples lie in the file, at any size.
    ///
    /// - Parameters:
    ///   - across: In pixels.
    ///   - down: In pixels.
    ///   - background: What shows where the picture's proportions are others.
    /// - Returns: The picture.
    /// - Throws: ``PictureFileError/drawing(_:)``.
    func lyingRaster(
        width across: Int, height down: Int, on background: Color = .white
    ) throws(PictureFileError) -> Raster {
        let document = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(across)" height="\(down)">\
            <image width="\(across)" height="\(down)" href="data:image/jpeg;base64,\(base64Text(bare))"/></svg>
            """
        do {
            return try SVGRasterizer.render(
                Array(document.utf8), width: across, height: down, on: background)
        } catch {
            throw .drawing(error)
        }
    }

    /// Whether any pixel of the picture can be seen.
    func isVisible() throws(PictureFileError) -> Bool {
        guard format == .png, PNGOutline(bytes).hasTransparency else { return true }
        let pixels: PNGDecoder.Pixels
        do { pixels = try PNGDecoder.rgba(of: bytes) } catch { throw .png(error) }
        return stride(from: 3, to: pixels.bytes.count, by: 4).contains { pixels.bytes[$0] > 0 }
    }
}
