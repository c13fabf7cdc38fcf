public import QRSymbol

/// Why a picture was not made a symbol.
public enum PictureCodeError: Error, Sendable, Hashable {
    /// The text makes no symbol.
    case encoding(EncodingError)
    /// The strength is out of range, in percent.
    case strength(percent: Double, allowed: ClosedRange<Double>)
    /// The quiet zone is out of range.
    case quietZone(modules: Int, allowed: ClosedRange<Int>)
    /// The symbol may not be so many versions larger.
    case versionSteps(Int, allowed: ClosedRange<Int>)
    /// Micro QR has one finder and too few codewords to choose from.
    case microSymbol
    /// Too few pixels to show a centre and something around it, or too many.
    case pixelsPerModule(Int, allowed: ClosedRange<Int>)
    /// The drawing would have more pixels a side than the reader that checks it takes.
    case tooLarge(sidePixels: Int, maximum: Int)
    /// No symbol of this text reads under this picture; more strength would help.
    case unreadable(version: Int, level: CorrectionLevel)
    /// The drawing could not be written.
    case png(PNGError)
}
