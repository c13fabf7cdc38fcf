/// What each bit of a symbol's text adds to the codewords of one block.
///
/// The code is linear: the codewords of a text are the exclusive or of those of its bits. So the codewords of a text that
/// is written in another way are had from those of its parts, without writing it.
struct BlockCode {
    /// The bits of the symbol's text that stand in the block.
    let bits: Range<Int>
    /// The words of a row, eight codewords in each, the first in the lowest byte.
    let width: Int
    /// A row for each bit.
    private let rows: [UInt64]

    /// - Complexity: O(*n*²) in the block's data codewords.
    init(_ layout: BlockLayout, block: Int) {
        let data = layout.dataRange(ofBlock: block)
        let count = layout.codewordCount(inBlock: block)
        guard let correction = ReedSolomon.all[layout.correctionCountPerBlock] else {
            preconditionFailure("no blocks have \(layout.correctionCountPerBlock) correction codewords")
        }
        let width = (count + 7) / 8
        var rows = [UInt64](repeating: 0, count: data.count * 8 * width)
        var bytes = [UInt8](repeating: 0, count: data.count)
        for bit in 0..<data.count * 8 {
            bytes[bit / 8] = 0x80 >> UInt8(bit % 8)
            let remainder = correction.remainder(of: bytes, in: bit / 8..<data.count)
            func set(_ index: Int, _ value: UInt8) {
                rows[bit * width + index / 8] |= UInt64(value) << UInt64(index % 8 * 8)
            }
            set(bit / 8, bytes[bit / 8])
            for place in 0..<correction.count { set(data.count + place, remainder[place]) }
            bytes[bit / 8] = 0
        }
        bits = data.lowerBound * 8..<data.upperBound * 8
        self.width = width
        self.rows = rows
    }

    /// Adds a number's bits to a row.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - count: Its bits, the most significant first.
    ///   - bit: Where the first one stands in the symbol's text; what lies outside the block adds nothing.
    ///   - row: The first word of a row.
    ///   - words: The rows.
    @inline(__always)
    func add(_ value: Int, _ count: Int, at bit: Int, to row: Int, of words: inout [UInt64]) {
        let rows = rows.span
        var words = words.mutableSpan
        var rest = value
        while rest != 0 {
            let place = bit + count - 1 - rest.trailingZeroBitCount
            rest &= rest - 1
            guard bits.contains(place) else { continue }
            let source = (place - bits.lowerBound) * width
            for word in 0..<width { words[row + word] ^= rows[source + word] }
        }
    }
}
