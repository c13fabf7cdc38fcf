public import QRSymbol

extension SymbolStyle {
    /// Plans the symbols of a batch, of which the logo hides a share: one version, level and place for all.
    ///
    /// - Parameters:
    ///   - text: As long as any member's, in the segments that take the most room.
    ///   - percent: The share of a symbol's modules that the logo hides, in ``LogoWish/percents``.
    ///   - level: The least error correction level.
    /// - Returns: The plan, which promises for the worst member.
    /// - Throws: `EncodingError`, `LogoArea.PlanningError`, or ``DrawingError``.
    /// - Complexity: About 50 ms.
    public func batchPlan(
        for text: [UInt8], percent: Double, level: CorrectionLevel = .low
    ) throws -> LogoPlan {
        try planner(percent: percent, level: level).plan(text)
    }
}
