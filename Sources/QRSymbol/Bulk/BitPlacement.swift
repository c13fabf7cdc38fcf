/// Where each bit of the codewords goes, as instructions that move four rows of two columns at once.
///
/// Codewords are those of a symbol's blocks one after the other, all data first: the instructions also interleave them,
/// ISO/IEC 18004, 7.6 and 7.7.3.
struct BitPlacement: Sendable {
    /// Moves eight bits on end to two columns of four rows, from right to left in each.
    struct Quad: Sendable {
        /// The word of the row that is filled first.
        var word: UInt16
        /// The interleaved codeword with the first bit; the last may be in the next one.
        var codeword: UInt16
        /// By how many places two codewords are rotated to the left, so that the first row's bits are where they go.
        var turn: UInt8
        /// The place of the left column in the words.
        var column: UInt8
    }

    /// Moves one bit, or two neighbours, to a row.
    struct Move: Sendable {
        var word: UInt16
        var codeword: UInt16
        /// The same for the left of the two.
        var turn: UInt8
        /// Where the word takes the bits.
        var column: UInt8
        /// 1 for one bit, 3 for two.
        var bits: UInt8
    }

    /// What fills rows downwards, and upwards.
    private let falling: [Quad]
    private let rising: [Quad]
    /// What is left of them beside patterns.
    private let moves: [Move]
    /// The place of each interleaved codeword.
    private let order: [UInt16]
    private let wordsPerRow: Int
    /// The highest places that are named.
    private let lastCodeword: Int
    private let lastWord: Int

    init(_ map: CodewordMap) {
        let plan = PlacementPlan(map)
        (falling, rising, moves) = (plan.falling, plan.rising, plan.moves)
        order = map.layout.interleaved.map { UInt16(map.layout.position(of: $0)) }
        wordsPerRow = ModuleMatrix.wordsPerRow(size: map.size)
        lastCodeword = Int(order.max() ?? 0)
        lastWord = map.size * wordsPerRow - 1
    }

    /// What ``place(_:by:in:)`` interleaves in: one codeword more than the symbol has, since two are read at once.
    var emptySequence: [UInt8] { Array(repeating: 0, count: order.count + 1) }

    /// Fills rows; all other modules become light.
    ///
    /// - Parameters:
    ///   - codewords: As many as the largest symbol has, of which the first are this symbol's.
    ///   - sequence: Of the length of ``emptySequence``.
    ///   - rows: As many words as the symbol's rows have.
    @inline(__always)
    func place(_ codewords: [UInt8], by sequence: inout [UInt8], in rows: inout [UInt64]) {
        precondition(
            codewords.count > lastCodeword && sequence.count > order.count && rows.count > lastWord,
            "there is room for no such symbol")
        interleave(codewords.span, to: &sequence)
        let sequence = sequence.span
        var rows = rows.mutableSpan
        rows.update(repeating: 0)
        fill(falling, step: wordsPerRow, from: sequence, in: &rows)
        fill(rising, step: 0 &- wordsPerRow, from: sequence, in: &rows)
        let moves = moves.span
        for place in moves.indices {
            let move = unsafe moves[unchecked: place]
            let bits = Self.pair(sequence, at: move.codeword, turn: move.turn)
            unsafe rows[unchecked: Int(move.word)] |= bits & UInt64(move.bits) &<< UInt64(move.column)
        }
    }

    @inline(__always)
    private func interleave(_ codewords: borrowing Span<UInt8>, to sequence: inout [UInt8]) {
        var sequence = sequence.mutableSpan
        let order = order.span
        for place in order.indices {
            // Both places are checked above.
            unsafe sequence[unchecked: place] = codewords[unchecked: Int(order[unchecked: place])]
        }
    }

    @inline(__always)
    private func fill(
        _ quads: [Quad], step: Int, from sequence: borrowing Span<UInt8>, in rows: inout MutableSpan<UInt64>
    ) {
        let quads = quads.span
        for place in quads.indices {
            // All four rows are the symbol's.
            let quad = unsafe quads[unchecked: place]
            let first = Int(quad.word)
            let bits = Self.pair(sequence, at: quad.codeword, turn: quad.turn)
            let columns: UInt64 = 3 &<< UInt64(quad.column)
            unsafe rows[unchecked: first] |= bits & columns
            unsafe rows[unchecked: first &+ step] |= bits.rotated(2) & columns
            unsafe rows[unchecked: first &+ 2 &* step] |= bits.rotated(4) & columns
            unsafe rows[unchecked: first &+ 3 &* step] |= bits.rotated(6) & columns
        }
    }

    /// Two codewords, the first the more significant, rotated.
    @inline(__always)
    private static func pair(_ sequence: borrowing Span<UInt8>, at place: UInt16, turn: UInt8) -> UInt64 {
        let place = Int(place)
        let pair = unsafe UInt64(sequence[unchecked: place]) &<< 8 | UInt64(sequence[unchecked: place &+ 1])
        return pair.rotated(UInt64(turn))
    }
}

extension UInt64 {
    /// Rotates to the left by 0 to 63 places.
    @inline(__always)
    fileprivate func rotated(_ count: UInt64) -> UInt64 { self &<< count | self &>> (64 &- count) }
}

extension BlockLayout {
    /// The data codewords of a block, in all those of the symbol one block after the other.
    func dataRange(ofBlock block: Int) -> Range<Int> {
        let shortBlockCount = blockCount - codewordCount % blockCount
        let start = block * dataCount(inBlock: 0) + max(0, block - shortBlockCount)
        return start..<start + dataCount(inBlock: block)
    }

    /// The place of a block's first correction codeword behind all data.
    func correctionStart(ofBlock block: Int) -> Int { dataCodewordCount + block * correctionCountPerBlock }

    /// A codeword's place in that order.
    fileprivate func position(of codeword: CodewordMap.Codeword) -> Int {
        codeword.isData
            ? dataRange(ofBlock: codeword.block).lowerBound + codeword.indexInBlock
            : correctionStart(ofBlock: codeword.block) + codeword.indexInBlock
                - dataCount(inBlock: codeword.block)
    }
}
