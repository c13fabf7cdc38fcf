public import QRSymbol

/// Where a logo is light and where it is dark, as readers see it.
public struct LogoTones: Sendable {
    /// The longer side of the picture that is looked at: with forty modules on it, a module has a dozen pixels.
    private static let pixels = 480

    private let tones: ReadTones

    /// Width divided by height of the picture, its ring not counted.
    public let aspect: Double
    private let knockOut: KnockOut

    /// Draws the logo once.
    ///
    /// - Parameters:
    ///   - logo: The picture.
    ///   - style: The ground that it stands on, and what is dark beside it.
    /// - Throws: ``DrawingError/logoDocument(_:)`` or ``DrawingError/logoFile(_:)``.
    public init(_ logo: Logo, style: SymbolStyle) throws(DrawingError) {
        aspect = try logo.aspect()
        knockOut = logo.knockOut
        let (width, height) = Logo.pixels(aspect: aspect, longestSide: Self.pixels)
        let raster = try logo.raster(width: width, height: height, on: style.light)
        let light = Float(Raster(width: 1, height: 1, filledWith: style.light).luminance[0])
        let dark = Float(Raster(width: 1, height: 1, filledWith: style.dark).luminance[0])
        tones = ReadTones(
            LuminanceSums(raster.luminance, width: width, height: height), light: light, dark: dark)
    }

    /// What the logo shows in a rectangle of modules, as large as its ring leaves room for.
    ///
    /// - Parameters:
    ///   - rows: The ring included.
    ///   - columns: The ring included.
    /// - Returns: The share of readings that see each module dark; none for those that are not hidden. The picture lies a
    ///   part of a module off the middle where readers agree more so.
    /// - Complexity: O(rows × columns)
    public func face(rows: Int, columns: Int) -> LogoFace {
        face(rows: rows, columns: columns, shrink: 0, mask: knockOut.mask(rows: rows, columns: columns))
    }

    /// Looks whether readers agree more where the picture is smaller, by up to a module and no more than its ring.
    ///
    /// - Parameter face: What the logo shows as large as its ring leaves room for.
    /// - Returns: Of equals the largest.
    public func seated(_ face: LogoFace) -> LogoFace {
        // An outline was found for the picture in its middle, and without a ring the edge of a picture is its place's.
        guard face.mask == nil else { return face }
        return Self.shrinks.filter { $0 <= knockOut.ring }.reduce(face) { best, shrink in
            let smaller = self.face(rows: face.rows, columns: face.columns, shrink: shrink, mask: nil)
            return smaller.doubt < best.doubt ? smaller : best
        }
    }

    /// What is tried to be taken off the longer side, in modules: more than one would be seen.
    private static let shrinks = [0.5, 1]

    private func face(rows: Int, columns: Int, shrink: Double, mask: LogoMask?) -> LogoFace {
        let module = module(rows, columns, shrink: shrink)
        let lattice = ToneLattice(tones, rows: rows, columns: columns, module: module)
        let reach = mask == nil ? (knockOut.ring + shrink) / 2 : 0
        return lattice.face(lattice.bestShift(reach: reach), shrink: shrink, mask: mask)
    }

    /// A module in pixels of the picture, which keeps its proportions in the rectangle.
    private func module(_ rows: Int, _ columns: Int, shrink: Double) -> Float {
        let margins = 2 * knockOut.ring
        let (high, wide) = (max(1, Double(rows) - margins), max(1, Double(columns) - margins))
        let scale = min(high / Double(tones.height), wide / Double(tones.width))
        return Float(1 / (scale * (1 - shrink / max(high, wide))))
    }
}
