/// Reads QR symbols in pictures by ZBar, which shares no code with the encoder or the drawings.
///
/// Where ZBar finds nothing, zxing-cpp is asked: now and then one of them misses a clean symbol at one size.
public enum SymbolReader {
    /// The longest side of a picture, in pixels.
    public static let maximumSide = PNGDecoder.maximumSide
    /// The most pixels of a picture.
    public static let maximumPixelCount = PNGDecoder.maximumPixelCount

    /// One symbol that was read.
    public struct ReadSymbol: Sendable, Hashable {
        /// What it holds, byte for byte.
        public let text: [UInt8]
        /// Its corners in pixels, as far as the reader found them.
        public let position: [Point]
    }

    /// A place in a picture, in pixels from the top left.
    public struct Point: Sendable, Hashable {
        /// From the left.
        public let x: Int
        /// From the top.
        public let y: Int
    }

    /// Why a picture could not be searched; finding no symbol is not an error.
    public enum ReaderError: Error, Sendable, Hashable {
        /// The PNG file could not be read.
        case png(PNGError)
        /// The SVG document could not be drawn.
        case svg(SVGRasterizer.RenderError)
        /// The picture has no pixels, or more than the limits.
        case unusableSize(width: Int, height: Int)
        /// A reader failed to search.
        case reader
    }

    /// Searches a grey picture.
    ///
    /// - Parameters:
    ///   - luminance: A byte a pixel, row after row, 0 for black.
    ///   - width: In pixels.
    ///   - height: In pixels.
    /// - Returns: All symbols, in the order in which they were found.
    /// - Throws: ``ReaderError``.
    public static func read(
        luminance: [UInt8], width: Int, height: Int
    ) throws(ReaderError) -> [ReadSymbol] {
        guard (1...maximumSide).contains(width), (1...maximumSide).contains(height),
            width * height <= maximumPixelCount
        else {
            throw .unusableSize(width: width, height: height)
        }
        precondition(luminance.count == width * height, "a byte for each pixel")
        let picture = GreyPicture(pixels: luminance, width: width, height: height)
        let found = try readByZBar(picture)
        guard found.isEmpty else { return found }
        return try ZXingScanner.scan(picture).map { ReadSymbol(text: $0.text, position: $0.corners) }
    }

    /// Searches a picture by ZBar alone, enlarged where it finds nothing at first.
    static func readByZBar(_ picture: GreyPicture) throws(ReaderError) -> [ReadSymbol] {
        let found = try ZBarScanner().scan(picture)
        guard found.isEmpty else { return found }
        let side = max(picture.width, picture.height)
        for retry in GreyPicture.Enlargement.retries where retry.scaled(side) <= retrySide {
            let again = try ZBarScanner().scan(picture.enlarged(retry))
            guard again.isEmpty else { return again.map { $0.shrunk(retry) } }
        }
        return []
    }

    /// The longest side of an enlarged picture, in pixels; larger pictures have enough to a module.
    private static let retrySide = 5_000

    /// Searches a PNG picture; transparent parts are laid on white.
    ///
    /// - Parameter file: At most 20,000 pixels a side and 100 million in all.
    /// - Returns: All symbols, in the order in which they were found.
    /// - Throws: ``ReaderError``.
    public static func read(png file: [UInt8]) throws(ReaderError) -> [ReadSymbol] {
        let pixels: PNGDecoder.Pixels
        do { pixels = try PNGDecoder.luminance(of: file) } catch { throw .png(error) }
        return try read(luminance: pixels.bytes, width: pixels.width, height: pixels.height)
    }

    /// Searches an SVG document, drawn on white.
    ///
    /// - Parameters:
    ///   - document: The SVG file.
    ///   - width: The width at which it is drawn, in pixels.
    /// - Returns: All symbols, in the order in which they were found.
    /// - Throws: ``ReaderError``.
    public static func read(svg document: [UInt8], width: Int = 1_000) throws(ReaderError) -> [ReadSymbol] {
        let raster: Raster
        do { raster = try SVGRasterizer.render(document, width: width) } catch { throw .svg(error) }
        return try read(luminance: raster.luminance, width: raster.width, height: raster.height)
    }
}

extension SymbolReader.ReadSymbol {
    /// Returns the symbol with its place in the picture that was enlarged.
    fileprivate func shrunk(_ enlargement: GreyPicture.Enlargement) -> Self {
        Self(
            text: text,
            position: position.map { .init(x: enlargement.original($0.x), y: enlargement.original($0.y)) })
    }
}
