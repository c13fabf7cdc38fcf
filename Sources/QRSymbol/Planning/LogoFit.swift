/// The segments of a text and the mask with which a logo costs little.
struct LogoFit {
    let candidate: LogoPlanner.Candidate
    let cover: LogoCover
    let segments: [Segmentation.Segment]
    let mask: Int
    /// The least share of a block's codewords that can be wrong besides; negative if the symbol cannot be read.
    let strength: Double

    /// All that is known to make readings fail, in points.
    var cost: Double { ReadingOdds.points(strength: strength) + candidate.drawback }
}

/// Compares variants of a text under logos.
struct LogoFitter {
    /// A hidden codeword while it is compared.
    private struct Entry {
        let offset: Int
        let index: Int
        let hidden: UInt8
        let shown: UInt8
        /// What readers disagree on where it is right.
        let doubt: Float
    }

    private let layout: BlockLayout
    /// The hidden codewords of each block, those first that free ones are spent on.
    private let entries: [[Entry]]
    private let lengths: [Float]

    init(_ cover: LogoCover, mask: Int) {
        let layout = cover.map.layout
        var entries = [[Entry]](repeating: [], count: layout.blockCount)
        let starts = VariantCodewords.starts(layout)
        for codeword in cover.codewordsByCertainty {
            let place = codeword.place
            entries[place.block].append(
                Entry(
                    offset: starts[place.block] + place.index, index: place.index, hidden: codeword.hidden,
                    shown: codeword.shown(mask: mask), doubt: 1 - codeword.certainty))
        }
        self.layout = layout
        self.entries = entries
        lengths = (0..<layout.blockCount).map { Float(layout.codewordCount(inBlock: $0)) }
    }

    /// The least share of a block's codewords that can be wrong besides.
    ///
    /// - Parameters:
    ///   - codewords: The variants.
    ///   - variant: One of them.
    ///   - floor: What is no better than this may be told in part.
    ///   - settled: The last block whose text will not change any more.
    ///   - skipsFirst: Whether the first block does not count.
    /// - Returns: The share; negative where a block cannot be read.
    /// - Complexity: O(hidden codewords)
    func strength(
        _ codewords: VariantCodewords, _ variant: Int, above floor: Float = -.infinity,
        settled: Int = .max,
        skipsFirst: Bool = false
    ) -> Float {
        let all = codewords.all(variant)
        let free = codewords.freeCounts[variant]
        var weakest = Float.infinity
        for block in entries.indices.dropFirst(skipsFirst ? 1 : 0) where weakest > floor {
            // Blocks that the rest of the text fills can still be changed.
            if block > settled, free[block] == 0 { continue }

            let lost = lost(
                entries[block], all, freeCount: free[block],
                fixedCount: layout.dataCount(inBlock: block) - free[block])
            weakest = min(weakest, (Float(layout.correctableCount) - lost) / lengths[block])
        }
        return weakest
    }

    /// The variant that suits best.
    func bestOf(_ codewords: VariantCodewords) -> (variant: Int, strength: Float) {
        var best = (variant: 0, strength: -Float.infinity)
        for variant in codewords.variants.indices {
            let strength = strength(codewords, variant, above: best.strength, settled: 0)
            if strength > best.strength { best = (variant, strength) }
        }
        return best
    }

    /// The variant that suits the first block best, where the text fills it.
    ///
    /// - Parameters:
    ///   - table: The first block of the variants.
    ///   - codewords: The variants.
    /// - Returns: The variant, and its strength in all blocks but those that the rest of the text fills.
    /// - Complexity: O(variants × hidden codewords of the first block), many at a time.
    func bestBeginning(
        _ table: FirstBlockTable, _ codewords: VariantCodewords
    ) -> (variant: Int, strength: Float) {
        var sums = [UInt16](repeating: 0, count: codewords.variants.count)
        let unit = Float(FirstBlockTable.unit)
        for entry in entries[0] {
            table.add(
                index: entry.index, hidden: entry.hidden, shown: entry.shown,
                doubt: UInt16(entry.doubt * unit),
                to: &sums)
        }
        // The other blocks know of a variant only how much it leaves free.
        var others: [Int: Float] = [:]
        var best = (variant: 0, strength: -Float.infinity)
        for variant in sums.indices {
            let first = (Float(layout.correctableCount) - Float(sums[variant]) / unit) / lengths[0]
            guard first > best.strength else { continue }
            let fixed = codewords.fixedCounts[variant]
            let other = others[fixed] ?? strength(codewords, variant, settled: 0, skipsFirst: true)
            others[fixed] = other
            if min(first, other) > best.strength { best = (variant, min(first, other)) }
        }
        return best
    }

    /// The codewords of a block that are to be expected wrong.
    @inline(__always)
    private func lost(
        _ entries: [Entry], _ all: ArraySlice<UInt8>, freeCount: Int, fixedCount: Int
    ) -> Float {
        var (lost, left): (Float, Int) = (0, freeCount)
        for entry in entries {
            if entry.index < fixedCount || freeCount == 0 {
                let isRight = all[all.startIndex + entry.offset] & entry.hidden == entry.shown
                lost += isRight ? entry.doubt : 1
            } else {
                // What is beyond the free ones could be right by chance, which only filling shows.
                lost += left > 0 ? entry.doubt : 1
                left -= 1
            }
        }
        return lost
    }
}
