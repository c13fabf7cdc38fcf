/// The segments of a text and the mask with which a logo costs little.
struct LogoFit {
    let candidate: LogoPlanner.Candidate
    let cover: LogoCover
    let segments: [Segmentation.Segment]
    let mask: Int
    /// The least share of a block's codewords that can be wrong besides; negative if the symbol cannot be read.
    let strength: Double

    /// All that is known to make readings fail, in points.
    var cost: Double { ReadingOdds.points(strength: strength) + candidate.drawback }
}
