/// Rows of modules that a reader takes for the middle of a finder where there is none.
///
/// Readers look along lines for dark, light, dark, light and dark in the ratio of a finder, 1 : 1 : 3 : 1 : 1, and keep
/// those that have the same across. One such row is noise; three are a fourth finder to them, and the symbol is not found.
struct FalseFinders {
    /// The rows, or columns if there are more.
    let lineCount: Int

    /// - Parameters:
    ///   - size: The modules a side of an upright symbol.
    ///   - isDark: Whether a module is dark; those beyond the symbol are light.
    /// - Complexity: O(size²)
    init(size: Int, isDark: (_ row: Int, _ column: Int) -> Bool) {
        let rows = Self.middles(size: size, isDark: isDark)
        let columns = Self.middles(size: size) { isDark($1, $0) }
        lineCount = max(rows.count { !Self.isFinder($0, size) }, columns.count { !Self.isFinder($0, size) })
    }

    /// A module in the middle of something like a finder; a column's row and column are changed about.
    private typealias Middle = (row: Int, column: Int)

    private static func isFinder(_ middle: Middle, _ size: Int) -> Bool {
        func isNear(_ place: Int) -> Bool { place < 7 }
        func isFar(_ place: Int) -> Bool { place >= size - 7 }
        return isNear(middle.row) && (isNear(middle.column) || isFar(middle.column))
            || isFar(middle.row) && isNear(middle.column)
    }

    private static func middles(size: Int, isDark: (_ row: Int, _ column: Int) -> Bool) -> [Middle] {
        (0..<size).flatMap { row in
            let runs = runs(size) { isDark(row, $0) }
            return runs.indices.dropFirst(2).dropLast(2).compactMap { index -> Middle? in
                let pattern = runs[index - 2...index + 2]
                guard runs[index].isDark, isFinderLike(pattern.map(\.length)) else { return nil }
                let middle = runs[index - 2].start + pattern.reduce(0) { $0 + $1.length } / 2
                return hasFinderAcross(size, row) { isDark($0, middle) } ? (row, middle) : nil
            }
        }
    }

    /// Whether a line looks like a finder's around one of its modules.
    private static func hasFinderAcross(_ size: Int, _ place: Int, isDark: (Int) -> Bool) -> Bool {
        let runs = runs(size, isDark: isDark)
        guard
            let index = runs.firstIndex(where: { $0.start <= place && place < $0.start + $0.length }),
            runs.indices.contains(index - 2), runs.indices.contains(index + 2)
        else { return false }
        return isFinderLike(runs[index - 2...index + 2].map(\.length))
    }

    private struct Run {
        let start: Int
        let isDark: Bool
        var length = 1
    }

    private static func runs(_ size: Int, isDark: (Int) -> Bool) -> [Run] {
        (0..<size).reduce(into: []) { runs, place in
            let isDark = isDark(place)
            if runs.last?.isDark == isDark {
                runs[runs.count - 1].length += 1
            } else {
                runs.append(Run(start: place, isDark: isDark))
            }
        }
    }

    /// Whether five runs differ from the ratio by less than a fifth of their sum, which is what OpenCV's detector allows.
    private static func isFinderLike(_ lengths: [Int]) -> Bool {
        let sum = lengths.reduce(0, +)
        let difference = zip(lengths, [1, 1, 3, 1, 1]).reduce(0) { $0 + abs(7 * $1.0 - $1.1 * sum) }
        return 5 * difference < 7 * sum
    }
}
