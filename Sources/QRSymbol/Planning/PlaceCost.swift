/// What hidden codewords cost the blocks of a level when free ones are made right, whatever the text is.
struct PlaceCost {
    let layout: BlockLayout
    private let codewords: [CodewordMap.Codeword]
    private let free: FreeCodewords
    /// The share of the text's codewords that is to be expected wrong, by the modules of each that are hidden, one first.
    private let wrongShares: [Float]

    /// - Parameters:
    ///   - layout: The version and level.
    ///   - bitCount: Of the text's segments.
    ///   - luck: The chance of each hidden module of the text that it shows what it should; 0 to count on nothing.
    init(layout: BlockLayout, bitCount: Int, luck: Float) {
        self.layout = layout
        var right: Float = 1
        wrongShares = (0..<8).map { _ in
            right *= luck
            return 1 - right
        }
        codewords = layout.interleaved
        free = FreeCodewords(layout: layout, bitCount: bitCount)
    }

    /// What a block loses to a logo, in codewords.
    struct Loss {
        /// Of the text, if none of them is right by chance.
        var text: Float = 0
        /// Of the text, as far as is to be expected.
        var expectedText: Float = 0
        /// Of all others.
        var others: Float = 0
    }

    /// Returns what each block loses.
    ///
    /// A hidden codeword of the text counts as wrong, and so does one for which no free codeword is left; the free ones go
    /// to those that readers agree on most, and cost what readers disagree.
    ///
    /// - Parameter hidden: Found in this version.
    /// - Returns: One for each block.
    /// - Complexity: O(*n* log *n*) in the hidden codewords.
    func losses(_ hidden: [PlaceScan.Hidden]) -> [Loss] {
        var losses = [Loss](repeating: Loss(), count: layout.blockCount)
        var choices = [[Float]](repeating: [], count: layout.blockCount)
        for one in hidden {
            let codeword = codewords[one.sequence]
            let freeCount = free.freeCounts[codeword.block]
            if codeword.indexInBlock < free.fixedCounts[codeword.block] || freeCount == 0 {
                losses[codeword.block].text += 1
                losses[codeword.block].expectedText += wrongShares[one.moduleCount - 1]
            } else {
                choices[codeword.block].append(one.certainty)
            }
        }
        for block in losses.indices {
            let freeCount = free.freeCounts[block]
            if choices[block].count > freeCount { choices[block].sort(by: >) }
            losses[block].others = choices[block].prefix(freeCount).reduce(0) { $0 + 1 - $1 }
            losses[block].others += Float(max(0, choices[block].count - freeCount))
        }
        return losses
    }

    /// The corrections that each block has left whatever the text is; negative where it cannot be read.
    func left(_ losses: [Loss]) -> [Double] { left(losses, \.text) }

    /// What readings are to be expected to fail, in points.
    func points(_ losses: [Loss]) -> Double {
        ReadingOdds.points(left: left(losses, \.expectedText), of: layout)
    }

    private func left(_ losses: [Loss], _ text: (Loss) -> Float) -> [Double] {
        losses.map { Double(layout.correctableCount) - Double(text($0) + $0.others) }
    }
}

extension BlockLayout {
    /// Returns the number of codewords in a block, 0 for the first.
    func codewordCount(inBlock block: Int) -> Int { dataCount(inBlock: block) + correctionCountPerBlock }
}
