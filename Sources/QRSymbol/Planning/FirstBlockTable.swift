/// The first block's codewords of many variants, by codeword: so that all variants are compared side by side.
struct FirstBlockTable {
    /// What one wrong codeword adds up to.
    static let unit: UInt16 = 256

    /// For each codeword of the block its value in every variant.
    private let columns: [[UInt8]]

    init(_ codewords: VariantCodewords) {
        columns = (0..<codewords.layout.codewordCount(inBlock: 0)).map { index in
            codewords.variants.indices.map { variant in
                let all = codewords.all(variant)
                return all[all.startIndex + index]
            }
        }
    }

    /// Adds to each variant's sum what a hidden codeword costs.
    ///
    /// - Parameters:
    ///   - index: The codeword.
    ///   - hidden: Its hidden bits.
    ///   - shown: What the logo shows there.
    ///   - doubt: What it costs where it is right, in units.
    ///   - sums: One for each variant.
    func add(index: Int, hidden: UInt8, shown: UInt8, doubt: UInt16, to sums: inout [UInt16]) {
        let values = columns[index]
        let column = values.span
        var sums = sums.mutableSpan
        for variant in column.indices {
            sums[variant] &+= column[variant] & hidden == shown ? doubt : Self.unit
        }
    }
}
