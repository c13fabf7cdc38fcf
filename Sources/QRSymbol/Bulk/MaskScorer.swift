/// Scores a symbol under several masks at once, ISO/IEC 18004, 7.8.3 and table 11.
///
/// The quiet zone counts as light, and a finder-like pattern with light areas on both sides counts twice. Of those
/// patterns only the ones with modules of one module's width are seen here; `ScaledFinders` finds the others.
struct MaskScorer<Lanes: MaskLanes> {
    /// The rows of the symbol, with light ones before and after.
    private var lines: [Line]
    /// Where finder-like patterns begin in rows, and where they ended in columns, above a row.
    private var rowFinders: [Finders]
    private var columnFinders: [Finders]
    private var rowFinderCount = 0
    private var columnFinderCount = 0
    private let size: Int
    private let frame: Frame

    /// Which columns are the symbol's.
    private struct Frame {
        let columns: Lanes
        /// Those that have a next one.
        let pairs: Lanes
        /// Those in which a finder-like pattern can begin.
        let beginnings: Lanes
        /// The first, whose neighbour is the quiet zone.
        let edge: Lanes

        init(size: Int) {
            columns = Lanes(columns: size)
            pairs = Lanes(columns: size - 1)
            beginnings = Lanes(columns: size - 6)
            edge = Lanes(columns: 1)
        }
    }

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

    /// Finder-like patterns of a row, whose surroundings are looked at when all rows are there.
    private struct Finders {
        var row = 0
        var columns = Lanes.light
    }

    /// 11 rows: what a finder-like pattern with its light area takes.
    private static var margin: Int { 11 }

    init(size: Int) {
        self.size = size
        lines = Array(repeating: Line(), count: size + 2 * Self.margin)
        // One more for the quiet zone below, and a tally's empty ones.
        rowFinders = Array(repeating: Finders(), count: size + 1 + BitTally<Lanes>.pairsAtOnce)
        columnFinders = rowFinders
        frame = Frame(size: size)
    }

    /// Returns the penalties of the masks whose candidates are given.
    ///
    /// - Parameters:
    ///   - rows: The codewords' bits, all else light.
    ///   - candidates: Those of these masks.
    /// - Returns: A penalty for each mask.
    mutating func penalties(_ rows: [UInt64], _ candidates: MaskCandidates<Lanes>) -> MaskVector {
        (rowFinderCount, columnFinderCount) = Self.readLines(
            rows, candidates, frame, to: &lines, &rowFinders, &columnFinders)
        return runs &+ blocks &+ finders &* 40 &+ balance
    }

    /// Finds adjacent modules of one colour in rows and columns, blocks of them, and finder-like patterns.
    ///
    /// - Returns: The number of rows with finder-like patterns, and of those above which some ended.
    @inline(__always)
    private static func readLines(
        _ rows: [UInt64], _ candidates: MaskCandidates<Lanes>, _ frame: Frame, to lines: inout [Line],
        _ rowFinders: inout [Finders], _ columnFinders: inout [Finders]
    ) -> (rows: Int, columns: Int) {
        let (bits, masked) = (rows.span, candidates.rows.span)
        let size = masked.count
        var lines = lines.mutableSpan
        var rowFinders = rowFinders.mutableSpan
        var columnFinders = columnFinders.mutableSpan
        var (rowCount, columnCount) = (0, 0)
        // Of the rows before: where a column stayed as it was, four times on end, and where it changed.
        var same = Lanes.light, longBefore = Lanes.light
        var change1 = Lanes.light, change2 = Lanes.light
        var above = Lanes.light
        for row in 0..<size {
            let place = row + margin
            var line = Line(
                modules: Lanes(inEveryLane: { bits[row * Lanes.wordCount + $0] }) ^ masked[row])
            let across = ~(line.modules ^ line.modules.ahead(1)) & frame.pairs
            // No row is above the first: nothing stayed as it was there.
            let down = row == 0 ? .light : ~(line.modules ^ above) & frame.columns
            above = line.modules

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
            let changeThrice = (change.behind(1) | frame.edge) & next
            let found =
                changeThrice & twiceAcross.ahead(2) & changeThrice.ahead(5) & line.modules & frame.beginnings
            append(Finders(row: row, columns: found), to: &rowFinders, &rowCount)

            let turn = ~down
            line.changeThrice = turn & change1 & change2
            lines[place] = line
            let ended = findersEnding(above: place, lines)
            append(Finders(row: row, columns: ended), to: &columnFinders, &columnCount)
            (same, longBefore, change2, change1) = (down, line.longDown, change1, turn)
        }
        // The quiet zone below ends every dark column.
        lines[size + margin].changeThrice = change1 & change2
        let ended = findersEnding(above: size + margin, lines)
        append(Finders(row: size, columns: ended), to: &columnFinders, &columnCount)
        for place in 0..<BitTally<Lanes>.pairsAtOnce {
            rowFinders[rowCount + place] = Finders()
            columnFinders[columnCount + place] = Finders()
        }
        return (rowCount, columnCount)
    }

    @inline(__always)
    private static func findersEnding(above place: Int, _ lines: borrowing MutableSpan<Line>) -> Lanes {
        lines[place].changeThrice & lines[place - 3].sameTwice & lines[place - 5].changeThrice
            & lines[place - 1].modules
    }

    /// Keeps what is no empty row; no branch depends on it, for nobody could foretell which way it goes.
    @inline(__always)
    private static func append(_ found: Finders, to finders: inout MutableSpan<Finders>, _ count: inout Int) {
        finders[count] = found
        count &+= found.columns.hasAny ? 1 : 0
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

    /// A row of the symbol, or one of the margin.
    ///
    /// Tallies ask for no more than eight rows behind the symbol, and finders for eleven before it and three behind.
    @inline(__always)
    private static func line(_ row: Int, _ lines: borrowing Span<Line>) -> Line {
        unsafe lines[unchecked: row &+ margin]
    }

    /// The number of finder-like patterns with light for four modules on one side; with both they count twice.
    private var finders: MaskVector {
        let lines = lines.span
        let (rowFinders, columnFinders) = (rowFinders.span, columnFinders.span)
        let inRows = BitTally(pairs: rowFinderCount) { place in
            let finder = unsafe rowFinders[unchecked: place]
            let line = Self.line(finder.row, lines).modules
            let lightBefore = ~(line.behind(2) | line.behind(3) | line.behind(4))
            let lightAfter = ~(line.ahead(8) | line.ahead(9) | line.ahead(10))
            return (finder.columns & lightBefore, finder.columns & lightAfter)
        }
        let inColumns = BitTally(pairs: columnFinderCount) { place in
            let finder = unsafe columnFinders[unchecked: place]
            func modules(_ step: Int) -> Lanes { Self.line(finder.row &+ step, lines).modules }
            let lightBefore = ~(modules(-9) | modules(-10) | modules(-11))
            let lightAfter = ~(modules(1) | modules(2) | modules(3))
            return (finder.columns & lightBefore, finder.columns & lightAfter)
        }
        return inRows.total &+ inColumns.total
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
