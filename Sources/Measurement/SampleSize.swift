/// How many visitors an experiment needs before its answer can be trusted.
package enum SampleSize {
    /// Works out how many unique visitors each of two arms needs.
    ///
    /// For a difference found with 80 % power by a two-sided test at 5 % (pooled variance under no difference; Fleiss,
    /// Statistical Methods for Rates and Proportions, without continuity correction).
    ///
    /// - Parameters:
    ///   - baseline: The share that is expected without a change, above 0 and below 1.
    ///   - target: The share worth finding, above 0 and below 1.
    /// - Returns: The visitors per arm, or `nil` for shares that are equal or not within 0 to 1.
    package static func perArm(baseline: Double, target: Double) -> Int? {
        guard baseline > 0, baseline < 1, target > 0, target < 1, baseline != target else { return nil }
        let mean = (baseline + target) / 2
        let withoutEffect = (2 * mean * (1 - mean)).squareRoot()
        let withEffect = (baseline * (1 - baseline) + target * (1 - target)).squareRoot()
        let sum = NormalQuantile.twoSided95 * withoutEffect + NormalQuantile.power80 * withEffect
        let ratio = sum / (target - baseline)
        // Two shares that differ by a rounding error need more people than there are.
        return Int(exactly: (ratio * ratio).rounded(.up))
    }
}
