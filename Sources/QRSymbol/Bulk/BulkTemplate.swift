/// All that the symbols of a version and level have in common, made once.
///
/// Each case names its type, so that each has code of its own and no vector passes through a box.
enum BulkTemplate {
    case oneWord(MaskedTemplate<OneWordLanes>)
    case twoWords(MaskedTemplate<TwoWordLanes>)
    case threeWords(MaskedTemplate<ThreeWordLanes>)

    init(version: Int, level: CorrectionLevel) {
        self =
            switch (17 + 4 * version + 63) / 64 {
            case 1: .oneWord(MaskedTemplate(version: version, level: level))
            case 2: .twoWords(MaskedTemplate(version: version, level: level))
            default: .threeWords(MaskedTemplate(version: version, level: level))
            }
    }

    /// Writes the rows of a symbol whose data codewords are in place.
    ///
    /// - Parameters:
    ///   - codewords: The data codewords; the correction codewords are put behind them.
    ///   - mask: The mask; `nil` for the one of least penalty.
    ///   - matrix: Where the rows go; their memory is used again.
    func finish(_ codewords: inout CodewordWriter, mask: Int?, into matrix: inout ModuleMatrix) {
        switch self {
        case .oneWord(let template): template.finish(&codewords, mask: mask, into: &matrix)
        case .twoWords(let template): template.finish(&codewords, mask: mask, into: &matrix)
        case .threeWords(let template): template.finish(&codewords, mask: mask, into: &matrix)
        }
    }
}

/// The template of the versions whose rows are of one length in words.
final class MaskedTemplate<Lanes: MaskLanes> {
    private let layout: BlockLayout
    private let correction: ReedSolomon
    private let placement: BitPlacement
    private let size: Int
    /// For each group of masks that are scored together, and each row: the fixed modules, and where the masks invert.
    private let candidates: [Lanes]
    private var scorer: MaskScorer<Lanes>
    private var scaled = ScaledFinders()
    /// The bits of the codewords, unmasked.
    private var rows: [UInt64]

    private static var groupCount: Int { MaskPattern.all.count / Lanes.laneCount }

    init(version: Int, level: CorrectionLevel) {
        let map = CodewordMap(version: version, level: level)
        layout = map.layout
        guard let correction = ReedSolomon.all[layout.correctionCountPerBlock] else {
            preconditionFailure("no blocks have \(layout.correctionCountPerBlock) correction codewords")
        }
        self.correction = correction
        placement = BitPlacement(map)
        size = map.size
        candidates = (0..<Self.groupCount).flatMap { Self.candidates(map, masksFrom: $0 * Lanes.laneCount) }
        scorer = MaskScorer(size: map.size)
        rows = Array(repeating: 0, count: map.size * Lanes.wordCount)
    }

    private static func candidates(_ map: CodewordMap, masksFrom first: Int) -> [Lanes] {
        let (version, level) = (map.layout.version, map.layout.level)
        let masks = (0..<Lanes.laneCount).map {
            FixedModules(version: version, level: level, mask: first + $0).isDark
        }
        return (0..<map.size).map { row in
            Lanes { word in
                var vector = MaskVector.zero
                for lane in 0..<Lanes.laneCount {
                    for bit in 0..<64 where word * 64 + bit < map.size {
                        let column = word * 64 + bit
                        let isFixed = if case .function = map.purpose(row: row, column: column) { true } else { false }
                        let isDark =
                            isFixed
                            ? masks[lane][row * map.size + column]
                            : MaskPattern.inverts(first + lane, row: row, column: column)
                        if isDark { vector[lane] |= 1 << UInt64(bit) }
                    }
                }
                return vector
            }
        }
    }

    func finish(_ codewords: inout CodewordWriter, mask: Int?, into matrix: inout ModuleMatrix) {
        addCorrection(to: &codewords)
        var blank = rows.mutableSpan
        blank.update(repeating: 0)
        placement.place(codewords.bytes, in: &rows)
        matrix.version = layout.version
        if let mask { return write(mask, to: &matrix) }
        writeBest(to: &matrix)
    }

    private func addCorrection(to codewords: inout CodewordWriter) {
        for block in 0..<layout.blockCount {
            let remainder = correction.remainder(of: codewords.bytes, in: layout.dataRange(ofBlock: block))
            let start = layout.correctionStart(ofBlock: block)
            for place in 0..<correction.count { codewords.set(remainder[place], at: start + place) }
        }
    }

    /// Writes the symbol under the mask of least penalty, the first of equals.
    private func writeBest(to matrix: inout ModuleMatrix) {
        var penalties = SIMD8<UInt64>.zero
        for group in 0..<Self.groupCount {
            let found = scorer.penalties(rows, candidates, from: group * size)
            for lane in 0..<Lanes.laneCount { penalties[group * Lanes.laneCount + lane] = found[lane] }
        }
        // Scaled patterns only add: they are looked for under the best mask alone, until the best has been looked at.
        var isFinal = SIMD8<UInt8>.zero
        while true {
            var best = 0
            for mask in MaskPattern.all where penalties[mask] < penalties[best] { best = mask }
            write(best, to: &matrix)
            if isFinal[best] == 1 { return }
            isFinal[best] = 1
            penalties[best] += UInt64(scaled.count(in: matrix) * 40)
        }
    }

    private func write(_ mask: Int, to matrix: inout ModuleMatrix) {
        matrix.mask = mask
        let (group, lane) = mask.quotientAndRemainder(dividingBy: Lanes.laneCount)
        if matrix.words.count != rows.count { matrix.words = rows }
        let rows = rows
        var words = matrix.words.mutableSpan
        for row in 0..<size {
            let candidate = candidates[group * size + row]
            for word in 0..<Lanes.wordCount {
                let place = row * Lanes.wordCount + word
                words[place] = rows[place] ^ candidate.word(word, ofLane: lane)
            }
        }
    }
}
