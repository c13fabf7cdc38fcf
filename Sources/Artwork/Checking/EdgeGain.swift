/// How much wider than its module a dark bar has become, from the timing patterns.
///
/// Half the mean dark run less half the mean light run, so that 0 is perfect, and taking this much off every dark bar
/// (bar width reduction) would put it right.
struct EdgeGain: Sendable, Hashable {
    /// Along rows and along columns, in modules.
    let modules: Double

    /// Runs outside are damage, not gain.
    private static let usable = 0.4...1.6
    /// The lines on which each edge is measured, in modules from the middle of the pattern.
    private static let lines = [-0.25, 0, 0.25]

    /// Measures both timing patterns; `nil` when they are too damaged to have runs.
    init?(of frame: SymbolFrame, in field: PictureField) {
        let runs = Self.runs(of: frame, in: field) + Self.runs(of: frame.mirrored, in: field)
        let dark = runs.filter(\.isDark).map(\.width)
        let light = runs.filter { !$0.isDark }.map(\.width)
        guard !dark.isEmpty, !light.isEmpty else { return nil }
        func mean(_ widths: [Double]) -> Double { widths.reduce(0, +) / Double(widths.count) }
        modules = (mean(dark) - mean(light)) / 2
    }

    private static func runs(
        of frame: SymbolFrame, in field: PictureField
    ) -> [(isDark: Bool, width: Double)] {
        // Column 8 is dark, and so is the last but eight; the finders' separators are on both sides.
        let edges = (8...frame.size - 8).map { column in
            lines.reduce(Double(column)) { sum, line in
                let expected = frame.place(column: Double(column), row: 6.5 + line)
                let shift = field.edge(near: expected, along: frame.across, darkFirst: column % 2 == 1)
                return sum + shift / Double(lines.count)
            }
        }
        return edges.indices.dropLast().map { (($0 + 8) % 2 == 0, edges[$0 + 1] - edges[$0]) }
            .filter { usable.contains($0.1) }
    }
}
