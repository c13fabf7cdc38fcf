/// Looks for the ways to write a text that suit logos best.
///
/// A block that the text fills has nothing free; what the logo hides of it is right by chance alone. So each such block is
/// settled in its turn, for the best beginnings: a segment ends where the block does, and what comes behind is free to be
/// written in any way.
struct LogoSearch {
    private let text: [UInt8]
    private let layout: BlockLayout
    private let wish: LogoWish
    private let effort: LogoEffort
    private let plan: Segmentation
    private let map: CodewordMap
    /// Readers guess the character set segment by segment: only ASCII may be divided anywhere.
    private let isDivisible: Bool

    init(
        _ text: [UInt8], layout: BlockLayout, wish: LogoWish, effort: LogoEffort
    ) throws(EncodingError) {
        self.text = text
        self.layout = layout
        self.wish = wish
        plan = try Segmentation(of: text, level: layout.level, minimumVersion: layout.version)
        self.effort = effort.scaled(toBits: plan.bitCount)
        map = CodewordMap(version: layout.version, level: layout.level)
        isDivisible = text.allSatisfy { $0 < 0x80 }
    }

    /// A place, a mask and the text as far as it is settled.
    private struct State {
        let place: Int
        let mask: Int
        var segments: [Segmentation.Segment]
        /// The first segment that is not settled.
        var next = 0
        var isSettled = false
        /// What the settled blocks let fail, as a weight.
        var settled: Float = 0
        /// With what is to be expected of the others, and what the place costs.
        var cost: Float = 0

        /// With one of the ways in place of what was not settled.
        func continued(_ way: Int, of tree: DivisionTree) -> State {
            var next = self
            next.segments = tree.segments(way)
            next.next = next.segments.firstIndex { $0.range.lowerBound == tree.nodes[way].cut } ?? 0
            next.isSettled = !tree.isClosed
            return next
        }
    }

    /// The places and masks that are compared.
    private struct Field {
        let fitters: [[LogoFitter]]
        /// What each place costs besides.
        let drawbacks: [Float]
    }

    /// Finds the best fits for places and masks.
    ///
    /// - Parameter candidates: Of this version and level.
    /// - Returns: The best first.
    func fits(_ candidates: [LogoPlanner.Candidate]) -> [LogoFit] {
        // Many places share a face, and a face belongs to one turn.
        var known: [LogoFace: LogoEdge] = [:]
        let edges = candidates.map { one in
            let edge = known[one.face] ?? LogoEdge(one.face, turn: one.turn, wish: wish, size: map.size)
            known[one.face] = edge
            return edge
        }
        let covers = zip(candidates, edges).map {
            LogoCover(map, $0.face, at: $0.place, turn: $0.turn, edge: $1)
        }
        let weights = LogoFitter.weights(layout)
        let field = Field(
            fitters: covers.map { LogoFitter.all($0, weights: weights) },
            drawbacks: candidates.map { Float($0.drawback) })
        // What a piece of the text adds to a block is the same for all ways.
        var pieces = (0..<layout.blockCount).map { block in
            TextPieces(text, version: layout.version, code: BlockCode(layout, block: block))
        }
        return best(wholes(field, &pieces) + settled(field, &pieces)).map { state in
            LogoFit(
                candidate: candidates[state.place], edge: edges[state.place], cover: covers[state.place],
                segments: state.segments, mask: state.mask, cost: Double(state.cost))
        }
    }

    /// In a total order, so that the same text always has the same symbol.
    private func best(_ states: [State]) -> [State] {
        let order = states.indices.sorted { (states[$0].cost, $0) < (states[$1].cost, $1) }
        return order.prefix(effort.beginnings).map { states[$0] }
    }

    /// The blocks in which the text stands.
    private var textBlocks: Range<Int> {
        0..<max(
            1, (0..<layout.blockCount).count { layout.dataRange(ofBlock: $0).lowerBound * 8 < plan.bitCount })
    }

    /// The ways that suit all blocks at once, which take the fewest bits.
    private func wholes(_ field: Field, _ pieces: inout [TextPieces]) -> [State] {
        var tree = DivisionTree(plan.segments, version: layout.version)
        if isDivisible {
            tree.grow(
                within: 1..<max(1, text.count), cuts: effort.cuts, count: effort.first, bitLimit: bitLimit(1))
        }
        return beginnings(field, tree, textBlocks, &pieces)
    }

    /// The ways that suit one block after the other.
    private func settled(_ field: Field, _ pieces: inout [TextPieces]) -> [State] {
        guard isDivisible, textBlocks.count > 1 else { return [] }
        let root = State(place: 0, mask: 0, segments: plan.segments)
        var states = beginnings(field, tree(root, 0, count: effort.first), 0..<1, &pieces)
        for block in 1..<layout.blockCount where states.contains(where: { !$0.isSettled }) {
            states = best(
                states.flatMap { state in
                    state.isSettled ? [state] : continued(state, block, &pieces[block], field)
                })
        }
        return states
    }

