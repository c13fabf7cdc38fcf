/// Rows of modules that a reader takes for the middle of a finder where there is none.
///
/// Readers look along lines for dark, light, dark, light and dark in the ratio of a finder, 1 : 1 : 3 : 1 : 1, and keep
/// those that have the same across. One such row is noise; three are a fourth finder to them, and the symbol is not found.
struct FalseFinders {
    /// The rows, or columns if there are more.
    let lineCount: Int
    /// The modules that are the middle of such a row and of such a column at once: where a reader looks for a finder's middle.
    let centreCount: Int

    /// - Parameters:
    ///   - size: The modules a side of an upright symbol.
    ///   - isDark: Whether a module is dark; those beyond the symbol are light.
    /// - Complexity: O(size²)
    init(size: Int, isDark: (_ row: Int, _ column: Int) -> Bool) {
        let rows = (0..<size).map { row in Line(size) { isDark(row, $0) } }
        let columns = (0..<size).map { column in Line(size) { isDark($0, column) } }
        lineCount = max(Self.count(rows, across: columns), Self.count(columns, across: rows))
        let middles = (rows: rows.map(\.middles), columns: columns.map(\.middles))
        centreCount = middles.rows.indices.reduce(0) { count, row in
            count
                + middles.rows[row].count {
                    !Self.isFinder(row, $0, size) && middles.columns[$0].contains(row)
                }
        }
    }

    /// Looks at an upright symbol and the logo on it.
    ///
    /// - Parameters:
    ///   - matrix: The modules.
    ///   - face: What the logo shows instead.
    ///   - place: Where.
    init(_ matrix: ModuleMatrix, _ face: LogoFace, at place: LogoPlace) {
        self.init(size: matrix.size) { row, column in
            matrix.darkShare(row: row, column: column, face, at: place) >= 0.5
        }
    }

    /// A row or a column.
    private struct Line {
        /// Where each run of equal modules begins, and where the last one ends.
        private var starts: [Int] = []
        private let isFirstDark: Bool

        init(_ size: Int, isDark: (Int) -> Bool) {
            isFirstDark = isDark(0)
            var last = !isFirstDark
            for place in 0..<size where isDark(place) != last {
                starts.append(place)
                last.toggle()
            }
            starts.append(size)
        }

        /// The middles of what looks like a finder's five runs.
        var middles: [Int] {
            (0..<max(0, starts.count - 5)).filter { isDark($0) && isFinderLike($0) }.map {
                (starts[$0] + starts[$0 + 5]) / 2
            }
        }

        private func isDark(_ run: Int) -> Bool { run.isMultiple(of: 2) == isFirstDark }

        /// Whether a module lies in the middle run of such five.
        func hasFinder(around place: Int) -> Bool {
            guard let next = starts.firstIndex(where: { $0 > place }), next >= 3, next + 2 < starts.count
            else {
                return false
            }
            return isDark(next - 1) && isFinderLike(next - 3)
        }

        /// Whether five runs differ from the ratio by less than a fifth of their sum, which is what OpenCV's detector
        /// allows.
        private func isFinderLike(_ first: Int) -> Bool {
            let sum = starts[first + 5] - starts[first]
            var difference = 0
            for run in 0..<5 {
                let length = starts[first + run + 1] - starts[first + run]
                difference += abs(7 * length - (run == 2 ? 3 : 1) * sum)
            }
            return 5 * difference < 7 * sum
        }
    }

    private static func count(_ lines: [Line], across others: [Line]) -> Int {
        lines.indices.reduce(0) { count, line in
            count
                + lines[line].middles.count {
                    !isFinder(line, $0, lines.count) && others[$0].hasFinder(around: line)
                }
        }
    }

    /// Whether a module belongs to one of the symbol's own finders; the same with rows and columns changed about.
    private static func isFinder(_ row: Int, _ column: Int, _ size: Int) -> Bool {
        let (isNear, isFar) = ((row < 7, column < 7), (row >= size - 7, column >= size - 7))
        return isNear.0 && (isNear.1 || isFar.1) || isFar.0 && isNear.1
    }
}
