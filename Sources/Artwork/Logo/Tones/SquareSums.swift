/// Sums of the squares around each value of a table.
enum SquareSums {
    /// - Parameters:
    ///   - values: Row after row.
    ///   - line: The values in a row.
    ///   - reach: Half a square's side, its middle not counted.
    /// - Returns: As many; meaningless for those nearer to the table's edge than the reach.
    /// - Complexity: O(values × reach), many at a time.
    static func of(_ values: [UInt16], line: Int, reach: Int) -> [UInt16] {
        guard reach > 0 else { return values }
        return lineSums(lineSums(values, step: 1, reach: reach), step: line, reach: reach)
    }

    private static func lineSums(_ values: [UInt16], step: Int, reach: Int) -> [UInt16] {
        let inside = step * reach..<values.count - step * reach
        var sums = Array(values[inside])
        var table = sums.mutableSpan
        for distance in 1...reach {
            for offset in [-distance * step, distance * step] {
                let moved = values.span.extracting(inside.lowerBound + offset..<inside.upperBound + offset)
                for place in moved.indices { table[place] &+= moved[place] }
            }
        }
        let edge = Array(repeating: UInt16(0), count: inside.lowerBound)
        return edge + sums + edge
    }
}
