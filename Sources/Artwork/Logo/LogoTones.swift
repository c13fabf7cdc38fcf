public import QRSymbol

/// Where a logo is light and where it is dark, as readers see it.
public struct LogoTones: Sendable {
    /// The longer side of the picture that is looked at: with forty modules on it, a module has a dozen pixels.
    private static let pixels = 480

    private let sums: LuminanceSums
    private let width: Int
    private let height: Int
    /// The luminance of light modules, and half way to dark ones.
    private let light: Float
    private let middle: Float

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
        (width, height) = Logo.pixels(aspect: aspect, longestSide: Self.pixels)
        let raster = try logo.raster(width: width, height: height, on: style.light)
        sums = LuminanceSums(raster.luminance, width: width, height: height)
        light = Float(Raster(width: 1, height: 1, filledWith: style.light).luminance[0])
        middle = (light + Float(Raster(width: 1, height: 1, filledWith: style.dark).luminance[0])) / 2
    }

    /// What the logo shows in a rectangle of modules.
    ///
    /// - Parameters:
    ///   - rows: The ring included.
    ///   - columns: The ring included.
    /// - Returns: The share of readings that see each module dark; none for those that are not hidden.
    /// - Complexity: O(rows × columns)
    public func face(rows: Int, columns: Int) -> LogoFace {
        let margins = 2 * Float(knockOut.ring)
        let (high, wide) = (max(1, Float(rows) - margins), max(1, Float(columns) - margins))
        let mask = knockOut.mask(rows: rows, columns: columns)
        // The picture keeps its proportions in the middle.
        let scale = min(high / Float(height), wide / Float(width))
        let module = 1 / scale
        let (top, left) = (
            (Float(rows) - Float(height) * scale) / 2, (Float(columns) - Float(width) * scale) / 2
        )
        return LogoFace(rows: rows, columns: columns) { row, column in
            guard mask?.hides(row: row, column: column) ?? true else { return nil }
            return share(
                row: (Float(row) + 0.5 - top) * module, column: (Float(column) + 0.5 - left) * module,
                module: module)
        }
    }

    /// How far beside the middle a reader looks, in modules.
    private static let offsets: [Float] = [-0.12, 0, 0.12]
    /// The squares that a reader's pixels blur together, in modules, and how often each counts: near, usual, far.
    private static let apertures: [(side: Float, weight: Int)] = [(0.2, 2), (0.45, 2), (0.8, 1)]
    /// The squares whose average decides what is dark, in modules: readers take windows of a few modules to a dozen.
    private static let windows: [Float] = [7, 13]

    /// The share of readings of one module that see dark.
    private func share(row: Float, column: Float, module: Float) -> Double {
        // Half of the modules around the logo are dark.
        let averages = Self.windows.map {
            sums.average(row: row, column: column, side: $0 * module, outside: middle)
        }
        let thresholds = [middle, (averages[0] + middle) / 2, averages[1]]
        var (seen, all) = (0, 0)
        for aperture in Self.apertures {
            for down in Self.offsets {
                for right in Self.offsets {
                    let value = tone(
                        row: row + down * module, column: column + right * module, aperture.side * module)
                    seen += thresholds.count { value < $0 } * aperture.weight
                    all += thresholds.count * aperture.weight
                }
            }
        }
        return Double(seen) / Double(all)
    }

    /// The luminance of a small square; beyond the picture the ground shows.
    private func tone(row: Float, column: Float, _ side: Float) -> Float {
        let isOutside =
            row + side / 2 <= 0 || column + side / 2 <= 0 || row - side / 2 >= Float(height)
            || column - side / 2 >= Float(width)
        return isOutside ? light : sums.average(row: row, column: column, side: side, outside: light)
    }
}
