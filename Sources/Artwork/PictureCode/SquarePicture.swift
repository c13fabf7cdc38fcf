internal import QRSymbol

/// The middle square of a picture, and what it shows in each module.
struct SquarePicture: Sendable, Hashable {
    /// The longest side that is kept, in pixels: more than twenty for a module of version 10.
    static let maximumSide = 1_200

    /// A square.
    let raster: Raster

    /// Cuts the middle out, and makes it smaller if it is large.
    init(_ picture: Raster) {
        let square = picture.middleSquare
        raster = square.width > Self.maximumSide ? square.scaled(side: Self.maximumSide) : square
    }

    /// The pixels a side at which a module is looked at.
    private static let pixels = 8

    /// The luminance of each module's middle half, row after row.
    func middles(size: Int) -> [Float] { luminance(size: size, pixels: 2..<6) }

    /// The luminance of each whole module, row after row.
    func modules(size: Int) -> [Float] { luminance(size: size, pixels: 0..<8) }

    /// Averages some rows and columns of each module's pixels.
    private func luminance(size: Int, pixels: Range<Int>) -> [Float] {
        let width = size * Self.pixels
        let tones = raster.scaled(side: width).luminance
        return (0..<size * size).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: size)
            var sum = 0
            for y in pixels {
                let line = (row * Self.pixels + y) * width + column * Self.pixels
                for x in pixels { sum += Int(tones[line + x]) }
            }
            return Float(sum) / Float(pixels.count * pixels.count)
        }
    }

    /// Where dark ends and light begins: half of the modules are dark, if that is a tone in the middle.
    private static let thresholds: ClosedRange<Float> = 90...160
    /// The luminance between a module that is as likely dark as light and one that is wholly decided.
    private static let undecided: Float = 80

    /// What the picture shows at the middle of each module; mid tones are the least decided.
    func face(size: Int) -> LogoFace {
        let tones = middles(size: size)
        let median = tones.sorted()[tones.count / 2]
        let threshold = min(max(median, Self.thresholds.lowerBound), Self.thresholds.upperBound)
        return LogoFace(rows: size, columns: size) { row, column in
            let share = 0.5 + (threshold - tones[row * size + column]) / (2 * Self.undecided)
            // No module is beyond doubt, so that a codeword is worth more with more modules that are right.
            return Double(min(max(share, 0.02), 0.98))
        }
    }
}
