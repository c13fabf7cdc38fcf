/// What readers' odds are, by measurement, in points of a hundred readings that fail.
///
/// Six decoders read symbols of the same size of module under 44 kinds of damage (turned, tilted, blurred, low in contrast,
/// noisy, partly covered and so on). Two things decide how many fail: how large the symbol is, and how much of a block
/// can still be wrong.
enum ReadingOdds {
    /// Up to version 6 each version costs nearly two points, later ones hardly anything: from version 7 on there are more
    /// alignment patterns to hold on to.
    static func points(version: Int) -> Double {
        1.8 * Double(min(version, 6)) + 0.3 * Double(max(version - 6, 0))
    }

    /// How much a block adds to ``points(weights:)``.
    ///
    /// - Parameters:
    ///   - left: The codewords of the block that can be wrong besides; negative where it cannot be read.
    ///   - block: The block.
    ///   - layout: The version and level.
    /// - Returns: The fourth power of e^(-left share / 0.06), times the block's share of the symbol's codewords.
    static func weight(left: Double, block: Int, of layout: BlockLayout) -> Double {
        let count = Double(layout.codewordCount(inBlock: block))
        // By the first terms of the exponential's series; what is far below nothing is not read anyway.
        let share = min(abs(left) / count / 0.06, mostShare)
        var (term, sum) = (1.0, 1.0)
        for power in 1...12 {
            term *= share / Double(power)
            sum += term
        }
        let square = left < 0 ? sum * sum : 1 / (sum * sum)
        return square * square * count / Double(layout.codewordCount)
    }

    /// A weight is no more than a `Float` holds, and no less.
    private static let mostShare = 12.0

    /// What blocks let fail, in points: forty where nothing more can be wrong in any, a twentieth of them where a fifth of each
    /// can.
    ///
    /// The weakest blocks decide, and where more of a symbol is as weak, more fails: a mean of fourth powers lies near its
    /// largest part, and tells one weak block from two.
    ///
    /// - Parameter weights: Of all blocks together.
    /// - Returns: Points; far more than there are for a symbol that cannot be read.
    static func points(weights: Double) -> Double { 40 * weights.squareRoot().squareRoot() }

    /// A reader may take a dot of the logo for the alignment pattern that it hides, and bend its grid.
    static let hiddenAlignmentPattern = 0.7
    /// Half a symbol's side away from the middle: patterns that readers look for are nearer to the edges.
    static let eccentricity = 2.5
    /// Rows that look like a finder's middle: one is noise, and three are a fourth finder, which one reader in six does not
    /// get over.
    static func points(falseFinderLines count: Int) -> Double { 2 * Double(max(0, count - 1)) }
    /// A hundredth of the modules that blur makes others read wrongly.
    static let roughnessPercent = 0.6
}
