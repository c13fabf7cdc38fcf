/// The values that the truth is within, with the stated confidence.
package struct Interval: Sendable, Hashable {
    package let lower: Double
    package let upper: Double

    package init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Whether `value` is within, the ends included.
    package func contains(_ value: Double) -> Bool {
        lower <= value && value <= upper
    }
}

/// Quantiles of the standard normal distribution.
package enum NormalQuantile {
    /// 97.5 %: a two-sided interval of 95 %.
    package static let twoSided95 = 1.959_964
    /// 80 %: the power that plans aim at.
    package static let power80 = 0.841_621
}

/// The interval of a share: Wilson 1927, which stays within 0 to 1 and is honest about few trials.
package enum Wilson {
    /// Returns the interval of `successes` in `trials`.
    ///
    /// - Parameters:
    ///   - successes: 0 to `trials`.
    ///   - trials: At least 1.
    ///   - quantile: The normal quantile of the confidence, above 0.
    /// - Returns: The interval, or `nil` without trials or with more successes than trials.
    package static func interval(
        successes: Int, trials: Int, quantile: Double = NormalQuantile.twoSided95
    ) -> Interval? {
        guard trials > 0, (0...trials).contains(successes) else { return nil }
        let (count, total, square) = (Double(successes), Double(trials), quantile * quantile)
        let centre = (count + square / 2) / (total + square)
        let spread = (count * (total - count) / total + square / 4).squareRoot()
        let half = quantile / (total + square) * spread
        // Nothing and everything have exact ends, which rounding would miss by a hair.
        return Interval(
            lower: successes == 0 ? 0 : max(0, centre - half),
            upper: successes == trials ? 1 : min(1, centre + half))
    }
}
