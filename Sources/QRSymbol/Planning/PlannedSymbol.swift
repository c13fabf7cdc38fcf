/// A symbol that was made for its logo.
public struct PlannedSymbol: Sendable, Hashable {
    /// The modules; those under the logo are what it shows, as far as they could be made so.
    public let symbol: Symbol
    /// Where the logo goes, and what it costs.
    public let area: LogoArea
    /// All that is known to make readings of it fail, in points.
    let cost: Double

    /// Makes the symbol of a fit, and shows what of the logo's place need not be hidden.
    init(_ text: [UInt8], _ fit: LogoFit, by encoder: inout BulkEncoder) {
        let (candidate, layout) = (fit.candidate, fit.cover.map.layout)
        let codewords = BlockCodewords(text, fit.segments, layout: layout)
        let made = fit.cover.filled(codewords, mask: fit.mask, by: &encoder)
        let face = fit.edge.shown(
            candidate.face, fit.cover, made.matrix,
            damage: fit.cover.expectedDamage(made.blocks, mask: fit.mask))
        let cover = LogoCover(fit.cover.map, face, at: candidate.place, turn: candidate.turn)
        let damage = cover.expectedDamage(made.blocks, mask: fit.mask)
        symbol = Symbol(made.matrix.turned(candidate.turn), payload: text)
        area = cover.area(damage: damage)
        let finders = FalseFinders(made.matrix, face, at: candidate.place)
        cost =
            ReadingOdds.points(left: damage.map { Double(layout.correctableCount) - $0 }, of: layout)
            + candidate.drawback + ReadingOdds.points(finders)
            + ReadingOdds.points(darkShare: made.matrix.darkShare(face, at: candidate.place))
    }
}

extension ModuleMatrix {
    /// The share of an upright symbol's modules that readers see dark, with a logo on it, 0 to 1.
    ///
    /// - Parameters:
    ///   - face: What the logo shows.
    ///   - place: Where.
    /// - Returns: The share, modules that readers see differently in part.
    /// - Complexity: O(size²)
    func darkShare(_ face: LogoFace, at place: LogoPlace) -> Double {
        var sum = 0.0
        for row in 0..<size {
            for column in 0..<size { sum += darkShare(row: row, column: column, face, at: place) }
        }
        return sum / Double(size * size)
    }

    /// The share of readings that see a module of it dark, 0 to 1.
    func darkShare(row: Int, column: Int, _ face: LogoFace, at place: LogoPlace) -> Double {
        let shown =
            place.contains(row: row, column: column)
            ? face.darkShare(row: row - place.rows.lowerBound, column: column - place.columns.lowerBound)
            : nil
        return shown ?? (isDark(row: row, column: column) ? 1 : 0)
    }
}

/// One plan for the symbols of a batch.
public struct LogoPlan: Sendable, Hashable {
    /// Where the logo goes, and what it costs the worst of all texts that are no longer.
    public let area: LogoArea
    private let face: LogoFace
    private let place: LogoPlace

    init(_ candidate: LogoPlanner.Candidate) {
        let layout = candidate.layout
        face = candidate.face
        place = candidate.place
        area = LogoArea(
            layout, turn: candidate.turn, place: candidate.place, seat: candidate.face.seat,
            mask: candidate.face.mask,
            damage: candidate.left.map { Double(layout.correctableCount) - $0 })
    }

    /// Makes symbols by a plan, one after the other.
    public struct Encoder: ~Copyable {
        private let layout: BlockLayout
        private let cover: LogoCover
        private let fitters: [LogoFitter]
        private var encoder = BulkEncoder()
        private var segmentation = Segmentation()

        /// Prepares what the symbols have in common.
        public init(_ plan: LogoPlan) {
            let map = CodewordMap(version: plan.area.version, level: plan.area.level)
            layout = map.layout
            let cover = LogoCover(map, plan.face, at: plan.place, turn: plan.area.turn)
            self.cover = cover
            fitters = LogoFitter.all(cover, weights: LogoFitter.weights(layout))
        }

        /// Makes a symbol of the plan's version and level.
        ///
        /// - Parameter text: No longer than the plan's.
        /// - Returns: The modules, and what the logo costs this one.
        /// - Throws: ``EncodingError``, also for a text that needs a larger version.
        public mutating func encode(_ text: [UInt8]) throws(EncodingError) -> (ModuleMatrix, LogoArea) {
            try segmentation.plan(text, level: layout.level, minimumVersion: layout.version)
            let capacity = layout.dataCodewordCount * 8
            guard segmentation.version == layout.version else {
                throw .tooLong(
                    byteCount: text.count, bitCount: segmentation.bitCount, maximumBitCount: capacity)
            }
            let codewords = BlockCodewords(text, segmentation.segments, layout: layout)
            let weights = fitters.map { $0.weights(codewords) }
            // The first of equals.
            let mask = MaskPattern.all.min { (weights[$0], $0) < (weights[$1], $1) } ?? 0
            let made = cover.filled(codewords, mask: mask, by: &encoder)
            let damage = cover.expectedDamage(made.blocks, mask: mask)
            return (made.matrix.turned(cover.turn), cover.area(damage: damage))
        }
    }
}

extension LogoCover {
    /// Fills free codewords for the logo.
    ///
    /// - Parameters:
    ///   - codewords: Of one way to write a text.
    ///   - mask: The symbol's mask.
    ///   - encoder: What makes the modules.
    /// - Returns: The modules of the upright symbol, and the codewords of each block.
    func filled(
        _ codewords: BlockCodewords, mask: Int, by encoder: inout BulkEncoder
    ) -> (matrix: ModuleMatrix, blocks: [[UInt8]]) {
        let layout = codewords.layout
        let free = FreeCodewords(layout: layout, bitCount: codewords.bitCount)
        let blocks = codewords.blocks
        let data = blocks.enumerated().flatMap { $1.prefix(layout.dataCount(inBlock: $0)) }
        let wanted = values(blocks, mask: mask, for: chosen(free))
        guard let data = try? free.fill(data, with: wanted) else {
            preconditionFailure("only free codewords are chosen")
        }
        return (
            encoder.encode(data: data, layout: layout, mask: mask),
            BlockCodewords(data: data, layout: layout).blocks
        )
    }

    /// Where the logo goes, and what it costs blocks that lose so many codewords.
    func area(damage: [Double]) -> LogoArea {
        LogoArea(map.layout, turn: turn, place: place, seat: seat, mask: mask, damage: damage)
    }
}
