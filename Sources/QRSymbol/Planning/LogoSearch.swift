/// Looks for the variants of a text that suit logos best.
///
/// A block that the text fills has nothing free; what the logo hides of it is right by chance alone. The first block
/// changes with the first characters' segments only, so the best of those are found first, then continued.
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

    /// A place, a mask and the first block's segments.
    private struct Beginning {
        let place: Int
        let mask: Int
        let variant: Int
        let cost: Double
    }

    /// Finds the best fit for each place.
    ///
    /// - Parameter candidates: Of this version and level.
    /// - Returns: No more than one for each, in no order.
    func fits(_ candidates: [LogoPlanner.Candidate]) -> [LogoFit] {
        let covers = candidates.map { LogoCover(map, $0.face, at: $0.place) }
        let fitters = covers.map { cover in MaskPattern.all.map { LogoFitter(cover, mask: $0) } }
        let firsts = variants.dividing(
            plan.segments, within: 1..<firstEnd, cuts: effort.firstCuts, count: effort.first)
        let codewords = VariantCodewords(text, firsts, layout: layout)
        let beginnings = beginnings(candidates, fitters, codewords)
        var best: [Int: LogoFit] = [:]
        for beginning in beginnings {
            let rest = variants.dividing(
                firsts[beginning.variant], within: firstEnd..<max(firstEnd, text.count),
                cuts: effort.restCuts,
                count: effort.rest)
            let codewords = VariantCodewords(text, rest, layout: layout)
            let fitter = fitters[beginning.place][beginning.mask]
            var floor = best[beginning.place].map { Float($0.strength) } ?? -.infinity
            for variant in rest.indices {
                let strength = fitter.strength(codewords, variant, above: floor)
                guard strength > floor else { continue }
                floor = strength
                best[beginning.place] = LogoFit(
                    candidate: candidates[beginning.place], cover: covers[beginning.place],
                    segments: rest[variant], mask: beginning.mask, strength: Double(strength))
            }
        }
        return best.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The best of each place and mask by the first block alone.
    private func beginnings(
        _ candidates: [LogoPlanner.Candidate], _ fitters: [[LogoFitter]], _ codewords: VariantCodewords
    ) -> [Beginning] {
        let table = FirstBlockTable(codewords)
        let isFilled = codewords.freeCounts.allSatisfy { $0[0] == 0 }
        var beginnings: [Beginning] = []
        for (place, candidate) in candidates.enumerated() {
            for mask in MaskPattern.all {
                let fitter = fitters[place][mask]
                let best =
                    isFilled ? fitter.bestBeginning(table, codewords) : fitter.bestOf(codewords)
                beginnings.append(
                    Beginning(
                        place: place, mask: mask, variant: best.variant,
                        cost: ReadingOdds.points(strength: Double(best.strength)) + candidate.drawback))
            }
        }
        beginnings.sort { ($0.cost, $0.place, $0.mask) < ($1.cost, $1.place, $1.mask) }
        return Array(beginnings.prefix(effort.beginnings))
    }

    /// About where the first block's text ends.
    private var firstEnd: Int {
        let share = Double(layout.dataCount(inBlock: 0) * 8) / Double(max(1, plan.bitCount))
        return min(text.count, max(1, Int(Double(text.count) * share)))
    }
}
