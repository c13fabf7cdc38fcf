/// All that the symbols of a version and level have in common, made once.
///
/// Each case names its type, so that each has code of its own and no vector passes through a box.
enum BulkTemplate {
    case oneWord(Kept<OneWordLanes>)
    case twoWords(Kept<TwoWordLanes>)
    case threeWords(Kept<ThreeWordLanes>)

    /// A template in one place, used by one call at a time; the use is checked once a call.
    final class Kept<Lanes: MaskLanes> {
        private var template: MaskedTemplate<Lanes>

        init(version: Int, level: CorrectionLevel) {
            template = MaskedTemplate(version: version, level: level)
        }

        func finish(_ codewords: inout CodewordWriter, mask: Int?, into matrix: inout ModuleMatrix) {
            template.finish(&codewords, mask: mask, into: &matrix)
        }
    }

    init(version: Int, level: CorrectionLevel) {
        self =
            switch ModuleMatrix.wordsPerRow(size: 17 + 4 * version) {
            case 1: .oneWord(Kept(version: version, level: level))
            case 2: .twoWords(Kept(version: version, level: level))
            default: .threeWords(Kept(version: version, level: level))
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
struct MaskedTemplate<Lanes: MaskLanes> {
    private let layout: BlockLayout
    private let correction: ReedSolomon
    private let placement: BitPlacement
    /// Each block's data codewords.
    private let blocks: [Range<Int>]
    private let size: Int
    /// One for each group of masks that are scored together.
    private let candidates: [MaskCandidates<Lanes>]
    private var scorer: MaskScorer<Lanes>
    private var scaled: ScaledFinders<Lanes>
    /// The bits of codewords in their rows, unmasked; all other modules are light.
    private var rows: [UInt64]
    /// Empty memory for each call.
    private var sequence: [UInt8]

    init(version: Int, level: CorrectionLevel) {
        let map = CodewordMap(version: version, level: level)
        layout = map.layout
        guard let correction = ReedSolomon.all[layout.correctionCountPerBlock] else {
            preconditionFailure("no blocks have \(layout.correctionCountPerBlock) correction codewords")
        }
        self.correction = correction
        placement = BitPlacement(map)
        sequence = placement.emptySequence
        blocks = (0..<layout.blockCount).map(layout.dataRange)
        size = map.size
        candidates = stride(from: 0, to: MaskPattern.all.count, by: Lanes.laneCount).map {
            MaskCandidates(map, masksFrom: $0)
        }
        scorer = MaskScorer(size: map.size)
        scaled = ScaledFinders(size: map.size)
        rows = Array(repeating: 0, count: map.size * Lanes.wordCount)
    }

    mutating func finish(_ codewords: inout CodewordWriter, mask: Int?, into matrix: inout ModuleMatrix) {
        addCorrection(to: &codewords)
        placement.place(codewords.bytes, by: &sequence, in: &rows)
        matrix.version = layout.version
        if let mask { return write(mask, to: &matrix) }
        writeBest(to: &matrix)
    }

    private func addCorrection(to codewords: inout CodewordWriter) {
        for (block, data) in blocks.enumerated() {
            let remainder = correction.remainder(of: codewords.bytes, in: data)
            codewords.set(remainder, at: layout.correctionStart(ofBlock: block))
        }
    }

    /// Writes the symbol under the mask of least penalty, the first of equals.
    private mutating func writeBest(to matrix: inout ModuleMatrix) {
        var penalties = SIMD8<UInt64>.zero
        for group in candidates.indices {
            let found = scorer.penalties(rows, candidates[group])
            for lane in 0..<Lanes.laneCount { penalties[group * Lanes.laneCount + lane] = found[lane] }
        }
        // Scaled patterns only add: they are looked for under the best mask alone, until the best has been looked at.
        var isFinal = SIMD8<UInt8>.zero
        var written: Int?
        while true {
            var best = 0
            for mask in MaskPattern.all where penalties[mask] < penalties[best] { best = mask }
            if written != best { write(best, to: &matrix) }
            written = best
            if isFinal[best] == 1 { return }
            isFinal[best] = 1
            penalties[best] += UInt64(scaled.count(in: matrix) * 40)
        }
    }

    private func write(_ mask: Int, to matrix: inout ModuleMatrix) {
        matrix.mask = mask
        let (group, lane) = mask.quotientAndRemainder(dividingBy: Lanes.laneCount)
        let bits = rows
        let masked = candidates[group].rows
        if matrix.words.count != bits.count { matrix.words = bits }
        var words = matrix.words.mutableSpan
        for row in 0..<size {
            let line = masked[row]
            for word in 0..<Lanes.wordCount {
                let place = row * Lanes.wordCount + word
                words[place] = bits[place] ^ line.word(word, ofLane: lane)
            }
        }
    }
}
