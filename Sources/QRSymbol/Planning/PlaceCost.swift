/// What hidden codewords cost the blocks of a level when free ones are made right, whatever the text is.
struct PlaceCost {
    let layout: BlockLayout
    private let codewords: [CodewordMap.Codeword]
    private let free: FreeCodewords

    /// - Parameters:
    ///   - layout: The version and level.
    ///   - bitCount: Of the text's segments.
    init(layout: BlockLayout, bitCount: Int) {
        self.layout = layout
        codewords = layout.interleaved
        free = FreeCodewords(layout: layout, bitCount: bitCount)
    }

    /// Returns the corrections that each block is expected to have left.
    ///
    /// A hidden codeword of the text counts as wrong, and so does one for which no free codeword is left; the free ones go
    /// to those that readers agree on most, and cost what readers disagree.
    ///
    /// - Parameter hidden: Found in this version.
    /// - Returns: A number for each block, negative where it cannot be read.
    /// - Complexity: O(*n* log *n*) in the hidden codewords.
    func left(_ hidden: [PlaceScan.Hidden]) -> [Double] {
        var lost = [Float](repeating: 0, count: layout.blockCount)
        var choices = [[Float]](repeating: [], count: layout.blockCount)
        for one in hidden {
            let codeword = codewords[one.sequence]
            if codeword.indexInBlock < free.fixedCounts[codeword.block] {
                lost[codeword.block] += 1
            } else {
                choices[codeword.block].append(one.certainty)
            }
        }
        for block in lost.indices {
            let freeCount = free.freeCounts[block]
            if choices[block].count > freeCount { choices[block].sort(by: >) }
            lost[block] += choices[block].prefix(freeCount).reduce(0) { $0 + 1 - $1 }
            lost[block] += Float(max(0, choices[block].count - freeCount))
        }
        return lost.map { Double(layout.correctableCount) - Double($0) }
    }

    /// What readings fail for so many corrections left in each block, in points.
    func points(_ left: [Double]) -> Double {
        ReadingOdds.points(
            weights: zip(left, 0...).reduce(0) {
                $0 + ReadingOdds.weight(left: $1.0, block: $1.1, of: layout)
            })
    }
}

extension BlockLayout {
    /// Returns the number of codewords in a block, 0 for the first.
    func codewordCount(inBlock block: Int) -> Int { dataCount(inBlock: block) + correctionCountPerBlock }
}
