/// What a logo costs the blocks of a symbol with one mask.
struct LogoFitter {
    /// A hidden codeword while it is compared.
    struct Entry {
        let index: Int
        let hidden: UInt8
        let shown: UInt8
        /// What readers disagree on where it is right, in units.
        let doubt: UInt16
    }

    /// What one wrong codeword adds up to.
    static let unit: UInt16 = 256

    private let layout: BlockLayout
    /// The hidden codewords of each block, those first that free ones are spent on.
    let entries: [[Entry]]

    init(_ cover: LogoCover, mask: Int) {
        layout = cover.map.layout
        var entries = [[Entry]](repeating: [], count: layout.blockCount)
        for codeword in cover.codewordsByCertainty {
            entries[codeword.place.block].append(
                Entry(
                    index: codeword.place.index, hidden: codeword.hidden, shown: codeword.shown(mask: mask),
                    doubt: UInt16((1 - codeword.certainty) * Float(Self.unit))))
        }
        self.entries = entries
    }

    /// The share of a block's codewords that can be wrong besides; negative where it cannot be read.
    func strength(_ lost: UInt16, inBlock block: Int) -> Float {
        (Float(layout.correctableCount) - Float(lost) / Float(Self.unit))
            / Float(layout.codewordCount(inBlock: block))
    }

    /// The least share of a block's codewords that can be wrong besides.
    ///
    /// - Parameters:
    ///   - blocks: Those that count.
    ///   - words: Of each of them, with its hidden codewords.
    ///   - ways: The ways that count.
    /// - Returns: A share for each way.
    /// - Complexity: O(ways × hidden codewords), many at a time.
    func strengths(_ blocks: Range<Int>, _ words: [DivisionWords], _ ways: Range<Int>) -> [Float] {
        var weakest = [Float](repeating: .infinity, count: ways.count)
        for (block, words) in zip(blocks, words) {
            let lost = lost(inBlock: block, words, ways)
            for way in lost.indices { weakest[way] = min(weakest[way], strength(lost[way], inBlock: block)) }
        }
        return weakest
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

    /// The strength that is to be expected of the blocks behind one.
    ///
    /// - Parameters:
    ///   - block: The one.
    ///   - bitCount: Of the whole text.
    ///   - isClosed: Whether what the text decides of them can still be looked through. It is right more often then, and what
    ///     the text fills is not counted at all.
    /// - Returns: The least share of a block's codewords that can be wrong besides; infinity behind the last block.
    func outlook(behind block: Int, bitCount: Int, isClosed: Bool) -> Float {
        let share = isClosed ? 1 : 2
        return (block + 1..<layout.blockCount).reduce(Float.infinity) { weakest, later in
            let decided = layout.decidedCount(inBlock: later, bitCount: bitCount)
            if isClosed, decided == layout.codewordCount(inBlock: later) { return weakest }
            let wrong = entries[later].reduce(0) { wrong, entry in
                // Right by chance, one in two for each module.
                entry.index < decided
                    ? wrong + Int(Self.unit) - Int(Self.unit) >> entry.hidden.nonzeroBitCount : wrong
            }
            let lost = UInt16(clamping: wrong * share / 2 + Int(undecided(inBlock: later, decided: decided)))
            return min(weakest, strength(lost, inBlock: later))
        }
    }

    /// The least share of a block's codewords that can be wrong besides.
    ///
    /// - Parameter codewords: Of one symbol.
    /// - Returns: The share; negative where a block cannot be read.
    func strength(_ codewords: VariantCodewords) -> Float {
        let blocks = codewords.blocks(0)
        return blocks.indices.reduce(Float.infinity) { weakest, block in
            let decided = layout.decidedCount(inBlock: block, bitCount: codewords.bitCounts[0])
            let lost = entries[block].reduce(undecided(inBlock: block, decided: decided)) { lost, entry in
                guard entry.index < decided else { return lost }
                return lost
                    + (blocks[block][entry.index] & entry.hidden == entry.shown ? entry.doubt : Self.unit)
            }
            return min(weakest, strength(lost, inBlock: block))
        }
    }
}
