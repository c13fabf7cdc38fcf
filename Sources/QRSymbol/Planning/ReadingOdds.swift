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
    /// - Parameter strength: The share of the block's codewords that can be wrong besides; negative where it cannot be read.
    /// - Returns: The eighth power of e^(-strength / 0.06).
    static func weight(strength: Double) -> Double {
        // By the first terms of the exponential's series; what is far below nothing is not read anyway.
        let share = min(abs(strength) / 0.06, mostShare)
        var (term, sum) = (1.0, 1.0)
        for power in 1...12 {
            term *= share / Double(power)
            sum += term
        }
        let square = strength < 0 ? sum * sum : 1 / (sum * sum)
        return square * square * square * square
    }

    /// Its weight is no more than a `Float` holds, and no less.
    private static let mostShare = 8.0

    /// What blocks let fail, in points: thirty for one in which nothing more can be wrong, a twentieth of them where a fifth of
    /// it can.
    ///
    /// The weakest block decides, and of blocks as weak as each other any can fail: the sum of eighth powers is little more than
    /// its largest part, and tells two weak blocks from one.
    ///
    /// - Parameter weights: Of all blocks together.
    /// - Returns: Points; far more than there are for a symbol that cannot be read.
    static func points(weights: Double) -> Double {
        30 * weights.squareRoot().squareRoot().squareRoot()
    }

    /// A reader may take a dot of the logo for the alignment pattern that it hides, and bend its grid.
    static let hiddenAlignmentPattern = 0.7
    /// Half a symbol's side away from the middle: patterns that readers look for are nearer to the edges.
    static let eccentricity = 2.5
    /// A hundredth of the modules that blur makes others read wrongly.
    static let roughnessPercent = 0.6
}
