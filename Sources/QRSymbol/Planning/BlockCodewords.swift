/// The codewords of a text in one version and level, free ones filled by the standard.
struct BlockCodewords {
    let layout: BlockLayout
    /// The bits of the text's segments.
    let bitCount: Int
    /// The codewords of each block, data first.
    let blocks: [[UInt8]]

    /// Writes a text.
    ///
    /// - Parameters:
    ///   - text: The bytes.
    ///   - segments: A way to write them that fits.
    ///   - layout: The version and level.
    init(_ text: [UInt8], _ segments: [Segmentation.Segment], layout: BlockLayout) {
        var writer = CodewordWriter()
        writer.write(text, segments, version: layout.version, dataCount: layout.dataCodewordCount)
        self.init(
            data: writer.bytes, layout: layout,
            bitCount: segments.reduce(0) { $0 + $1.bitCount(version: layout.version) })
    }

    /// Takes the data codewords of one symbol.
    init(data: [UInt8], layout: BlockLayout) {
        self.init(data: data, layout: layout, bitCount: data.count * 8)
    }

    private init(data: [UInt8], layout: BlockLayout, bitCount: Int) {
        guard let correction = ReedSolomon.all[layout.correctionCountPerBlock] else {
            preconditionFailure("no blocks have \(layout.correctionCountPerBlock) correction codewords")
        }
        self.layout = layout
        self.bitCount = bitCount
        blocks = (0..<layout.blockCount).map { block in
            let range = layout.dataRange(ofBlock: block)
            let remainder = correction.remainder(of: data, in: range)
            return data[range] + (0..<layout.correctionCountPerBlock).map { remainder[$0] }
        }
    }
}
