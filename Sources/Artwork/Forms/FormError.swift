/// Why a symbol was not written as EPS, ZPL or ESC/POS.
///
/// Every refusal carries what was given and what would have been taken; ``FormLimits`` has the same limits
/// by name.
public enum FormError: Error, Sendable, Hashable {
    /// The style does not go with the symbol, or its logo could not be drawn.
    case drawing(DrawingError)
    /// The side of a module is out of ``FormLimits/epsModuleMillimetres``.
    case moduleMillimetres(Double, allowed: ClosedRange<Double>)
    /// The side of a module in dots is out of the form's range.
    case moduleDots(Int, allowed: ClosedRange<Int>)
    /// No label printer has this resolution; the list is ``FormLimits/zplDotsPerInch``.
    case dotsPerInch(Int, allowed: [Int])
    /// The print head, or the label that was stated, is wider or narrower than any, in dots.
    case headDots(Int, allowed: ClosedRange<Int>)
    /// The drawing with its quiet zone is wider than the print head or the label, in dots.
    case tooWide(dots: Int, maximum: Int)
    /// The drawing with its lines is longer than the label, in dots.
    case tooLong(dots: Int, maximum: Int)
    /// The corner of the drawing is off the label, in dots.
    case origin(x: Int, y: Int, allowed: ClosedRange<Int>)
    /// A printer that makes the symbol itself cannot be sent this byte, which stands at `index`.
    case payloadByte(UInt8, index: Int)
    /// A printer that makes the symbol itself takes fewer bytes.
    case payloadTooLong(byteCount: Int, maximum: Int)
    /// More lines of text than a label takes.
    case lineCount(Int, maximum: Int)
    /// A line of text, the first being 1, has more bytes than a field takes.
    case lineTooLong(line: Int, byteCount: Int, maximum: Int)
    /// A line of text, the first being 1, has a character that the printer would obey or print as another.
    case lineCharacter(line: Int, scalar: Unicode.Scalar)
    /// The height of the text is out of the printer's range, in dots.
    case textDots(Int, allowed: ClosedRange<Int>)
    /// The name of a font in the printer is not like `E:NAME.TTF`.
    case fontName(String)
    /// The lines to feed are out of range.
    case feedLines(Int, allowed: ClosedRange<Int>)
    /// A share of an ink is not 0 to 1.
    case inkShare(Double)
    /// The name of a spot ink is empty, too long, has control characters, or is one that PostScript reserves.
    case inkName(String, maximumByteCount: Int)
    /// The title does not fit a comment line, escaped.
    case title(escapedByteCount: Int, maximum: Int)
}
