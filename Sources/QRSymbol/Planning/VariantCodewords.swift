/// The codewords of every variant of a text in one version and level, free ones filled by the standard.
struct VariantCodewords {
    let layout: BlockLayout
    let variants: [[Segmentation.Segment]]
    /// The bits of each variant's segments.
    let bitCounts: [Int]
    /// The data codewords that each variant's text takes.
    let fixedCounts: [Int]
    /// The codewords that each variant leaves each block.
    let freeCounts: [[Int]]
    /// All codewords, variant by variant, block by block.
    private let bytes: [UInt8]
    private let starts: [Int]

    /// - Parameters:
    ///   - text: The bytes.
    ///   - variants: Ways to write them; all fit.
    ///   - layout: The version and level.
    init(
        _ text: [UInt8], _ variants: [[Segmentation.Segment]], layout: BlockLayout
    ) {
        var writer = CodewordWriter()
        var (bytes, bits): ([UInt8], [Int]) = ([], [])
        bytes.reserveCapacity(variants.count * layout.codewordCount)
        for segments in variants {
            writer.write(
                text, segments, version: layout.version, dataCount: layout.dataCodewordCount)
            bits.append(segments.reduce(0) { $0 + $1.bitCount(version: layout.version) })
            Self.append(writer.bytes, layout, to: &bytes)
        }
        self.init(bytes, variants, bits: bits, layout: layout)
    }

    /// Takes the data codewords of one symbol.
    init(data: [UInt8], layout: BlockLayout) {
        var bytes: [UInt8] = []
        Self.append(data, layout, to: &bytes)
        self.init(bytes, [[]], bits: [data.count * 8], layout: layout)
    }

    private init(
        _ bytes: [UInt8], _ variants: [[Segmentation.Segment]], bits: [Int], layout: BlockLayout
    ) {
        self.layout = layout
        self.variants = variants
        self.bytes = bytes
        bitCounts = bits
        fixedCounts = bits.map { FreeCodewords.fixedCount(bitCount: $0, layout: layout) }
        // Variants are many, their lengths few.
        var known: [Int: [Int]] = [:]
        freeCounts = bits.map { bits in
            if let counts = known[bits] { return counts }
            let counts = FreeCodewords.freeCounts(bitCount: bits, layout: layout)
            known[bits] = counts
            return counts
        }
        starts = Self.starts(layout)
    }

    /// Where each block begins among a variant's codewords.
    static func starts(_ layout: BlockLayout) -> [Int] {
        (0..<layout.blockCount).reduce(into: []) { starts, block in
            starts.append(block == 0 ? 0 : (starts[block - 1] + layout.codewordCount(inBlock: block - 1)))
        }
    }

    /// Appends each block's data and correction codewords.
    private static func append(
        _ data: [UInt8], _ layout: BlockLayout, to bytes: inout [UInt8]
    ) {
        guard let correction = ReedSolomon.all[layout.correctionCountPerBlock] else {
            preconditionFailure("no blocks have \(layout.correctionCountPerBlock) correction codewords")
        }
        for block in 0..<layout.blockCount {
            let range = layout.dataRange(ofBlock: block)
            bytes += data[range]
            let remainder = correction.remainder(of: data, in: range)
            for place in 0..<layout.correctionCountPerBlock { bytes.append(remainder[place]) }
        }
    }

    /// A variant's codewords, block by block.
    func blocks(_ variant: Int) -> [[UInt8]] {
        (0..<layout.blockCount).map { block in
            let start = variant * layout.codewordCount + starts[block]
            return Array(bytes[start..<start + layout.codewordCount(inBlock: block)])
        }
    }

    /// A variant's codewords one after the other, O(1).
    func all(_ variant: Int) -> ArraySlice<UInt8> {
        bytes[variant * layout.codewordCount..<(variant + 1) * layout.codewordCount]
    }
}
