/// What a logo costs the blocks of a symbol with one mask.
struct LogoFitter {
    /// A hidden codeword while it is compared.
    struct Entry {
        let index: Int
        let hidden: UInt8
        let shown: UInt8
        /// Of the hidden bits those that may be shown after all.
        let spare: UInt8
        /// What readers disagree on where it is right, in units.
        let doubt: UInt16

        /// What a value of the codeword costs, in units.
        @inline(__always)
        func loss(of value: UInt8) -> UInt16 {
            let wrong = value & hidden ^ shown
            guard wrong != 0 else { return doubt }
            // A single wrong module that may be shown.
            return wrong & (~spare | (wrong &- 1)) == 0 ? LogoFitter.shownModule : LogoFitter.unit
        }
    }

    /// What one wrong codeword adds up to.
    static let unit: UInt16 = 256
    /// What a module costs that has to be shown for a codeword to be right: there are only a few of them, and another codeword
    /// would have been right by it.
    private static let shownModule = unit * 3 / 5

    private let layout: BlockLayout
    /// The hidden codewords of each block, those first that free ones are spent on.
    let entries: [[Entry]]
    /// The weights of short and long blocks by what they have lost, in sixteenths.
    private let shortWeights: [Float]
    private let longWeights: [Float]

    /// What a logo costs with each of the masks.
    ///
    /// - Parameters:
    ///   - cover: What is hidden.
    ///   - weights: The layout's, by ``weights(_:)``.
    /// - Returns: One for each mask.
    static func all(_ cover: LogoCover, weights: (short: [Float], long: [Float])) -> [LogoFitter] {
        let codewords = cover.codewordsByCertainty
        return MaskPattern.all.map {
            LogoFitter(codewords, layout: cover.map.layout, mask: $0, weights: weights)
        }
    }

    private init(
        _ codewords: [LogoCover.Codeword], layout: BlockLayout, mask: Int,
        weights: (short: [Float], long: [Float])
    ) {
        self.layout = layout
        var entries = [[Entry]](repeating: [], count: layout.blockCount)
        for codeword in codewords {
            entries[codeword.place.block].append(
                Entry(
                    index: codeword.place.index, hidden: codeword.hidden, shown: codeword.shown(mask: mask),
                    spare: codeword.spare,
                    doubt: UInt16((1 - codeword.certainty) * Float(Self.unit))))
        }
        self.entries = entries
        (shortWeights, longWeights) = weights
    }

    /// The weight of a block that has lost so much.
    private func weight(_ lost: UInt16, inBlock block: Int) -> Float {
        let table =
            layout.dataCount(inBlock: block) == layout.dataCount(inBlock: 0) ? shortWeights : longWeights
        return table[min(Int(lost) / Self.weightStep, table.count - 1)]
    }

    /// A sixteenth of a codeword: finer differences are not worth a reckoning of their own.
    private static let weightStep = Int(unit) / weightSteps
    private static let weightSteps = 16

    /// The weights of blocks by what they have lost, the same for all covers of a layout.
    static func weights(_ layout: BlockLayout) -> (short: [Float], long: [Float]) {
        (weights(layout, block: 0), weights(layout, block: layout.blockCount - 1))
    }

    private static func weights(_ layout: BlockLayout, block: Int) -> [Float] {
        (0...layout.codewordCount(inBlock: block) * weightSteps).map { lost in
            let left = Double(layout.correctableCount) - Double(lost) / Double(weightSteps)
            return Float(ReadingOdds.weight(left: left, block: block, of: layout))
        }
    }

    /// What blocks let fail, as weights.
    ///
    /// - Parameters:
    ///   - blocks: Those that count.
    ///   - words: Of each of them, with its hidden codewords.
    ///   - ways: The ways that count.
    /// - Returns: The weight of each way.
    /// - Complexity: O(ways × hidden codewords), many at a time.
    func weights(_ blocks: Range<Int>, _ words: [DivisionWords], _ ways: Range<Int>) -> [Float] {
        var sums = [Float](repeating: 0, count: ways.count)
        for (block, words) in zip(blocks, words) {
            let lost = lost(inBlock: block, words, ways)
            for way in lost.indices { sums[way] += weight(lost[way], inBlock: block) }
        }
        return sums
    }

    /// What each way costs a block, in units.
    private func lost(inBlock block: Int, _ words: DivisionWords, _ ways: Range<Int>) -> [UInt16] {
        let free = words.decidedCounts.map { undecided(inBlock: block, decided: $0) }
        let (decided, least) = (words.decided, words.decidedCounts.lowerBound)
        var sums = ways.map { free[decided[$0] - least] }
        for entry in entries[block] where entry.index < words.decidedCounts.upperBound {
            words.add(entry, to: &sums, ways)
        }
        return sums
    }

    /// What hidden codewords cost that the text does not decide: the free ones are made right as long as there are any.
    private func undecided(inBlock block: Int, decided: Int) -> UInt16 {
        var left = max(0, layout.dataCount(inBlock: block) - decided)
        return entries[block].reduce(into: 0) { lost, entry in
            guard entry.index >= decided else { return }
            // What is beyond the free ones could be right by chance, which only filling shows.
            lost += left > 0 ? entry.doubt : Self.unit
            left -= 1
        }
    }

    /// What the blocks behind one are expected to let fail, as a weight.
    ///
    /// - Parameters:
    ///   - block: The one.
    ///   - bitCount: Of the whole text.
    ///   - isClosed: Whether what the text decides of them can still be looked through; it is right more often then.
    /// - Returns: 0 behind the last block.
    func outlook(behind block: Int, bitCount: Int, isClosed: Bool) -> Float {
        let share = isClosed ? 1 : 2
        return (block + 1..<layout.blockCount).reduce(0) { sum, later in
            let decided = layout.decidedCount(inBlock: later, bitCount: bitCount)
            let wrong = entries[later].reduce(0) { wrong, entry in
                // Right by chance, one in two for each module.
                entry.index < decided
                    ? wrong + Int(Self.unit) - Int(Self.unit) >> entry.hidden.nonzeroBitCount : wrong
            }
            let lost = wrong * share / 2 + Int(undecided(inBlock: later, decided: decided))
            return sum + weight(UInt16(clamping: lost), inBlock: later)
        }
    }

    /// What a symbol lets fail, as a weight.
    ///
    /// - Parameter codewords: Of one symbol.
    /// - Returns: The weight of all blocks.
    func weights(_ codewords: BlockCodewords) -> Float {
        let blocks = codewords.blocks
        return blocks.indices.reduce(0) { sum, block in
            let decided = layout.decidedCount(inBlock: block, bitCount: codewords.bitCount)
            let lost = entries[block].reduce(undecided(inBlock: block, decided: decided)) { lost, entry in
                guard entry.index < decided else { return lost }
                return lost + entry.loss(of: blocks[block][entry.index])
            }
            return sum + weight(lost, inBlock: block)
        }
    }
}