    /// Ways to write the text, and their codewords in some blocks.
    private struct Ways {
        let tree: DivisionTree
        let blocks: Range<Int>
        let words: [DivisionWords]
    }

    /// The best places, masks and ways by some blocks: by a few ways first, and of the best places and masks by all.
    private func beginnings(
        _ field: Field, _ tree: DivisionTree, _ blocks: Range<Int>, _ pieces: inout [TextPieces]
    ) -> [State] {
        let words = blocks.map { block in
            let indices = Set(field.fitters.flatMap { $0[0].entries[block].map(\.index) }).sorted()
            return DivisionWords(tree, &pieces[block], block: block, layout: layout, indices: indices)
        }
        let ways = Ways(tree: tree, blocks: blocks, words: words)
        var starts = field.fitters.indices.flatMap { place in
            MaskPattern.all.map { State(place: place, mask: $0, segments: plan.segments) }
        }
        for start in starts.indices {
            let trial = lightest(starts[start], ways, field, count: effort.trial, kept: 1).first
            starts[start].cost = trial.map { cost($0.weight, field, starts[start].place) } ?? .infinity
        }
        return best(
            best(starts).flatMap { continued($0, ways, field, count: .max, kept: effort.kept) })
    }

    /// The best ways to write the text of one block more.
    private func continued(
        _ state: State, _ block: Int, _ pieces: inout TextPieces, _ field: Field
    ) -> [State] {
        let tree = tree(state, block, count: effort.rest)
        let indices = field.fitters[state.place][state.mask].entries[block].map(\.index)
        let words = DivisionWords(tree, &pieces, block: block, layout: layout, indices: indices)
        let ways = Ways(tree: tree, blocks: block..<block + 1, words: [words])
        return continued(state, ways, field, count: .max, kept: effort.kept)
    }

    /// The best of the first so many ways.
    private func continued(
        _ state: State, _ ways: Ways, _ field: Field, count: Int, kept: Int
    ) -> [State] {
        lightest(state, ways, field, count: count, kept: kept).map { one in
            var next = state.continued(one.way, of: ways.tree)
            next.settled = one.settled
            next.cost = cost(one.weight, field, state.place)
            return next
        }
    }

    /// What readings fail, in points.
    private func cost(_ weight: Float, _ field: Field, _ place: Int) -> Float {
        Float(ReadingOdds.points(weights: Double(weight))) + field.drawbacks[place]
    }

    /// A way, what the blocks weigh that it settles, and what all of them are to be expected to.
    private typealias Weighed = (way: Int, settled: Float, weight: Float)

    /// The lightest of the first so many ways, the best first.
    private func lightest(
        _ state: State, _ ways: Ways, _ field: Field, count: Int, kept: Int
    ) -> [Weighed] {
        let fitter = field.fitters[state.place][state.mask]
        let chosen = ways.tree.ways.prefix(count)
        var outlooks: [Int: Float] = [:]
        func outlook(_ bits: Int) -> Float {
            let outlook =
                outlooks[bits]
                ?? fitter.outlook(
                    behind: ways.blocks.upperBound - 1, bitCount: bits, isClosed: ways.tree.isClosed)
            outlooks[bits] = outlook
            return outlook
        }
        var found: [Weighed] = []
        for (way, own) in zip(chosen, fitter.weights(ways.blocks, ways.words, chosen)) {
            let settled = state.settled + own
            if found.count == kept, settled >= found[kept - 1].weight { continue }
            let weight = settled + outlook(ways.tree.nodes[way].bitCount)
            guard found.count < kept || weight < found[kept - 1].weight else { continue }
            if found.count == kept { found.removeLast() }
            found.insert((way, settled, weight), at: found.firstIndex { $0.weight > weight } ?? found.count)
        }
        return found
    }

    /// The ways to write the rest of a text, as far as they matter to a block.
    private func tree(_ state: State, _ block: Int, count: Int) -> DivisionTree {
        var tree = DivisionTree(state.segments, from: state.next, version: layout.version)
        let end = layout.dataRange(ofBlock: block).upperBound * 8
        let root = tree.nodes[0]
        let isLast = root.bitCount <= end
        // Each block has its share of new segments; in the last one the text must end.
        let limit = bitLimit(Double(block + 1) / Double(textBlocks.count))
        let places = root.cut + 1..<max(root.cut + 1, min(text.count, placeEnd(root, end)))
        tree.grow(within: places, cuts: effort.cuts, count: count, bitLimit: isLast ? min(limit, end) : limit)
        if !isLast { tree.close(at: end, choices: effort.closings, bitLimit: limit) }
        return tree
    }

    /// The most bits of the text when a share of new segments is there.
    private func bitLimit(_ share: Double) -> Int {
        min(layout.dataCodewordCount * 8, plan.bitCount + Int(Double(effort.extraBitCount) * min(share, 1)))
    }

    /// About where in the text a block ends.
    private func placeEnd(_ root: DivisionTree.Node, _ end: Int) -> Int {
        let bits = max(1, root.bitCount - root.start)
        return root.cut + (text.count - root.cut) * max(0, end - root.start) / bits
    }
}
