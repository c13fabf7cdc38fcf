/// Finds patterns in the ratio of a finder's modules that are two or more modules wide.
///
/// They are rare, one in some thousand symbols, so rows and columns that cannot hold one are passed over quickly.
struct ScaledFinders {
    private var runs: [Int] = []
    private var lines = Array(repeating: Line(), count: 177 + margin)

    /// What of a row and those above it matters.
    private struct Line {
        /// Where this row and the one above are dark.
        var dark: UInt64 = 0
        /// Where they are light.
        var light: UInt64 = 0
        /// Where six rows on end are dark.
        var middle: UInt64 = 0
    }

    /// 12 rows: as far as a pattern of width two looks back.
    private static let margin = 12

    /// Returns how often a light area of four widths lies before or after such a pattern.
    mutating func count(in matrix: ModuleMatrix) -> Int {
        countRows(matrix) + countColumns(matrix)
    }

    private mutating func countRows(_ matrix: ModuleMatrix) -> Int {
        let wordsPerRow = matrix.wordsPerRow
        var count = 0
        var row = 0
        // Nearly all rows are passed over here.
        while let next = Self.rowThatMayHoldPattern(matrix.words.span, wordsPerRow, from: row) {
            count += countPatterns(matrix.size) { matrix.isDark(row: next, column: $0) }
            row = next + 1
        }
        return count
    }

    @inline(__always)
    private static func rowThatMayHoldPattern(
        _ words: borrowing Span<UInt64>, _ wordsPerRow: Int, from first: Int
    ) -> Int? {
        for place in first * wordsPerRow..<words.count {
            if wordsPerRow == 1 {
                if mayHoldPattern(words[place]) { return place }
            } else {
                // A pattern of width two is much shorter than a word: with the word before it is seen whole.
                let before = place % wordsPerRow == 0 ? 0 : words[place - 1]
                let both = UInt128(words[place]) << 64 | UInt128(before)
                if mayHoldPattern(both) { return place / wordsPerRow }
            }
        }
        return nil
    }

    /// Whether a row may hold a pattern: one of width two, or nine dark modules on end, as wider ones have.
    @inline(__always)
    private static func mayHoldPattern<Row: FixedWidthInteger>(_ row: Row) -> Bool {
        let dark = row & row &<< 1
        let light = ~(row | row &<< 1)
        let middle = dark & dark &<< 2 & dark &<< 4
        let pattern = dark & light &<< 2 & middle &<< 4 & light &<< 10 & dark &<< 12
        return pattern | middle & middle &<< 3 != 0
    }

    private mutating func countColumns(_ matrix: ModuleMatrix) -> Int {
        var count = 0
        for index in 0..<matrix.wordsPerRow {
            var columns = columnsThatMayHoldPattern(matrix, index)
            while columns != 0 {
                let column = index * 64 + columns.trailingZeroBitCount
                columns &= columns - 1
                count += countPatterns(matrix.size) { matrix.isDark(row: $0, column: column) }
            }
        }
        return count
    }

    /// The same of the columns of a word, 64 of them at once.
    private mutating func columnsThatMayHoldPattern(_ matrix: ModuleMatrix, _ index: Int) -> UInt64 {
        let words = matrix.words.span
        let (stride, margin) = (matrix.wordsPerRow, Self.margin)
        var lines = lines.mutableSpan
        var found: UInt64 = 0
        var last: UInt64 = 0
        for row in 0..<matrix.size {
            let word = words[row * stride + index]
            let place = row + margin
            var line = Line(dark: word & last, light: ~(word | last))
            line.middle = line.dark & lines[place - 2].dark & lines[place - 4].dark
            lines[place] = line
            found |=
                line.dark & lines[place - 2].light & lines[place - 4].middle & lines[place - 10].light
                & lines[place - 12].dark
            found |= line.middle & lines[place - 3].middle
            last = word
        }
        return found
    }

    /// Looks at one row or column.
    private mutating func countPatterns(_ size: Int, _ isDark: (Int) -> Bool) -> Int {
        readRuns(size, isDark)
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
    private mutating func readRuns(_ size: Int, _ isDark: (Int) -> Bool) {
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
