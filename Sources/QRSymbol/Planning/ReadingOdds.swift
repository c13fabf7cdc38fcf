/// What readers' odds are, by measurement, in points of a hundred readings that fail.
///
/// Six decoders read symbols of the same size of module under 44 kinds of damage (turned, tilted, blurred, low in contrast,
/// noisy, partly covered and so on). Two things decide how many fail: how large the symbol is, and how much of a block
/// can still be wrong.
enum ReadingOdds {
    /// What each version costs more than the second.
    ///
    /// The larger a symbol, the more a curved or tilted page bends it. The first has no alignment pattern to hold on to, and
    /// from the seventh on there are more of them. The fifth and the sixth are by 580 symbols with logos.
    private static let versions: [Double] = [5.5, 0, 1.8, 3.3, 5.1, 6.5, 5.7, 6.5, 7.6, 9.4]
    /// What each version beyond the table costs more than the one before.
    private static let largerVersion = 1.0

    /// What a version costs, in points.
    static func points(version: Int) -> Double {
        let known = min(version, versions.count)
        return versions[known - 1] + Double(version - known) * largerVersion
    }

    /// How much a block adds to ``points(weights:)``.
    ///
    /// - Parameters:
    ///   - left: The codewords of the block that can be wrong besides; negative where it cannot be read.
    ///   - block: The block.
    ///   - layout: The version and level.
    /// - Returns: The fourth power of e^(-share left / 0.08), times the block's share of the symbol's codewords.
    static func weight(left: Double, block: Int, of layout: BlockLayout) -> Double {
        let count = Double(layout.codewordCount(inBlock: block))
        let left = left / count - scatter / count.squareRoot()
        // By the first terms of the exponential's series; what is far below nothing is not read anyway.
        let share = min(abs(left) / usualShare, mostShare)
        var (term, sum) = (1.0, 1.0)
        for power in 1...12 {
            term *= share / Double(power)
            sum += term
        }
        let square = left < 0 ? sum * sum : 1 / (sum * sum)
        return square * square * count / Double(layout.codewordCount)
    }

    /// What damage scatters between blocks, by the root of their codewords: a small one has more of it now and less then.
    private static let scatter = 0.15
    /// The share of a block's codewords by which a weight's fourth root falls to a third.
    private static let usualShare = 0.08
    /// A weight is no more than a `Float` holds, and no less.
    private static let mostShare = 12.0

    /// What blocks let fail, in points: sixteen where hardly anything more can be wrong in any, a twelfth of them where a fifth
    /// of each can.
    ///
    /// The weakest blocks decide, and where more of a symbol is as weak, more fails: a mean of fourth powers lies near its
    /// largest part, and tells one weak block from two.
    ///
    /// - Parameter weights: Of all blocks together.
    /// - Returns: Points; far more than there are for a symbol that cannot be read.
    static func points(weights: Double) -> Double { 16 * weights.squareRoot().squareRoot() }

    /// The same, by the corrections that each block has left.
    static func points(left: [Double], of layout: BlockLayout) -> Double {
        points(weights: zip(left, 0...).reduce(0) { $0 + weight(left: $1.0, block: $1.1, of: layout) })
    }

    /// A reader may take a dot of the logo for the alignment pattern that it hides, and bend its grid.
    static let hiddenAlignmentPattern = 2.2
    /// Half a symbol's side away from the middle: patterns that readers look for are nearer to the edges.
    static let eccentricity = 2.5
    /// Rows that look like a finder's middle: one is noise, and three are a fourth finder, which one reader in six does not
    /// get over.
    ///
    /// Where a row and a column have the same middle, one OpenCV detector missed one symbol in ten, undamaged, too (six of
    /// 63; of 611 others one).
    static func points(_ finders: FalseFinders) -> Double {
        2 * Double(max(0, finders.lineCount - 1)) + falseCentre * Double(finders.centreCount)
    }

    /// Half a point fewer of such symbols' pictures were read; three times that, for a code must be read while it is clean.
    private static let falseCentre = 1.5

    /// What a symbol costs that is lighter than half: ten points if it were all light.
    ///
    /// A reader that takes a module for dark where it is darker than the symbol is on the whole (OpenCV) is wrong about more of
    /// those that a bent or blurred picture mixes with their neighbours, the further the whole is from half. A light logo makes
    /// it so. By 580 symbols with three logos on 10 to 20 percent a percent lighter costs 0.21 points (standard error 0.03); a
    /// percent darker costs nothing that can be told from chance.
    ///
    /// - Parameter darkShare: The share of the symbol that is dark, 0 to 1.
    /// - Returns: Points; none from half on.
    static func points(darkShare: Double) -> Double { 21 * max(0, 0.5 - darkShare) }
}
