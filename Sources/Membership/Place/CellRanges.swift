/// The cells of an area as ranges of geohashes, so that a database finds the members of an area by an index.
///
/// Exactly the cells whose centre the area contains: comparing a cell with the ranges gives the same answer, always, as
/// `area.contains(cell.centre)`. Compared by bytes: PostgreSQL needs the collation "C", SQLite's own is right.
package struct CellRanges: Sendable, Hashable {
    /// Both ends are cells of the area; sorted, and neither overlapping nor adjacent.
    package let ranges: [ClosedRange<String>]

    /// 16,384 ranges: the largest circle makes a third of them, and SQLite binds 32,766 values in one statement.
    package static let maximumCount = 16_384

    /// Why there are no ranges.
    package enum Fault: Error, Sendable, Hashable {
        /// There are more than `maximumCount`.
        case tooMany
    }

    /// Finds the ranges of an area, none for one without any cell's centre.
    ///
    /// - Throws: `Fault.tooMany` for an edge so long, or so frayed, that it cuts through too many cells.
    /// - Complexity: O(*c* · *v*) in the cells along the edge and the vertices.
    package init(centresIn area: Area) throws(Fault) {
        ranges = try CellDescent(area).found().map { run in
            CoarseCell(bits: run.lowerBound).geohash...CoarseCell(bits: run.upperBound).geohash
        }
    }

    /// Returns the cells one by one, or `nil` if there are more than a number of them.
    ///
    /// - Complexity: O(*n*) in the ranges, and in the cells where they are few enough.
    package func cells(atMost limit: Int) -> [CoarseCell]? {
        let runs = ranges.map { CoarseCell.bits(of: $0.lowerBound)...CoarseCell.bits(of: $0.upperBound) }
        guard runs.reduce(0, { $0 + $1.count }) <= limit else { return nil }
        return runs.joined().map { CoarseCell(bits: $0) }
    }

    /// Whether a cell's centre is in the area.
    ///
    /// - Complexity: O(log *n*) in the ranges.
    package func contains(_ cell: CoarseCell) -> Bool {
        var low = 0, high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < cell.geohash { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= cell.geohash
    }
}
