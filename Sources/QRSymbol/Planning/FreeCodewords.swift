/// The codewords of a symbol that its text leaves free, and what may be done with them.
///
/// A symbol that is larger than its text needs is filled up with codewords that readers pass over, ISO/IEC 18004,
/// 7.4.10. A block of *k* data codewords, of which the text fixes all but *f*, may have any values at any *f* other
/// places, correction codewords among them: two words of the code that agree at *k* places are the same (its distance
/// is as large as can be; Singleton 1964). So codewords under a logo can be made to say what the logo shows there, and
/// then cost no correction.
struct FreeCodewords {
    /// A codeword of a block.
    struct Place: Hashable {
        let block: Int
        /// Data first, correction after.
        let index: Int
    }

    /// Why values cannot be had.
    enum FillingError: Error, Hashable {
        /// The text stands there.
        case fixed(Place)
        /// The block has fewer free codewords.
        case tooMany(block: Int, wanted: Int, free: Int)
    }

    let layout: BlockLayout
    /// The data codewords that the text fixes in each block, always its first.
    let fixedCounts: [Int]
    /// The codewords that each block is free to choose.
    let freeCounts: [Int]
    private let decoder: ReedSolomonDecoder

    /// - Parameters:
    ///   - layout: The version and level.
    ///   - bitCount: Of all segments with their headers; they fit.
    init(layout: BlockLayout, bitCount: Int) {
        self.layout = layout
        freeCounts = Self.freeCounts(bitCount: bitCount, layout: layout)
        fixedCounts = zip(freeCounts, 0...).map { free, block in layout.dataCount(inBlock: block) - free }
        decoder = ReedSolomonDecoder(correctionCount: layout.correctionCountPerBlock)
    }

    /// The data codewords that a text takes, from the first.
    static func fixedCount(bitCount: Int, layout: BlockLayout) -> Int {
        let capacity = layout.dataCodewordCount * 8
        precondition((0...capacity).contains(bitCount), "these segments do not fit")
        // The terminator is cut off where the symbol is full, and the last codeword is filled with zeros.
        return (bitCount + min(4, capacity - bitCount) + 7) / 8
    }

    /// The codewords that each block is free to choose beside a text of so many bits.
    static func freeCounts(bitCount: Int, layout: BlockLayout) -> [Int] {
        let fixed = fixedCount(bitCount: bitCount, layout: layout)
        return (0..<layout.blockCount).map { block in
            let data = layout.dataRange(ofBlock: block)
            return min(max(data.upperBound - fixed, 0), data.count)
        }
    }

    /// Gives free codewords values.
    ///
    /// - Parameters:
    ///   - data: The data codewords, one block after the other. What is wanted nowhere keeps them where it can.
    ///   - wanted: What is to stand where. Of a block no more than ``freeCounts`` says, and none that the text fixes.
    /// - Returns: The data codewords whose symbol has these values, those of the text unchanged.
    /// - Throws: ``FillingError``.
    /// - Complexity: O(*n* × correction codewords) for each block with a wish.
    func fill(_ data: [UInt8], with wanted: [Place: UInt8]) throws(FillingError) -> [UInt8] {
        precondition(data.count == layout.dataCodewordCount, "not this symbol's data")
        var filled = data
        for (block, wishes) in Dictionary(grouping: wanted, by: \.key.block).sorted(by: { $0.key < $1.key }) {
            let range = layout.dataRange(ofBlock: block)
            guard wishes.count <= freeCounts[block] else {
                throw .tooMany(block: block, wanted: wishes.count, free: freeCounts[block])
            }
            if let fixed = wishes.map(\.key).filter({ $0.index < fixedCounts[block] }).min(by: {
                $0.index < $1.index
            }) {
                throw .fixed(fixed)
            }
            let known = known(Array(data[range]), block: block, wishes: wishes)
            filled.replaceSubrange(range, with: decoder.completed(known).prefix(range.count))
        }
        return filled
    }

    /// As many codewords as a block has data: the text's, the wanted ones, and the first others as they are.
    private func known(_ data: [UInt8], block: Int, wishes: [(key: Place, value: UInt8)]) -> [UInt8?] {
        var known: [UInt8?] = data[..<fixedCounts[block]].map(\.self)
        known += Array(repeating: nil, count: data.count + layout.correctionCountPerBlock - known.count)
        for (place, value) in wishes { known[place.index] = value }
        var left = freeCounts[block] - wishes.count
        for index in fixedCounts[block]..<data.count where known[index] == nil && left > 0 {
            known[index] = data[index]
            left -= 1
        }
        return known
    }
}
