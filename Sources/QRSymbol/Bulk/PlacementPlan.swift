/// Finds what bits can be placed together.
struct PlacementPlan {
    private(set) var falling: [BitPlacement.Quad] = []
    private(set) var rising: [BitPlacement.Quad] = []
    private(set) var moves: [BitPlacement.Move] = []

    private let map: CodewordMap
    private let wordsPerRow: Int
    /// Modules that an instruction fills.
    private var isPlaced: [Bool]

    /// Rows on end of two columns, that take pairs of bits on end.
    private struct Stretch {
        /// The row that is filled first, and the place of its first bit in the sequence.
        var row: Int
        var bit: Int
        var count = 1
        /// 1 downwards, -1 upwards.
        var step = 1

        /// The same with one more row, below the others, if that row's bits come right behind theirs or before.
        ///
        /// What is filled upwards begins with the row that came last.
        func followed(byRow row: Int, bit: Int) -> Self? {
            if step == 1, row == self.row + count, bit == self.bit + 2 * count {
                return Stretch(row: self.row, bit: self.bit, count: count + 1)
            }
            if step == -1 || count == 1, row == self.row + 1, bit == self.bit - 2 {
                return Stretch(row: row, bit: bit, count: count + 1, step: -1)
            }
            return nil
        }
    }

    /// The rows of a quad.
    private static let quadRows = 4

    init(_ map: CodewordMap) {
        self.map = map
        wordsPerRow = ModuleMatrix.wordsPerRow(size: map.size)
        isPlaced = Array(repeating: false, count: map.size * map.size)
        // A pair whose columns are in two words is left to moves.
        for left in 0..<map.size - 1 where left % 64 < 63 {
            for stretch in stretches(left: left) where stretch.count >= Self.quadRows {
                addQuads(stretch, left: left)
            }
        }
        for row in 0..<map.size { addMoves(row) }
    }

    /// The place of a module's bit in the sequence, 0 for the most significant of the first codeword.
    private func bit(_ row: Int, _ column: Int) -> Int? {
        guard column < map.size, case .codeword(let codeword, let bit) = map.purpose(row: row, column: column)
        else { return nil }
        return codeword.sequence * 8 + 7 - bit
    }

    /// The right of two columns is filled first; the place of that bit.
    private func pair(_ row: Int, left: Int) -> Int? {
        guard let first = bit(row, left + 1), bit(row, left) == first + 1 else { return nil }
        return first
    }

    /// From the top.
    private func stretches(left: Int) -> [Stretch] {
        var found: [Stretch] = []
        for row in 0..<map.size {
            guard let bit = pair(row, left: left) else { continue }
            // Rows come from the top; what is filled upwards begins with the last of them.
            if let longer = found.last?.followed(byRow: row, bit: bit) {
                found[found.count - 1] = longer
            } else {
                found.append(Stretch(row: row, bit: bit))
            }
        }
        return found
    }

    /// The last quad may fill rows of the one before again: the same bits do no harm.
    private mutating func addQuads(_ stretch: Stretch, left: Int) {
        for begin in stride(from: 0, to: stretch.count, by: Self.quadRows) {
            let first = min(begin, stretch.count - Self.quadRows)
            let row = stretch.row + first * stretch.step
            let place = place(stretch.bit + 2 * first + 1, row: row, column: left)
            let quad = BitPlacement.Quad(
                word: place.word, codeword: place.codeword, turn: place.turn, column: place.column)
            if stretch.step == 1 { falling.append(quad) } else { rising.append(quad) }
            for step in 0..<Self.quadRows {
                isPlaced[(row + step * stretch.step) * map.size + left] = true
                isPlaced[(row + step * stretch.step) * map.size + left + 1] = true
            }
        }
    }

    private mutating func addMoves(_ row: Int) {
        for column in 0..<map.size where !isPlaced[row * map.size + column] {
            guard let bit = bit(row, column) else { continue }
            let isPair = column % 64 < 63 && pair(row, left: column) != nil
            if isPair { isPlaced[row * map.size + column + 1] = true }
            var move = place(bit, row: row, column: column)
            move.bits = isPair ? 3 : 1
            moves.append(move)
        }
    }

    /// Where a bit comes from and goes to, with up to seven that are placed after it and one that is placed before.
    ///
    /// Two codewords are read as 16 bits, from the one of the bit before: bit *n* of them has the place 15 − *n*.
    private func place(_ bit: Int, row: Int, column: Int) -> BitPlacement.Move {
        let codeword = max(bit - 1, 0) / 8
        return BitPlacement.Move(
            word: UInt16(row * wordsPerRow + column / 64), codeword: UInt16(codeword),
            turn: UInt8((column % 64 - (15 - (bit - codeword * 8)) + 64) % 64), column: UInt8(column % 64),
            bits: 1)
    }
}
