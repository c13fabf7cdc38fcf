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

    /// Of thirty points a twentieth is left where a fifth of a block can still be wrong.
    ///
    /// - Parameter strength: The share of a block's codewords that can be wrong besides, in the weakest block.
    /// - Returns: Points; far more than there are for a symbol that cannot be read.
    static func points(strength: Double) -> Double {
        // 30 e^(-s / 0.06), by the first terms of the exponential's series; below nothing a symbol is not read anyway.
        let share = strength / 0.06
        guard share > 0 else { return 30 - 500 * strength }
        var (term, sum) = (1.0, 1.0)
        for power in 1...12 {
            term *= share / Double(power)
            sum += term
        }
        return 30 / sum
    }

    /// A reader may take a dot of the logo for the alignment pattern that it hides, and bend its grid.
    static let hiddenAlignmentPattern = 0.7
    /// Of two places as good as each other the one nearer to the middle looks better; half a symbol's side costs this.
    static let eccentricity = 0.6
    /// A hundredth of the modules that blur makes others read wrongly.
    static let roughnessPercent = 1.0
    /// A line that looks like a finder sends some readers astray.
    static let finderLikeLine = 0.04
}
