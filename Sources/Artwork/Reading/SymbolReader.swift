internal import CBarcodeReader

/// Reads QR symbols in pictures by ZBar, which shares no code with the encoder or the drawings.
public enum SymbolReader {
    /// The longest side of a picture, in pixels.
    public static let maximumSide = PNGDecoder.maximumSide
    /// The most pixels of a picture.
    public static let maximumPixelCount = PNGDecoder.maximumPixelCount

    /// One symbol that was read.
    public struct ReadSymbol: Sendable, Hashable {
        /// What it holds, byte for byte.
        public let text: [UInt8]
        /// Its corners in pixels, as far as ZBar found them.
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
        /// ZBar failed to search.
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
        let found = try Scanner().scan(luminance, width: width, height: height)
        // ZBar wants a few pixels to a module: a small picture gets a second chance at four times its size.
        let small = max(width, height) * enlargement <= enlargedSide
        guard found.isEmpty, small else { return found }
        return try Scanner().scan(
            enlarged(luminance, width: width), width: width * enlargement, height: height * enlargement
        ).map { symbol in
            let position = symbol.position.map { Point(x: $0.x / enlargement, y: $0.y / enlargement) }
            return ReadSymbol(text: symbol.text, position: position)
        }
    }

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

    private static let enlargement = 4
    /// The largest picture that is enlarged to, in pixels a side; a version 40 symbol at two pixels a module fits.
    private static let enlargedSide = 1_600

    private static func enlarged(_ luminance: [UInt8], width: Int) -> [UInt8] {
        stride(from: 0, to: luminance.count, by: width).flatMap { start in
            let row = luminance[start..<start + width].flatMap { Array(repeating: $0, count: enlargement) }
            return (0..<enlargement).flatMap { _ in row }
        }
    }
}

/// One ZBar scanner, set to QR symbols.
@safe private final class Scanner {
    private let scanner: OpaquePointer

    init() throws(SymbolReader.ReaderError) {
        guard let scanner = unsafe zbar_image_scanner_create() else { throw .reader }
        unsafe self.scanner = unsafe scanner
        // Other kinds find bars in modules. Binary keeps ZBar from guessing a character set.
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
        unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
    }

    deinit { unsafe zbar_image_scanner_destroy(scanner) }

    func scan(
        _ luminance: [UInt8], width: Int, height: Int
    ) throws(SymbolReader.ReaderError) -> [SymbolReader.ReadSymbol] {
        guard let image = unsafe zbar_image_create() else { throw .reader }
        defer { unsafe zbar_image_destroy(image) }
        unsafe zbar_image_set_format(image, Self.grey)
        unsafe zbar_image_set_size(image, UInt32(width), UInt32(height))
        // The image only borrows the pixels, so it is searched while the pointer lives.
        let count = unsafe luminance.withUnsafeBufferPointer { buffer in
            unsafe zbar_image_set_data(image, buffer.baseAddress, UInt(buffer.count), nil)
            return unsafe zbar_scan_image(scanner, image)
        }
        guard count >= 0 else { throw .reader }
        var found: [SymbolReader.ReadSymbol] = []
        var next = unsafe zbar_image_first_symbol(image)
        while let symbol = unsafe next {
            unsafe found.append(Self.copied(symbol))
            unsafe next = unsafe zbar_symbol_next(symbol)
        }
        return found
    }

    /// The four letters Y800, eight bits of grey, as ZBar packs them.
    private static let grey = "Y800".utf8.reversed().reduce(UInt(0)) { $0 << 8 | UInt($1) }

    private static func copied(_ symbol: OpaquePointer) -> SymbolReader.ReadSymbol {
        let count = unsafe Int(zbar_symbol_get_data_length(symbol))
        let data = unsafe UnsafeRawBufferPointer(start: zbar_symbol_get_data(symbol), count: count)
        let position = unsafe (0..<zbar_symbol_get_loc_size(symbol)).map { index in
            unsafe SymbolReader.Point(
                x: Int(zbar_symbol_get_loc_x(symbol, index)), y: Int(zbar_symbol_get_loc_y(symbol, index)))
        }
        return unsafe SymbolReader.ReadSymbol(text: Array(data), position: position)
    }
}
