/// The rectangle of modules that a logo takes, its ring included.
public struct LogoPlace: Sendable, Hashable {
    /// Rows of the symbol, 0 at the top.
    public let rows: Range<Int>
    /// Columns of the symbol, 0 at the left.
    public let columns: Range<Int>

    /// Takes rows and columns.
    public init(rows: Range<Int>, columns: Range<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// The longer side, in modules.
    public var longestSide: Int { max(rows.count, columns.count) }

    /// Returns width and height in pixels where the longer side has so many, at least 1 each.
    public func pixels(longestSide pixels: Int) -> (width: Int, height: Int) {
        (max(1, pixels * columns.count / longestSide), max(1, pixels * rows.count / longestSide))
    }

    /// Returns whether a module lies inside.
    public func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }

    /// The rectangle so many modules further down and to the right.
    public func moved(by count: Int) -> LogoPlace {
        LogoPlace(
            rows: rows.lowerBound + count..<rows.upperBound + count,
            columns: columns.lowerBound + count..<columns.upperBound + count)
    }

    /// The rectangle without a ring of so many modules.
    public func inset(by count: Int) -> LogoPlace {
        LogoPlace(
            rows: rows.lowerBound + count..<max(rows.lowerBound + count, rows.upperBound - count),
            columns: columns.lowerBound + count..<max(columns.lowerBound + count, columns.upperBound - count))
    }

    /// Returns whether an alignment pattern, five modules wide, lies wholly or partly inside.
    func touchesAlignmentPattern(_ center: (row: Int, column: Int)) -> Bool {
        rows.overlaps(center.row - 2..<center.row + 3)
            && columns.overlaps(center.column - 2..<center.column + 3)
    }

    /// How far the middle lies from the symbol's, as a share of the symbol's side.
    func eccentricity(inSymbolOf size: Int) -> Double {
        let (down, right) = (
            Double(rows.lowerBound + rows.upperBound - size),
            Double(columns.lowerBound + columns.upperBound - size)
        )
        return (down * down + right * right).squareRoot() / Double(2 * size)
    }
}
