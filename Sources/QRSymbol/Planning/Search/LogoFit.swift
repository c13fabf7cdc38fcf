/// The segments of a text and the mask with which a logo costs little.
struct LogoFit {
    let candidate: LogoPlanner.Candidate
    /// What of its place may be shown after all.
    let edge: LogoEdge
    let cover: LogoCover
    let segments: [Segmentation.Segment]
    let mask: Int
    /// All that is expected to make readings fail, in points.
    let cost: Double
}
