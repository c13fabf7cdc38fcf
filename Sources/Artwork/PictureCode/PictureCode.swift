public import QRSymbol

/// A photo or an illustration as the ground of a symbol.
///
/// The middle of every module is at least so much darker or lighter than its surroundings as a reader's threshold needs;
/// what is so already stays as it is, and around the middle more of the picture is left (`PictureBounds`,
/// `PicturePainter`). Finders, timing and alignment patterns are black and white. A symbol that is made for its picture
/// has many modules that need no pull at all, see ``PicturePlanner``.
public struct PictureCode: Sendable, Hashable {
    /// The modules.
    public let symbol: Symbol
    /// What was asked for.
    public let options: Options
    /// How far the middle of every module differs in luminance from its surroundings, in percent of full white.
    public let strength: Double
    /// The share of modules that are as light or dark as the picture, weighed by how decided it is, 0 to 1.
    public let agreement: Double
    /// The codewords of each block that the picture alone would make wrong.
    public let damagedPerBlock: [Int]

    let picture: SquarePicture
    let bounds: PictureBounds

    /// Lays a picture under a symbol.
    ///
    /// - Parameters:
    ///   - symbol: Any QR symbol; one that was not made for the picture shows less of it.
    ///   - picture: Its middle square is used.
    ///   - options: How strongly it gives way; level and version are the symbol's.
    /// - Throws: ``PictureCodeError``, ``PictureCodeError/unreadable(version:level:)`` only where no strength is stated.
    /// - Complexity: O(pixels) of the picture; where no strength is stated, a tenth of a second besides.
    public init(
        symbol: Symbol, picture: Raster, options: Options = Options()
    ) throws(PictureCodeError) {
        try options.validate()
        guard symbol.family == .qr else { throw .microSymbol }
        let square = SquarePicture(picture)
        let pictured = PicturedSymbol(symbol, face: square.face(size: symbol.size))
        if let strength = options.strength {
            self.init(pictured, square, options, strength: strength)
        } else {
            guard let code = try Self.readable([pictured], square, options) else {
                throw .unreadable(version: symbol.version, level: symbol.level)
            }
            self = code
        }
    }

    /// Makes the symbol for the picture.
    ///
    /// - Parameters:
    ///   - text: What the symbol holds; not empty.
    ///   - picture: Its middle square is used.
    ///   - options: How strong, how large.
    /// - Returns: Of the symbols that two readers take at several sizes the one that agrees most with the picture.
    /// - Throws: ``PictureCodeError``, among them ``PictureCodeError/unreadable(version:level:)``.
    /// - Complexity: About a tenth of a second.
    public static func planned(
        for text: [UInt8], picture: Raster, options: Options = Options()
    ) throws(PictureCodeError) -> PictureCode {
        try options.validate()
        let square = SquarePicture(picture)
        let planner = PicturePlanner(
            .init(level: options.level, versionSteps: options.versionSteps)
        ) { square.face(size: $0) }
        let symbols: [PicturedSymbol]
        do { symbols = try planner.symbols(text) } catch { throw .encoding(error) }
        guard let code = try readable(symbols, square, options) else {
            throw .unreadable(version: symbols[0].symbol.version, level: options.level)
        }
        return code
    }

    /// The weakest pull at which two readers take one of the symbols, and of these the first.
    private static func readable(
        _ symbols: [PicturedSymbol], _ picture: SquarePicture, _ options: Options
    ) throws(PictureCodeError) -> PictureCode? {
        for strength in options.strengthsToTry {
            for symbol in symbols {
                let code = PictureCode(symbol, picture, options, strength: strength)
                if try code.reads() { return code }
            }
        }
        return nil
    }

    private init(
        _ pictured: PicturedSymbol, _ picture: SquarePicture, _ options: Options, strength: Double
    ) {
        symbol = pictured.symbol
        agreement = pictured.agreement
        damagedPerBlock = pictured.damagedPerBlock
        self.options = options
        self.strength = strength
        self.picture = picture
        bounds = PictureBounds(pictured.symbol, picture: picture, strength: strength)
    }

    /// The modules on a side, quiet zones included.
    public var side: Int { symbol.size + 2 * options.quietZone }

    /// The sizes at which a symbol must be read as it is, in pixels a module: a phone's distances.
    private static let provingScales = [4, 6, 8]

    /// Asks two readers.
    private func reads() throws(PictureCodeError) -> Bool {
        for scale in Self.provingScales {
            let raster = try raster(pixelsPerModule: scale)
            let grey = GreyPicture(pixels: raster.luminance, width: raster.width, height: raster.height)
            let zbar = try? SymbolReader.readByZBar(grey)
            guard zbar?.map(\.text) == [symbol.transmitted],
                (try? ZXingScanner.scan(grey))?.map(\.text) == [symbol.transmitted]
            else { return false }
        }
        return true
    }
}
