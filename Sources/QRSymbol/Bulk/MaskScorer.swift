/// Scores a symbol under several masks at once, ISO/IEC 18004, 7.8.3 and table 11.
///
/// The quiet zone counts as light, and a finder-like pattern with light areas on both sides counts twice. Of those
/// patterns only the ones with modules of one module's width are seen here; `ScaledFinders` finds the others.
struct MaskScorer<Lanes: MaskLanes> {
    /// The rows of the symbol, with light ones before and after.
    private var lines: [Lanes]
    private let size: Int
    private let columns: Lanes
    /// Columns that have a next one.
    private let pairs: Lanes

    /// The reach of a finder-like pattern with its light area: 7 modules and 4.
    private static var margin: Int { 4 }

    init(size: Int) {
        self.size = size
        lines = Array(repeating: .light, count: size + 2 * Self.margin)
        columns = Lanes(columns: size)
        pairs = Lanes(columns: size - 1)
    }

    /// Returns the penalties of the masks whose candidates are given.
    ///
    /// - Parameters:
    ///   - rows: The codewords' bits, all else light.
    ///   - candidates: For each row the fixed modules and the mask, from the place `start`.
    ///   - start: Where the candidates of these masks begin.
    mutating func penalties(_ rows: [UInt64], _ candidates: [Lanes], from start: Int) -> MaskVector {
        var darks = PlaneCounter<Lanes>()
        var finders = MaskVector.zero
        let evenly = runsAndBlocks(rows, candidates, from: start, &darks, &finders)
        for row in 0...size - 7 { addColumnFinders(at: row + Self.margin, to: &finders) }
        return evenly &+ finders &* 40 &+ balance(darks.sums)
    }

    /// Adjacent modules of one colour in rows and columns, and blocks of them; also counts dark ones and the rows'
    /// finder-like patterns.
    @inline(__always)
    private mutating func runsAndBlocks(
        _ rows: [UInt64], _ candidates: [Lanes], from start: Int, _ darks: inout PlaneCounter<Lanes>,
        _ finders: inout MaskVector
    ) -> MaskVector {
        var counter = PlaneCounter<Lanes>()
        let (size, columns, pairs) = (size, columns, pairs)
        let rows = rows.span
        let candidates = candidates.span
        var lines = lines.mutableSpan
        var before = Lanes.light
        // Of the columns that were alike so far: with the row before; two pairs on end, one, two and three rows ago.
        var alike = Lanes.light, twice1 = Lanes.light, twice2 = Lanes.light, longBefore = Lanes.light
        for row in 0..<size {
            let line = Lanes(row: row, of: rows) ^ candidates[start + row]
            lines[row + Self.margin] = line
            let across = ~(line ^ line.ahead(1)) & pairs
            let twiceAcross = across & across.ahead(1)
            let longAcross = twiceAcross & twiceAcross.ahead(2)
            let down = row == 0 ? .light : ~(line ^ before) & columns
            let twiceDown = down & alike
            let longDown = twiceDown & twice2
            let block = down & down.ahead(1) & across
            // A run of n ≥ 5 costs n − 2: its n − 4 stretches of five, and 2 for its begin. A block costs 3.
            let startAcross = longAcross & ~longAcross.behind(1)
            let startDown = longDown & ~longBefore
            let (ones, onesCarry) = Self.sum(longAcross, longDown, block)
            let (twos, twosCarry) = Self.sum(startAcross, startDown, block)
            counter.add(ones: ones, twos: (onesCarry, twos), fours: twosCarry)
            if row % 2 == 1 { darks.add(line, before) }
            Self.addRowFinders(line, to: &finders)
            (before, alike, twice2, twice1, longBefore) = (line, down, twice1, twiceDown, longDown)
        }
        // The number of rows is odd.
        darks.add(before, .light)
        return counter.sums
    }

    @inline(__always)
    private static func sum(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> (sum: Lanes, carry: Lanes) {
        let differ = a ^ b
        return (differ ^ c, a & b | differ & c)
    }

    /// Dark, light, three dark, light, dark, with light beside it for four modules on one side or both.
    @inline(__always)
    private static func addRowFinders(_ line: Lanes, to finders: inout MaskVector) {
        let dark = line & line.ahead(2) & line.ahead(3) & line.ahead(4) & line.ahead(6)
        let found = dark & ~(line.ahead(1) | line.ahead(5) | line.ahead(7) | line.behind(1))
        guard found.hasAny else { return }
        let lightBefore = ~(line.behind(2) | line.behind(3) | line.behind(4))
        let lightAfter = ~(line.ahead(8) | line.ahead(9) | line.ahead(10))
        finders &+= (found & lightBefore).counts &+ (found & lightAfter).counts
    }

    @inline(__always)
    private func addColumnFinders(at row: Int, to finders: inout MaskVector) {
        let dark = lines[row] & lines[row + 2] & lines[row + 3] & lines[row + 4] & lines[row + 6]
        let found = dark & ~(lines[row + 1] | lines[row + 5] | lines[row + 7] | lines[row - 1])
        guard found.hasAny else { return }
        let lightBefore = ~(lines[row - 2] | lines[row - 3] | lines[row - 4])
        let lightAfter = ~(lines[row + 8] | lines[row + 9] | lines[row + 10])
        finders &+= (found & lightBefore).counts &+ (found & lightAfter).counts
    }

    /// Ten for each whole step of five percent that the share of dark modules is away from a half.
    private func balance(_ darks: MaskVector) -> MaskVector {
        var penalties = MaskVector.zero
        for lane in 0..<Lanes.laneCount {
            penalties[lane] = UInt64(MaskPenalty.balance(dark: Int(darks[lane]), of: size * size))
        }
        return penalties
    }
}

/// What several scorers share.
enum MaskPenalty {
    /// - Returns: 0 from 45 to 55 percent, 10 from 40 and to 60, and so on; a share on the edge costs the lesser.
    static func balance(dark: Int, of all: Int) -> Int {
        let deviation = abs(dark * 20 - all * 10)
        return max(0, (deviation + all - 1) / all - 1) * 10
    }
}
