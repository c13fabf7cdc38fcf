/// Looks for the variants of a text that suit logos best.
///
/// A block that the text fills has nothing free; what the logo hides of it is right by chance alone. The first block
/// changes with the first characters' segments only, so the best of those are found first, then continued.
struct LogoSearch {
    /// The first block's variants: with eight masks a dozen thousand chances for each place.
    private static let firstCount = 600
    /// The beginnings that are continued, of all places and masks.
    private static let beginningCount = 24
    /// The continuations of each.
    private static let restCount = 80
    /// New segments in the first block's text, and in the rest.
    private static let cuts = (first: 2, rest: 2)

    let text: [UInt8]
    let layout: BlockLayout
    private let plan: Segmentation
    private let variants: SegmentVariants
    private let map: CodewordMap

    init(_ text: [UInt8], layout: BlockLayout) throws(EncodingError) {
        self.text = text
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
            plan.segments, within: 1..<firstEnd, cuts: Self.cuts.first, count: Self.firstCount)
        let codewords = VariantCodewords(text, firsts, layout: layout)
        let beginnings = beginnings(candidates, fitters, codewords)
        var best: [Int: LogoFit] = [:]
        for beginning in beginnings {
            let rest = variants.dividing(
                firsts[beginning.variant], within: firstEnd..<max(firstEnd, text.count), cuts: Self.cuts.rest,
                count: Self.restCount)
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
        var beginnings: [Beginning] = []
        for (place, candidate) in candidates.enumerated() {
            for mask in MaskPattern.all {
                var best = (variant: 0, strength: -Float.infinity)
                for variant in codewords.variants.indices {
                    let strength = fitters[place][mask].strength(
                        codewords, variant, above: best.strength, isBeginning: true)
                    if strength > best.strength { best = (variant, strength) }
                }
                beginnings.append(
                    Beginning(
                        place: place, mask: mask, variant: best.variant,
                        cost: ReadingOdds.points(strength: Double(best.strength)) + candidate.drawback))
            }
        }
        beginnings.sort { ($0.cost, $0.place, $0.mask) < ($1.cost, $1.place, $1.mask) }
        return Array(beginnings.prefix(Self.beginningCount))
    }

    /// About where the first block's text ends.
    private var firstEnd: Int {
        let share = Double(layout.dataCount(inBlock: 0) * 8) / Double(max(1, plan.bitCount))
        return min(text.count, max(1, Int(Double(text.count) * share)))
    }
}
