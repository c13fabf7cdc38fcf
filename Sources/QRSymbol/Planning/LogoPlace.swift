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

    /// Returns whether a module lies inside.
    public func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }

    /// The rectangle so many modules further down and to the right.
    public func moved(by count: Int) -> LogoPlace {
        LogoPlace(
            rows: rows.lowerBound + count..<rows.upperBound + count,
            columns: columns.lowerBound + count..<columns.upperBound + count)
    }

    /// The place and those so many modules around it that lie inside a symbol of so many a side.
    func around(reach: Int, inSymbolOf size: Int) -> [LogoPlace] {
        (-reach...reach).flatMap { down in
            (-reach...reach).map { right in
                LogoPlace(
                    rows: rows.lowerBound + down..<rows.upperBound + down,
                    columns: columns.lowerBound + right..<columns.upperBound + right)
            }
        }.filter {
            $0.rows.lowerBound >= 0 && $0.columns.lowerBound >= 0 && $0.rows.upperBound <= size
                && $0.columns.upperBound <= size
        }
    }

    /// The modules of an alignment pattern, five modules wide, that lie inside, by row and column of the rectangle.
    func alignmentModules(of center: (row: Int, column: Int)) -> [(row: Int, column: Int)] {
        let (down, right) = (
            rows.clamped(to: center.row - 2..<center.row + 3),
            columns.clamped(to: center.column - 2..<center.column + 3)
        )
        return down.flatMap { row in
            right.map { (row - rows.lowerBound, $0 - columns.lowerBound) }
        }
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
