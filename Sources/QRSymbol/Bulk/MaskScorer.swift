/// Scores a symbol under several masks at once, ISO/IEC 18004, 7.8.3 and table 11.
///
/// The quiet zone counts as light, and a finder-like pattern with light areas on both sides counts twice. Of those
/// patterns only the ones with modules of one module's width are seen here; `ScaledFinders` finds the others.
struct MaskScorer<Lanes: MaskLanes> {
    /// The rows of the symbol, with light ones before and after.
    private var lines: [Line]
    /// Empty memory for each call.
    private var ends: [End] = []
    private let size: Int
    /// Columns in which a finder-like pattern can begin.
    private let beginnings: Lanes
    /// The first column, whose neighbour is the quiet zone.
    private let edge: Lanes

    /// A row, and what is to be counted of it.
    private struct Line {
        var modules = Lanes.light
        /// Where five modules of one colour begin in the row, and where they end in a column.
        var longAcross = Lanes.light
        var longDown = Lanes.light
        /// The first of those of each run.
        var startAcross = Lanes.light
        var startDown = Lanes.light
        /// Where four modules of one colour are a block with the row above.
        var block = Lanes.light
        /// Where the colour changed from each of the last three rows to the next.
        var changeThrice = Lanes.light
        /// Where it stayed the same from each of the last two.
        var sameTwice = Lanes.light
    }

    /// The row above which finder-like patterns ended, and in which columns.
    private struct End {
        let row: Int
        let columns: Lanes
    }

    /// 11 rows: what a finder-like pattern with its light area takes.
    private static var margin: Int { 11 }

    init(size: Int) {
        self.size = size
        lines = Array(repeating: Line(), count: size + 2 * Self.margin)
        beginnings = Lanes(columns: size - 6)
        edge = Lanes(columns: 1)
    }

    /// Returns the penalties of the masks whose candidates are given.
    ///
    /// - Parameters:
    ///   - rows: The codewords' bits, all else light.
    ///   - candidates: Those of these masks.
    /// - Returns: A penalty for each mask.
    mutating func penalties(_ rows: CodewordRows, _ candidates: MaskCandidates<Lanes>) -> MaskVector {
        var finders = MaskVector.zero
        var ends: [End] = []
        swap(&ends, &self.ends)
        ends.removeAll(keepingCapacity: true)
        readLines(rows, candidates, &finders, &ends)
        for end in ends { addColumnFinders(end, to: &finders) }
        swap(&ends, &self.ends)
        return runs &+ blocks &+ finders &* 40 &+ balance
    }

    /// Finds adjacent modules of one colour in rows and columns, and blocks of them.
    ///
    /// On the way it counts the rows' finder-like patterns, and notes the columns'.
    @inline(__always)
    private mutating func readLines(
        _ rows: CodewordRows, _ candidates: MaskCandidates<Lanes>, _ finders: inout MaskVector,
        _ ends: inout [End]
    ) {
        let (size, margin, beginnings, edge) = (size, Self.margin, beginnings, edge)
        let bits = rows.bits.span
        let edges = rows.edges.span
        let masked = candidates.rows.span
        var lines = lines.mutableSpan
        // Of the rows before: where a column stayed as it was, four times on end, and where it changed.
        var same = Lanes.light, longBefore = Lanes.light
        var change1 = Lanes.light, change2 = Lanes.light
        for row in 0..<size {
            let mask = masked[row]
            let across = Lanes(inEveryLane: { edges[row * Lanes.wordCount + $0].across }) ^ mask.across
            let down = Lanes(inEveryLane: { edges[row * Lanes.wordCount + $0].down }) ^ mask.down
            let place = row + margin
            var line = Line(modules: Lanes(inEveryLane: { bits[row * Lanes.wordCount + $0] }) ^ mask.line)

            let twiceAcross = across & across.ahead(1)
            line.longAcross = twiceAcross & twiceAcross.ahead(2)
            line.startAcross = line.longAcross & ~line.longAcross.behind(1)
            line.sameTwice = down & same
            line.longDown = line.sameTwice & lines[place - 2].sameTwice
            line.startDown = line.longDown & ~longBefore
            line.block = down & down.ahead(1) & across

            // Light beside dark, light, three dark, light, dark, light: three changes, two rests, three changes.
            let change = ~across
            let next = change & change.ahead(1)
            let changeThrice = (change.behind(1) | edge) & next
            let found =
                changeThrice & twiceAcross.ahead(2) & changeThrice.ahead(5) & line.modules & beginnings
            if found.hasAny { Self.addRowFinders(found, line.modules, to: &finders) }

            let turn = ~down
            line.changeThrice = turn & change1 & change2
            lines[place] = line
            let ended =
                line.changeThrice & lines[place - 3].sameTwice & lines[place - 5].changeThrice
                & lines[place - 1].modules
            if ended.hasAny { ends.append(End(row: row, columns: ended)) }
            (same, longBefore, change2, change1) = (down, line.longDown, change1, turn)
        }
        let end = size + margin
        let ended =
            change1 & change2 & lines[end - 3].sameTwice & lines[end - 5].changeThrice
            & lines[end - 1].modules
        if ended.hasAny { ends.append(End(row: size, columns: ended)) }
    }

