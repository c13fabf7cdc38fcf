/// Other ways to write the same text, each of which gives other codewords.
///
/// A text may be divided into more segments than it needs. Readers join them, and all bits behind a new header move, so
/// that a codeword under a logo may by chance be what the logo shows. Each way is its parent's with one more cut.
struct DivisionTree {
    /// A way to write the text.
    struct Node {
        /// The way with one cut less; of the root itself.
        let parent: Int
        /// Where the last segment begins, in the text.
        let cut: Int
        /// The segment of the root in which that is.
        let segment: Int
        /// How the part of that segment before the cut is written.
        let mode: SegmentMode
        /// Where the last segment's header begins, in the bits of the symbol.
        let start: Int
        /// The bits of the whole text.
        let bitCount: Int
    }

    /// The segments of the root.
    let base: [Segmentation.Segment]
    let version: Int
    /// Parents stand before their children.
    private(set) var nodes: [Node]
    /// The ways that can be chosen.
    private(set) var ways = 0..<1
    /// Whether in all of them a segment ends where the block does.
    private(set) var isClosed = false

    /// - Parameters:
    ///   - base: The segments of the root.
    ///   - first: The first segment that may be divided.
    ///   - version: Says how long headers are.
    init(_ base: [Segmentation.Segment], from first: Int = 0, version: Int) {
        self.base = base
        self.version = version
        func bits(_ segments: some Sequence<Segmentation.Segment>) -> Int {
            segments.reduce(0) { $0 + $1.bitCount(version: version) }
        }
        nodes = [
            Node(
                parent: 0, cut: base[first].range.lowerBound, segment: first, mode: base[first].mode,
                start: bits(base[..<first]), bitCount: bits(base))
        ]
    }

    /// So many places of a block are enough for some hundred thousand ways of three cuts.
    private static let mostPlaces = 64

    /// Adds divided ways, those with few cuts first.
    ///
    /// - Parameters:
    ///   - places: Where new segments may begin.
    ///   - cuts: The most new segments.
    ///   - count: About how many ways there may be; of more, evenly picked ones are continued.
    ///   - bitLimit: The most bits of the whole text.
    /// - Complexity: O(`count`)
    mutating func grow(within places: Range<Int>, cuts: Int, count: Int, bitLimit: Int) {
        // Longer texts have more places in a block than there are chances to take.
        let step = max(1, places.count / Self.mostPlaces)
        var level = nodes.indices
        for _ in 0..<cuts where nodes.count < count {
            // Each has about half as many continuations as there are places, in two modes.
            let parents = max(1, count * step / max(1, places.count))
            let end = nodes.count
            for parent in Self.picked(level, count: parents) {
                let first = max(places.lowerBound, parent == 0 ? 0 : nodes[parent].cut + step)
                for cut in stride(from: first, to: places.upperBound, by: step) {
                    add(cut, to: parent, modes: SegmentMode.allCases, bitLimit: bitLimit)
                }
            }
            level = end..<nodes.count
        }
        ways = nodes.indices
    }

    /// Ends a segment of every way where a block ends, so that the rest of the text can be written in any way without changing
    /// the block: a segment's header says how long it is.
    ///
    /// Afterwards only ways that end there can be chosen; there may be none.
    ///
    /// - Parameters:
    ///   - end: The block's last bit and one more, in the symbol's text.
    ///   - choices: How many places to try for each way, for each gives another count.
    ///   - bitLimit: The most bits of the whole text.
    mutating func close(at end: Int, choices: Int, bitLimit: Int) {
        let open = nodes.count
        for number in 0..<open {
            guard let first = closing(number, at: end) else { continue }
            for cut in first..<first + choices { add(cut, to: number, modes: [], bitLimit: bitLimit) }
        }
        ways = open..<nodes.count
        isClosed = true
    }

    /// The first place at which a segment may end so that the next one's header begins behind a bit.
    private func closing(_ number: Int, at end: Int) -> Int? {
        var (bit, from) = (nodes[number].start, nodes[number].cut)
        guard bit < end else { return nil }
        for segment in base[nodes[number].segment...] {
            guard bit < end else { return from }
            let whole = segment.range.upperBound - from
            if bit + segment.mode.bitCount(whole, version: version) >= end {
                let header = segment.mode.headerBitCount(version: version)
                var count = min(whole, max(1, (end - bit - header) * 6 / segment.mode.sixths - 1))
                while bit + segment.mode.bitCount(count, version: version) < end { count += 1 }
                return from + count
            }
            bit += segment.mode.bitCount(whole, version: version)
            from = segment.range.upperBound
        }
        return nil
    }

