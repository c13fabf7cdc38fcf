internal import CQRencode

/// How much of a symbol may be lost before its text is lost with it.
///
/// The shares are the nominal ones of ISO/IEC 18004, 7.5.1; what a given version really corrects,
/// block by block, is in ``BlockLayout``. Levels compare by strength.
public enum CorrectionLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    /// About 7 % of the codewords.
    case low = "L"
    /// About 15 %, the usual choice.
    case medium = "M"
    /// About 25 %.
    case quartile = "Q"
    /// About 30 %, for logos and rough handling.
    case high = "H"

    /// Returns whether the first level corrects less than the second.
    public static func < (weaker: CorrectionLevel, stronger: CorrectionLevel) -> Bool {
        weaker.strength < stronger.strength
    }

    /// The position from weakest to strongest, which is also the row in the standard's tables.
    var strength: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .quartile: 2
        case .high: 3
        }
    }

    /// The value that libqrencode takes.
    var encoderLevel: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        case .high: QR_ECLEVEL_H
        }
    }
}
