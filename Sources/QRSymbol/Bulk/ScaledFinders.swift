/// Finds patterns in the ratio of a finder's modules that are two or more modules wide.
///
/// They are rare, one in some thousand symbols, so rows and columns that cannot hold one are passed over quickly: as
/// many words of the symbol at once as masks are scored at once.
struct ScaledFinders<Lanes: MaskLanes> {
    private var runs: [Int] = []
    /// The words of a symbol, with light rows before and behind.
    private var padded: [UInt64]
    /// Rows and columns that may hold a pattern.
    private var rows: [Int] = []
    private var columns: [Int] = []
    private let size: Int

    /// 13 rows: as far as a pattern of width two looks back.
    private static var margin: Int { 13 * Lanes.wordCount }

    /// - Parameter size: The number of modules on a side.
    init(size: Int) {
        self.size = size
        padded = Array(repeating: 0, count: Self.margin + size * Lanes.wordCount + MaskVector.scalarCount)
    }

    /// Returns how often a light area of four widths lies before or after such a pattern.
    mutating func count(in matrix: ModuleMatrix) -> Int {
        pad(matrix)
        findLines()
        var count = 0
        for row in rows { count += countPatterns { matrix.isDark(row: row, column: $0) } }
        for column in columns { count += countPatterns { matrix.isDark(row: $0, column: column) } }
        return count
    }

    private mutating func pad(_ matrix: ModuleMatrix) {
        precondition(matrix.size == size, "a symbol of another size")
        let words = matrix.words.span
        var padded = padded.mutableSpan
        for place in words.indices { padded[Self.margin + place] = words[place] }
    }

    /// Nearly always finds none.
    private mutating func findLines() {
        rows.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        for place in stride(from: 0, to: size * Lanes.wordCount, by: MaskVector.scalarCount) {
            let inRow = patternsInRow(place)
            if inRow.hasAny { noteRows(inRow, at: place) }
            let inColumn = patternsInColumn(place)
            if inColumn.hasAny { noteColumns(inColumn, at: place) }
        }
    }

    /// Words from a place on, moved by rows and words.
    @inline(__always)
    private func words(_ place: Int, rowsBefore: Int = 0, wordsBefore: Int = 0) -> MaskVector {
        let first = place &+ Self.margin &- rowsBefore &* Lanes.wordCount &- wordsBefore
        // From the first row of the margin to as many words as a vector has behind the last row.
        return unsafe padded.span.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: first &* MemoryLayout<UInt64>.stride, as: MaskVector.self)
    }

    /// Where in its row a pattern may end: one of width two, or the first nine dark modules on end, as wider ones have,
    /// behind three light ones.
    ///
    /// Before a row's first word there is the last of the row above: what is found across both is no pattern, and
    /// `countPatterns` sees that.
    @inline(__always)
    private func patternsInRow(_ place: Int) -> MaskVector {
        let row = words(place)
        let before = Lanes.wordCount == 1 ? .zero : words(place, wordsBefore: 1)
        func behind(_ words: (MaskVector, MaskVector), _ count: UInt32) -> (MaskVector, MaskVector) {
            guard Lanes.wordCount > 1 else { return (words.0.left(count), .zero) }
            return (words.0.left(count).or(words.1.right(64 - count)), words.1.left(count))
        }
        let all = (row, before)
        let next = behind(all, 1)
        let dark = (row.and(next.0), before.and(next.1))
        let light = (row.or(next.0).not, before.or(next.1).not)
        let (dark2, dark4) = (behind(dark, 2), behind(dark, 4))
        let six = (dark.0.and(dark2.0).and(dark4.0), dark.1.and(dark2.1).and(dark4.1))
        let lightBefore = behind(light, 10).0
        let narrow = dark.0.and(behind(light, 2).0).and(behind(six, 4).0).and(behind(dark, 12).0)
        let wide = six.0.and(behind(six, 3).0).and(behind(light, 9).0)
        return narrow.or(wide).and(lightBefore)
    }

    /// The same of columns, where it ends in the row of a place.
    @inline(__always)
    private func patternsInColumn(_ place: Int) -> MaskVector {
        func row(_ before: Int) -> MaskVector { words(place, rowsBefore: before) }
        let dark = row(0).and(row(1))
        let five = row(4).and(row(5)).and(row(6)).and(row(7)).and(row(8))
        let between = row(2).or(row(3)).or(row(10)).or(row(11))
        let narrow = dark.and(five).and(row(9)).and(row(12)).and(row(13)).and(between.not)
        let wide = dark.and(row(2)).and(row(3)).and(five).and(row(9).or(row(10)).or(row(11)).not)
        return narrow.or(wide)
    }

    private mutating func noteRows(_ found: MaskVector, at place: Int) {
        for lane in 0..<MaskVector.scalarCount where found[lane] != 0 {
            let row = (place + lane) / Lanes.wordCount
            if row < size, rows.last != row { rows.append(row) }
        }
    }

    private mutating func noteColumns(_ found: MaskVector, at place: Int) {
        for lane in 0..<MaskVector.scalarCount {
            var left = found[lane]
            while left != 0 {
                let column = (place + lane) % Lanes.wordCount * 64 + left.trailingZeroBitCount
                left &= left - 1
                if !columns.contains(column) { columns.append(column) }
            }
        }
    }

    /// Looks at one row or column.
    private mutating func countPatterns(_ isDark: (Int) -> Bool) -> Int {
        readRuns(isDark)
        var count = 0
        // Runs take turns, and the first is light.
        for first in stride(from: 1, to: runs.count - 5, by: 2) {
            let width = runs[first]
            guard width >= 2, runs[first + 1] == width, runs[first + 2] == 3 * width,
                runs[first + 3] == width, runs[first + 4] == width
            else { continue }
            let (before, after) = (runs[first - 1], runs[first + 5])
            if before >= 4 * width, after >= width { count += 1 }
            if after >= 4 * width, before >= width { count += 1 }
        }
        return count
    }

    /// The lengths of light and dark runs in turn, with the quiet zone before and after, which has no end.
    private mutating func readRuns(_ isDark: (Int) -> Bool) {
        runs.removeAll(keepingCapacity: true)
        var (dark, length) = (false, size)
        for place in 0..<size {
            if isDark(place) == dark {
                length += 1
            } else {
                runs.append(length)
                (dark, length) = (!dark, 1)
            }
        }
        if dark {
            runs.append(length)
            length = 0
        }
        runs.append(length + size)
    }
}
