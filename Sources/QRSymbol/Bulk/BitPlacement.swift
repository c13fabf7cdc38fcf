/// Where each bit of the codewords goes, as instructions that move one or two at once.
///
/// Codewords are those of a symbol's blocks one after the other, all data first: the instructions also interleave them,
/// ISO/IEC 18004, 7.6 and 7.7.3.
struct BitPlacement: Sendable {
    /// Moves one bit, or two neighbours, from a codeword to a row.
    struct Move: Sendable {
        /// The word of the rows.
        var word: UInt16
        /// The codeword.
        var codeword: UInt16
        /// The place of the lowest bit in the word.
        var column: UInt8
        /// The place of the lowest bit in the codeword.
        var bit: UInt8
        /// 1 for one bit, 3 for two.
        var bits: UInt8
    }

    let moves: [Move]
    /// The highest places that moves name.
    private let lastCodeword: Int
    private let lastWord: Int

    init(_ map: CodewordMap) {
        let wordsPerRow = ModuleMatrix.wordsPerRow(size: map.size)
        var moves: [Move] = []
        for row in 0..<map.size {
            var column = 0
            while column < map.size {
                guard let place = Self.place(map, row, column) else {
                    column += 1
                    continue
                }
                var move = Move(
                    word: UInt16(row * wordsPerRow + column / 64), codeword: UInt16(place.codeword),
                    column: UInt8(column % 64), bit: UInt8(place.bit), bits: 1)
                // Of two columns the right one is filled first, and so holds the more significant bit.
                if column % 64 < 63, let next = Self.place(map, row, column + 1),
                    next.codeword == place.codeword, next.bit == place.bit + 1
                {
                    move.bits = 3
                    column += 1
                }
                column += 1
                moves.append(move)
            }
        }
        self.moves = moves
        lastCodeword = moves.reduce(0) { max($0, Int($1.codeword)) }
        lastWord = moves.reduce(0) { max($0, Int($1.word)) }
    }

    private static func place(_ map: CodewordMap, _ row: Int, _ column: Int) -> (codeword: Int, bit: Int)? {
        guard column < map.size, case .codeword(let codeword, let bit) = map.purpose(row: row, column: column)
        else { return nil }
        return (map.layout.position(of: codeword), bit)
    }

    /// Fills rows; all other modules become light.
    ///
    /// - Parameters:
    ///   - codewords: As many as the largest symbol has, of which the first are this symbol's.
    ///   - rows: As many words as the symbol's rows have.
    @inline(__always)
    func place(_ codewords: [UInt8], in rows: inout [UInt64]) {
        precondition(
            codewords.count > lastCodeword && rows.count > lastWord, "there is room for no such symbol")
        let codewords = codewords.span
        let moves = moves.span
        var rows = rows.mutableSpan
        rows.update(repeating: 0)
        for place in moves.indices {
            // Both places are checked above for all moves.
            let move = unsafe moves[unchecked: place]
            let bits = unsafe UInt64(codewords[unchecked: Int(move.codeword)] &>> move.bit & move.bits)
            unsafe rows[unchecked: Int(move.word)] |= bits &<< UInt64(move.column)
        }
    }
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
