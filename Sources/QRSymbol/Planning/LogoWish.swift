/// What somebody wants of a logo's place in a symbol.
public struct LogoWish: Sendable, Hashable {
    /// How far to the middle a logo belongs.
    public enum Position: String, Sendable, Hashable, CaseIterable {
        /// Where the symbol stays strongest; of equals the one nearest to the middle. The symbol may lie on its side where
        /// that makes it stronger.
        case best
        /// The best place of an upright symbol.
        case upright
        /// In the middle of an upright symbol, whatever it costs.
        case center
    }

    /// The share of the symbol's modules that the logo hides, in percent, 1 to 40.
    ///
    /// Beyond 40 the three finders leave no room.
    public static let percents: ClosedRange<Double> = 1...40
    /// How far above the smallest version a symbol may go: five are 20 modules a side, and with more a module is too
    /// small on the same paper.
    public static let versionSteps = 0...5

    /// The share of the symbol's modules that the logo hides, in percent.
    public var percent: Double
    /// Width of the picture divided by its height; the ring around it does not count.
    public var aspect: Double
    /// The least error correction level.
    public var level: CorrectionLevel
    /// The smallest version to use, 1 to 40.
    public var minimumVersion: Int
    /// How many versions above the smallest that holds the text are allowed.
    public var versionSteps: Int
    /// Where the logo goes.
    public var position: Position
    /// The ring around the picture, and what else is hidden.
    public var knockOut: KnockOut
    /// Whether the logo may hide alignment patterns: readers take a dot of some logos for the one that is missing.
    public var hidesAlignmentPatterns = true

    /// Wishes for a logo.
    public init(
        percent: Double, aspect: Double = 1, level: CorrectionLevel = .low, minimumVersion: Int = 1,
        versionSteps: Int = Self.versionSteps.upperBound, position: Position = .best,
        knockOut: KnockOut = .standard
    ) {
        self.percent = percent
        self.aspect = aspect
        self.level = level
        self.minimumVersion = minimumVersion
        self.versionSteps = versionSteps
        self.position = position
        self.knockOut = knockOut
    }

    /// How the symbol may lie.
    var turns: [SymbolTurn] { position == .best ? SymbolTurn.allCases : [.upright] }

    /// Rectangles that are tried: a row more and a column less may hide fewer codewords.
    private static let dimensionsCount = 3
    /// In a symbol of more modules a side than version 7 has, one of the three hides hardly anything else.
    private static let largeDimensionsCount = 2
    private static let smallSize = 45
    /// So much wider, higher or larger than the best a rectangle may be.
    private static let dimensionsTolerance = 0.08

    /// The modules that this share is, to a twentieth of a percent.
    private func area(inSymbolOf size: Int) -> Double { (percent - 0.05) / 100 * Double(size * size) }

    /// The least modules that are hidden where a logo hides this share.
    func leastModuleCount(inSymbolOf size: Int) -> Int { Int(area(inSymbolOf: size).rounded(.up)) }

    /// The rectangles of this share, to a twentieth of a percent, that come nearest to the aspect.
    ///
    /// - Parameter size: The modules a side of the symbol.
    /// - Returns: Rows and columns, the best first; none for an outline that hides less however large it is.
    func dimensions(inSymbolOf size: Int) -> [(rows: Int, columns: Int)] {
        let area = area(inSymbolOf: size)
        var found = knockOut.outline.map { outlined($0, hiding: area, size) } ?? rectangles(area, size)
        found.sort { ($0.cost, $0.rows, $0.columns) < ($1.cost, $1.rows, $1.columns) }
        return found.prefix(size > Self.smallSize ? Self.largeDimensionsCount : Self.dimensionsCount)
            .filter { $0.cost <= found[0].cost + Self.dimensionsTolerance }
            .map { ($0.rows, $0.columns) }
    }

    /// A rectangle, and how much larger or of how much another shape it is than the wish.
    typealias Costed = (cost: Double, rows: Int, columns: Int)

    private func rectangles(_ area: Double, _ size: Int) -> [Costed] {
        let least = knockOut.minimumSide
        var found: [Costed] = []
        for rows in least...max(size, least) {
            let columns = max(least, Int((area / Double(rows)).rounded(.up)))
            guard columns <= size else { continue }
            let ring = 2 * knockOut.ring
            let stretch = (Double(columns) - ring) / ((Double(rows) - ring) * aspect)
            // A logo that is too wide by a tenth leaves a tenth of its rectangle empty; so does one that is too high.
            let cost = max(stretch, 1 / stretch) - 1 + (Double(rows * columns) / area - 1)
            found.append((cost, rows, columns))
        }
        return found
    }
}
