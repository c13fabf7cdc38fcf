/// The codewords of a block for every piece of a text, wherever it is written.
struct TextPieces {
    /// The characters from a place in the text on, in one mode, without a header.
    private struct Chain {
        let bit: Int
        /// The row of no characters among all rows, as words.
        let first: Int
        /// The number of characters at the block's end, or the text's.
        let count: Int
    }

    private let text: [UInt8]
    private let version: Int
    let code: BlockCode
    /// For each mode and place in the text those that were needed; few, so they are looked through.
    private var chains: [[Chain]]
    /// A row for each number of characters of every chain.
    private var rows: [UInt64] = []

    /// - Parameters:
    ///   - text: The bytes.
    ///   - version: Says how long headers are.
    ///   - code: The block's.
    init(_ text: [UInt8], version: Int, code: BlockCode) {
        self.text = text
        self.version = version
        self.code = code
        chains = Array(repeating: [], count: text.count * SegmentMode.allCases.count)
    }

    /// Adds a segment, header and all, to a row.
    ///
    /// - Parameters:
    ///   - segment: A part of the text.
    ///   - bit: Where its header begins, in the symbol's text.
    ///   - row: The first word of a row.
    ///   - words: The rows.
    mutating func add(_ segment: Segmentation.Segment, at bit: Int, to row: Int, of words: inout [UInt64]) {
        guard bit < code.bits.upperBound else { return }
        let header = segment.mode.headerBitCount(version: version)
        let end = bit + segment.mode.bitCount(segment.range.count, version: version)
        guard end > code.bits.lowerBound else { return }
        let indicator = Int(segment.mode.indicator) << (header - 4)
        code.add(indicator | segment.range.count, header, at: bit, to: row, of: &words)
        let chain = chain(segment.mode, segment.range.lowerBound, at: bit + header)
        // Behind the block nothing is added any more.
        let source = chain.first + min(segment.range.count, chain.count) * code.width
        let rows = rows.span
        var words = words.mutableSpan
        for word in 0..<code.width { words[row + word] ^= rows[source + word] }
    }

    private mutating func chain(_ mode: SegmentMode, _ place: Int, at bit: Int) -> Chain {
        let number = mode.rawValue * text.count + place
        if let known = chains[number].first(where: { $0.bit == bit }) { return known }
        let first = rows.count
        appendRows(mode, place, at: bit)
        let chain = Chain(bit: bit, first: first, count: (rows.count - first) / code.width - 1)
        chains[number].append(chain)
        return chain
    }

    /// Appends a row for each number of characters, from none to as many as reach the block's end.
    private mutating func appendRows(_ mode: SegmentMode, _ place: Int, at bit: Int) {
        rows.append(contentsOf: repeatElement(0, count: code.width))
        var (first, bit) = (place, bit)
        let end =
            text[place...].firstIndex { CharacterClass.densestModes[$0].rawValue > mode.rawValue }
            ?? text.count
        while first < end, bit < code.bits.upperBound {
            let (whole, characters) = (rows.count - code.width, text[first..<min(first + mode.group, end)])
            for next in characters.indices {
                let row = rows.count
                for word in whole..<whole + code.width { rows.append(rows[word]) }
                let (value, bits) = mode.value(characters[...next])
                code.add(value, bits, at: bit, to: row, of: &rows)
            }
            bit += mode.value(characters).bits
            first += characters.count
        }
    }
}

extension SegmentMode {
    /// The characters that are written together.
    fileprivate var group: Int {
        switch self {
        case .numeric: 3
        case .alphanumeric: 2
        case .byte: 1
        }
    }

    /// How a group, or what is left at the end, is written, ISO/IEC 18004, 7.4.3 to 7.4.5.
    fileprivate func value(_ characters: ArraySlice<UInt8>) -> (value: Int, bits: Int) {
        switch self {
        case .numeric: (characters.reduce(0) { $0 * 10 + Int($1) - 0x30 }, characters.count * 3 + 1)
        case .alphanumeric:
            (
                characters.reduce(0) { $0 * 45 + Int(CharacterClass.values[$1]) },
                characters.count == 2 ? 11 : 6
            )
        case .byte: (characters.reduce(0) { $0 << 8 | Int($1) }, 8)
        }
    }
}
