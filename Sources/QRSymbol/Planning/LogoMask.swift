/// Which modules of a rectangle a logo hides.
public struct LogoMask: Sendable, Hashable {
    /// The hidden columns of each row from the left, none next to another.
    let runs: [[Range<Int>]]
    /// The number of hidden modules.
    public let moduleCount: Int

    /// Asks for every module.
    ///
    /// - Parameters:
    ///   - rows: Of the rectangle.
    ///   - columns: Of the rectangle.
    ///   - hides: Whether a module is hidden, by its row and column within the rectangle.
    public init(rows: Int, columns: Int, hides: (_ row: Int, _ column: Int) -> Bool) {
        runs = (0..<rows).map { row in
            var runs: [Range<Int>] = []
            for column in 0..<columns where hides(row, column) {
                if let last = runs.last, last.upperBound == column {
                    runs[runs.count - 1] = last.lowerBound..<column + 1
                } else {
                    runs.append(column..<column + 1)
                }
            }
            return runs
        }
        moduleCount = runs.joined().reduce(0) { $0 + $1.count }
    }

    /// Returns whether a module is hidden, by its row and column within the rectangle.
    public func hides(row: Int, column: Int) -> Bool {
        runs.indices.contains(row) && runs[row].contains { $0.contains(column) }
    }
}
