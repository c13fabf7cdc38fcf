/// The codewords of one block for the ways to write a text, codeword by codeword: so that ways are compared side by side.
struct DivisionWords {
    /// How many codewords of the block each way decides; all of them where the text fills it.
    let decided: [Int]
    /// From the fewest to the most.
    let decidedCounts: ClosedRange<Int>
    /// For each codeword that was asked for its value in every way.
    private var columns: [[UInt8]]

    /// - Parameters:
    ///   - tree: The ways.
    ///   - pieces: Of the same text, in the block.
    ///   - block: The block.
    ///   - layout: The version and level.
    ///   - indices: The codewords that are asked for.
    /// - Complexity: O(ways × codewords)
    init(
        _ tree: DivisionTree, _ pieces: inout TextPieces, block: Int, layout: BlockLayout,
        indices: some Sequence<Int>
    ) {
        let decided = tree.nodes.map { layout.decidedCount(inBlock: block, bitCount: $0.bitCount) }
        self.decided = decided
        decidedCounts = (decided.min() ?? 0)...(decided.max() ?? 0)
        columns = Array(repeating: [], count: layout.codewordCount(inBlock: block))
        let rows = Self.rows(tree, &pieces)
        for index in indices { columns[index] = Self.column(index, of: rows, count: tree.nodes.count) }
    }

    /// A row of codewords for each way.
    private static func rows(_ tree: DivisionTree, _ pieces: inout TextPieces) -> [UInt64] {
        let width = pieces.code.width
        // What stands before the last cut, for the children.
        var settled = [UInt64](repeating: 0, count: tree.nodes.count * width)
        var rows = settled
        for number in tree.nodes.indices {
            let (row, parent) = (number * width, tree.nodes[number].parent * width)
            for word in 0..<width { settled[row + word] = settled[parent + word] }
            tree.forEachSettled(number) { pieces.add($0, at: $1, to: row, of: &settled) }
            for word in 0..<width { rows[row + word] = settled[row + word] }
            tree.forEachOpen(number) { pieces.add($0, at: $1, to: row, of: &rows) }
        }
        return rows
    }

    private static func column(_ index: Int, of rows: [UInt64], count: Int) -> [UInt8] {
        let (width, shift) = (rows.count / max(1, count), UInt64(index % 8 * 8))
        let rows = rows.span
        var column = [UInt8](repeating: 0, count: count)
        var values = column.mutableSpan
        var place = index / 8
        for way in values.indices {
            values[way] = UInt8(truncatingIfNeeded: rows[place] >> shift)
            place += width
        }
        return column
    }

    /// The codewords of one way, as far as they were asked for.
    func codewords(_ way: Int) -> [UInt8] { columns.filter { !$0.isEmpty }.map { $0[way] } }

    /// Adds to ways' sums what a hidden codeword costs those that decide it.
    ///
    /// - Parameters:
    ///   - entry: The codeword.
    ///   - sums: One for each of the ways.
    ///   - ways: Those that count.
    func add(_ entry: LogoFitter.Entry, to sums: inout [UInt16], _ ways: Range<Int>) {
        let values = columns[entry.index]
        let column = values.span.extracting(ways)
        var sums = sums.mutableSpan
        guard entry.index >= decidedCounts.lowerBound else {
            for way in column.indices {
                sums[way] &+= entry.loss(of: column[way])
            }
            return
        }
        for way in column.indices where entry.index < decided[ways.lowerBound + way] {
            sums[way] &+= entry.loss(of: column[way])
        }
    }
}

extension BlockLayout {
    /// How many codewords of a block a text of so many bits decides: its own, or all if it fills the block.
    func decidedCount(inBlock block: Int, bitCount: Int) -> Int {
        let data = dataRange(ofBlock: block)
        let fixed = FreeCodewords.fixedCount(bitCount: bitCount, layout: self)
        return fixed >= data.upperBound ? codewordCount(inBlock: block) : max(0, fixed - data.lowerBound)
    }
}
