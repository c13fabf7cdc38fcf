extension Pricing {
    /// Divides a sum among weights in proportion, so that the parts add up to it exactly.
    ///
    /// Every part is first rounded down; the units that are then missing go, one each, to the parts that lost the
    /// largest fraction, the earlier of two that lost the same (the largest-remainder method of Hamilton, 1792). No
    /// part exceeds its weight: one that gets a unit had lost a fraction, so that its exact share is below its weight.
    ///
    /// - Parameters:
    ///   - sum: Zero or more, at most the sum of the weights.
    ///   - weights: Zero or more each; their sum fits 64 bits.
    /// - Returns: As many parts as weights, each between zero and its weight.
    /// - Complexity: O(*n* log *n*) in the weights.
    static func spread(_ sum: Int64, over weights: [Int64]) -> [Int64] {
        let whole = weights.reduce(0, +)
        guard sum > 0, whole > 0 else { return [Int64](repeating: 0, count: weights.count) }
        // The product has up to 126 bits, so it is kept in two words; the quotient is at most the weight.
        let shares = weights.map { whole.dividingFullWidth(sum.multipliedFullWidth(by: $0)) }
        var parts = shares.map(\.quotient)
        let missing = Int(sum - parts.reduce(0, +))
        guard missing > 0 else { return parts }
        let lines = shares.indices.sorted { (-shares[$0].remainder, $0) < (-shares[$1].remainder, $1) }
        for line in lines.prefix(missing) { parts[line] += 1 }
        return parts
    }
}
