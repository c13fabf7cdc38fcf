/// How single modules are drawn.
public enum ModuleShape: String, Sendable, Hashable, CaseIterable {
    /// Whole squares that join.
    case square
    /// Joined, with round outer corners.
    case rounded
    /// Joined, with round outer and inner corners.
    case fluid
    /// Single squares with round corners.
    case soft
    /// Single circles.
    case dot
    /// Single squares with a gap between them.
    case gapped
    /// Single squares that stand on a corner.
    case diamond
    /// Neighbours in a row joined into bars with round ends.
    case horizontal
    /// Neighbours in a column joined into bars with round ends.
    case vertical

    /// Whether every module stands alone.
    var isSingle: Bool {
        switch self {
        case .soft, .dot, .gapped, .diamond: true
        case .square, .rounded, .fluid, .horizontal, .vertical: false
        }
    }
}

/// How the frames of finder patterns and their pupils are drawn.
///
/// Readers find the frame's corners, those of OpenCV and quirc exactly: frames without them are for brands that
/// know what reads their codes.
public enum FinderShape: String, Sendable, Hashable, CaseIterable {
    case square
    /// With corners as round as every reader takes them.
    case rounded
    case circle
    /// Round but for the corner of the symbol that it lies in, and the one across.
    case leaf

    /// Whether readers that look for a frame's corners find them.
    public var hasCorners: Bool { self == .square || self == .rounded }
}
