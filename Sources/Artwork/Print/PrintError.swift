/// Why a page could not be drawn; labels are counted from 1, in the order in which they were added.
public enum PrintError: Error, Sendable, Hashable {
    /// The sheet's numbers do not fit together.
    case sheet(SheetError)
    /// The logo does not fit the symbol of this label.
    case style(StyleError, label: Int)
    /// The place is too small for so many modules.
    case modulesTooSmall(label: Int, millimetres: Double, lowest: Double)
    /// The words of a line do not fit the label, even in the smallest type.
    case captionTooLong(label: Int, line: Sheet.Caption.Line)
    /// A symbol's side is outside `SymbolPDF.sideMillimetres`.
    case sizeOutOfRange(millimetres: Double)
    /// The bar width reduction is out of range, or would take half of a module; micrometres.
    case barWidthReduction(micrometres: Double, allowed: ClosedRange<Double>)
    /// A file for a stated press, which is PDF/X-4, has no date.
    case undated
    /// The bleed is out of `TrimOptions.bleedMillimetres`.
    case bleed(millimetres: Double, allowed: ClosedRange<Double>)
    /// The resolution is out of `PrintSize.resolutionRange`.
    case dotsPerInch(Int, allowed: ClosedRange<Int>)
    /// More labels than one file takes.
    case tooManyLabels(highest: Int)
    /// The logo or the picture cannot be drawn; carries the library's words.
    case unreadableDrawing(String)
    /// Cairo refused; carries its words.
    case drawing(String)
}
