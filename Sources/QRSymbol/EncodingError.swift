/// Why no symbol could be made.
public enum EncodingError: Error, Sendable, Hashable {
    /// There is nothing to encode; readers report an empty symbol in different ways or not at all.
    case empty
    /// Version 40 cannot hold it at this level; the counts are those of the best segmentation.
    case tooLong(byteCount: Int, bitCount: Int, maximumBitCount: Int)
    /// The minimum version is not one of 1 to 40.
    case unknownVersion(Int)
    /// The encoder library failed; the number is its `errno`.
    case encoder(code: Int32)
}
