/// Looks for the variants of a text that suit logos best.
///
/// A block that the text fills has nothing free; what the logo hides of it is right by chance alone. The first block
/// changes with the first characters' segments only, the second with the next ones', and so on: so each block is settled in
/// its turn, for the best beginnings.
struct LogoSearch {
    let text: [UInt8]
    let layout: BlockLayout
    let effort: LogoEffort
    private let plan: Segmentation
    private let variants: SegmentVariants
    private let map: CodewordMap

    init(_ text: [UInt8], layout: BlockLayout, effort: LogoEffort) throws(EncodingError) {
        self.text = text
        self.effort = effort
        self.layout = layout
        plan = try Segmentation(of: text, level: layout.level, minimumVersion: layout.version)
        variants = SegmentVariants(text, bitCount: plan.bitCount, layout: layout)
        map = CodewordMap(version: layout.version, level: layout.level)
    }

    /// A place, a mask and the segments so far.
    private struct State {
        let place: Int
        let mask: Int
        var segments: [Segmentation.Segment]
        var strength: Float
        var cost: Double
    }

    /// Finds the best fit for places and masks.
    ///
    /// - Parameter candidates: Of this version and level.
    /// - Returns: No more than one for each place and mask, the best first.
    func fits(_ candidates: [LogoPlanner.Candidate]) -> [LogoFit] {
        let covers = candidates.map { LogoCover(map, $0.face, at: $0.place) }
        let fitters = covers.map { cover in MaskPattern.all.map { LogoFitter(cover, mask: $0) } }
        var states = beginnings(candidates, fitters)
        let ends = textEnds
        for block in ends.indices.dropFirst() {
            for place in states.indices {
                continueText(
                    of: &states[place], within: ends[block - 1]..<ends[block], settling: block,
                    fitters[states[place].place][states[place].mask],
                    drawback: candidates[states[place].place].drawback)
            }
        }
        return states.sorted { ($0.cost, $0.place, $0.mask) < ($1.cost, $1.place, $1.mask) }.map { state in
            LogoFit(
                candidate: candidates[state.place], cover: covers[state.place], segments: state.segments,
                mask: state.mask, strength: Double(state.strength))
        }
    }

    /// The best of each place and mask by the first block alone, and of these the best.
    private func beginnings(
        _ candidates: [LogoPlanner.Candidate], _ fitters: [[LogoFitter]]
    ) -> [State] {
        let firsts = variants.dividing(
            plan.segments, within: 1..<textEnds[0], cuts: effort.cuts, count: effort.first)
        let codewords = VariantCodewords(text, firsts, layout: layout, corrected: 1)
        let table = FirstBlockTable(codewords)
        let isFilled = codewords.freeCounts.allSatisfy { $0[0] == 0 }
        var states: [State] = []
        for (place, candidate) in candidates.enumerated() {
            for mask in MaskPattern.all {
                let fitter = fitters[place][mask]
                let best = isFilled ? fitter.bestBeginning(table, codewords) : fitter.bestOf(codewords)
                states.append(
                    State(
                        place: place, mask: mask, segments: firsts[best.variant], strength: best.strength,
                        cost: ReadingOdds.points(strength: Double(best.strength)) + candidate.drawback))
            }
        }
        states.sort { ($0.cost, $0.place, $0.mask) < ($1.cost, $1.place, $1.mask) }
        return Array(states.prefix(effort.beginnings))
    }

    /// Divides the text of one block further, if that block is better off for it.
    private func continueText(
        of state: inout State, within places: Range<Int>, settling block: Int, _ fitter: LogoFitter,
        drawback: Double
    ) {
        let rest = variants.dividing(state.segments, within: places, cuts: effort.cuts, count: effort.rest)
        let codewords = VariantCodewords(text, rest, layout: layout, corrected: block + 1)
        var best = (variant: 0, strength: -Float.infinity)
        for variant in rest.indices {
            let strength = fitter.strength(codewords, variant, above: best.strength, settled: block)
            if strength > best.strength { best = (variant, strength) }
        }
        state.segments = rest[best.variant]
        state.strength = best.strength
        state.cost = ReadingOdds.points(strength: Double(best.strength)) + drawback
    }

    /// About where the text of each block ends that has some.
    private var textEnds: [Int] {
        var (ends, bits): ([Int], Int) = ([], 0)
        for block in 0..<layout.blockCount where bits < plan.bitCount {
            bits += layout.dataCount(inBlock: block) * 8
            let share = min(1, Double(bits) / Double(plan.bitCount))
            ends.append(max(1, Int(Double(text.count) * share)))
        }
        return ends
    }
}