    /// A run of *n* ≥ 5 modules costs *n* − 2: one for each five of it, and 2 for its start.
    private var runs: MaskVector {
        let lines = lines.span
        let long = BitTally(pairs: size) { row in
            let line = Self.line(row, lines)
            return (line.longAcross, line.longDown)
        }
        let starts = BitTally(pairs: size) { row in
            let line = Self.line(row, lines)
            return (line.startAcross, line.startDown)
        }
        return long.total &+ starts.total &* 2
    }

    /// A block costs 3.
    private var blocks: MaskVector {
        let lines = lines.span
        return BitTally(pairs: size / 2 + 1) { pair in
            (Self.line(pair &* 2, lines).block, Self.line(pair &* 2 &+ 1, lines).block)
        }.total &* 3
    }

    /// A row of the symbol, or one of the margin behind it.
    ///
    /// Tallies ask for no more than eight rows of the margin, so no place is out of bounds.
    @inline(__always)
    private static func line(_ row: Int, _ lines: borrowing Span<Line>) -> Line {
        unsafe lines[unchecked: row &+ margin]
    }

    /// Counts the patterns that begin in these columns and have light for four modules on one side or both.
    private static func addRowFinders(_ found: Lanes, _ line: Lanes, to finders: inout MaskVector) {
        let lightBefore = ~(line.behind(2) | line.behind(3) | line.behind(4))
        let lightAfter = ~(line.ahead(8) | line.ahead(9) | line.ahead(10))
        finders &+= (found & lightBefore).counts &+ (found & lightAfter).counts
    }

    private func addColumnFinders(_ end: End, to finders: inout MaskVector) {
        func modules(_ step: Int) -> Lanes { lines[end.row + Self.margin + step].modules }
        let lightBefore = ~(modules(-9) | modules(-10) | modules(-11))
        let lightAfter = ~(modules(1) | modules(2) | modules(3))
        finders &+= (end.columns & lightBefore).counts &+ (end.columns & lightAfter).counts
    }

    /// Ten for each whole step of five percent that the share of dark modules is away from a half.
    private var balance: MaskVector {
        let lines = lines.span
        let darks = BitTally(pairs: size / 2 + 1) { pair in
            (Self.line(pair &* 2, lines).modules, Self.line(pair &* 2 &+ 1, lines).modules)
        }.total
        var penalties = MaskVector.zero
        for lane in 0..<Lanes.laneCount {
            penalties[lane] = UInt64(Self.balance(dark: Int(darks[lane]), of: size * size))
        }
        return penalties
    }

    /// - Returns: 0 from 45 to 55 percent, 10 from 40 and to 60, and so on; a share on the edge costs the lesser.
    private static func balance(dark: Int, of all: Int) -> Int {
        let deviation = abs(dark * 20 - all * 10)
        return max(0, (deviation + all - 1) / all - 1) * 10
    }
}
