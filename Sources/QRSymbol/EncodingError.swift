/// Why no symbol could be made.
public enum EncodingError: Error, Sendable, Hashable {
    /// There is nothing to encode; readers report an empty symbol in different ways or not at all.
    case empty
    /// Version 40 cannot hold it at this level; the counts are those of the best segmentation.
    case tooLong(byteCount: Int, bitCount: Int, maximumBitCount: Int)
    /// The minimum version is not one of the family's, 1 to 40 or, in Micro QR, 1 to 4.
    case unknownVersion(Int)
    /// No Micro QR symbol of this level, from the minimum version on, holds it. The bit count is `nil` when it is not for
    /// its length: no such version has a mode for its characters.
    case tooLongForMicro(byteCount: Int, bitCount: Int?, maximumBitCount: Int)
    /// Micro QR does not have this level from the minimum version on: M1 has ``CorrectionLevel/low`` only, M2 and M3 have
    /// ``CorrectionLevel/medium`` too, and M4 ``CorrectionLevel/quartile``.
    case noMicroLevel(CorrectionLevel, minimumVersion: Int)
    /// The encoder that was asked for cannot write this.
    case missingFeature(SymbolFeature, encoder: EncoderKind)
    /// These two cannot be had in one symbol.
    case conflict(SymbolFeature, SymbolFeature)
    /// The designator of an ECI header is out of range.
    case channel(designator: Int, allowed: ClosedRange<Int>)
    /// The text cannot be written in the character set of this channel.
    case unwritable(String, designator: Int)
    /// An indicator after FNC1 is neither two digits nor one letter.
    case applicationIndicator(String)
    /// One symbol of this version holds it, so there is nothing to divide.
    case fitsOneSymbol(version: Int)
    /// A series of the most symbols that are allowed, of the largest version that was asked for, does not hold it.
    case tooLongForSeries(byteCount: Int, maximumCount: Int, maximumVersion: Int)
    /// The encoder library failed; the number is its `errno`.
    case encoder(code: Int32)
}
