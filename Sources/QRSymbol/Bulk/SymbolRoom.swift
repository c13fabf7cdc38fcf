/// Tells how much room texts leave in their smallest symbols, without making these.
///
/// One value looks at many texts, one after the other, and then needs no memory for each.
public struct SymbolRoom: Sendable {
    private var plan = Segmentation()

    /// Begins.
    public init() {}

    /// Looks at a text as ``BulkEncoder`` would make it.
    ///
    /// - Parameters:
    ///   - bytes: Not empty.
    ///   - level: The error correction level.
    /// - Returns: The smallest version, 1 to 40, and the bits of data that the text leaves in it.
    /// - Throws: ``EncodingError``.
    /// - Complexity: O(*n*) in the bytes.
    public mutating func room(
        for bytes: [UInt8], level: CorrectionLevel
    ) throws(EncodingError) -> (version: Int, freeBitCount: Int) {
        try plan.plan(bytes, level: level, minimumVersion: 1)
        return (plan.version, BlockLayout.dataBitCounts(level)[plan.version - 1] - plan.bitCount)
    }
}