    private static func picked(_ range: Range<Int>, count: Int) -> [Int] {
        guard range.count > count else { return Array(range) }
        return (0..<count).map { range.lowerBound + $0 * range.count / count }
    }

    /// Cuts the last segments once more; the part before the cut may go into a mode that holds more characters.
    ///
    /// - Parameters:
    ///   - cut: A place in the text.
    ///   - number: The parent.
    ///   - modes: Those that may be taken; empty for the mode as it is, also where a segment begins anyway.
    ///   - bitLimit: The most bits of the whole text.
    private mutating func add(_ cut: Int, to number: Int, modes: [SegmentMode], bitLimit: Int) {
        let parent = nodes[number]
        guard cut > parent.cut,
            let segment = base.indices[parent.segment...].first(where: { base[$0].range.contains(cut) })
        else { return }
        let (from, before) = beginning(of: segment, behind: parent)
        func append(_ mode: SegmentMode, _ bits: Int, of bitCount: Int) {
            guard bitCount <= bitLimit else { return }
            nodes.append(
                Node(
                    parent: number, cut: cut, segment: segment, mode: mode, start: before + bits,
                    bitCount: bitCount))
        }
        let own = base[segment].mode
        guard cut > from else {
            if modes.isEmpty { append(own, 0, of: parent.bitCount) }
            return
        }
        let end = base[segment].range.upperBound
        let rest =
            own.bitCount(end - cut, version: version) - own.bitCount(end - from, version: version)
        func divide(_ mode: SegmentMode) {
            let bits = mode.bitCount(cut - from, version: version)
            append(mode, bits, of: parent.bitCount + bits + rest)
        }
        if modes.isEmpty { divide(own) }
        for mode in modes where mode.rawValue >= own.rawValue { divide(mode) }
    }

    /// Where what is left of a segment begins, in the text and in the bits, behind the last cut.
    private func beginning(of segment: Int, behind node: Node) -> (place: Int, bit: Int) {
        guard segment != node.segment else { return (node.cut, node.start) }
        let last = base[node.segment]
        let bits = base[node.segment + 1..<segment].reduce(
            last.mode.bitCount(last.range.upperBound - node.cut, version: version)
        ) { $0 + $1.bitCount(version: version) }
        return (base[segment].range.lowerBound, node.start + bits)
    }

    /// Calls with the segments that a way adds to what it has in common with its parent, and where their headers begin.
    ///
    /// They are all but the last segment, from the parent's last one on; of the root those that are not divided, the last of
    /// which may reach into the block.
    func forEachSettled(_ number: Int, _ body: (Segmentation.Segment, _ bit: Int) -> Void) {
        let (node, parent) = (nodes[number], nodes[nodes[number].parent])
        let first = number == 0 ? 0 : parent.segment
        var (bit, from) =
            number == 0 ? (0, base[0].range.lowerBound) : (parent.start, parent.cut)
        for place in first..<node.segment {
            let segment = Segmentation.Segment(
                mode: base[place].mode, range: from..<base[place].range.upperBound)
            body(segment, bit)
            bit += segment.bitCount(version: version)
            from = segment.range.upperBound
        }
        if from < node.cut { body(.init(mode: node.mode, range: from..<node.cut), bit) }
    }

    /// Calls with the segments from the last cut on, and where their headers begin.
    func forEachOpen(_ number: Int, _ body: (Segmentation.Segment, _ bit: Int) -> Void) {
        let node = nodes[number]
        var (bit, from) = (node.start, node.cut)
        for place in node.segment..<base.count {
            let segment = Segmentation.Segment(
                mode: base[place].mode, range: from..<base[place].range.upperBound)
            body(segment, bit)
            bit += segment.bitCount(version: version)
            from = segment.range.upperBound
        }
    }

    /// All segments of a way.
    func segments(_ number: Int) -> [Segmentation.Segment] {
        var (path, node) = ([number], number)
        while node > 0 {
            node = nodes[node].parent
            path.append(node)
        }
        var segments: [Segmentation.Segment] = []
        for number in path.reversed() { forEachSettled(number) { segment, _ in segments.append(segment) } }
        forEachOpen(number) { segment, _ in segments.append(segment) }
        return segments
    }
}
