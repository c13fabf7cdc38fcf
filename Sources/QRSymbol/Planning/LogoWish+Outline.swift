extension LogoWish {
    /// Sizes to look at on either side of the first that hides enough: a row more may hide less, where an edge of the
    /// picture falls on one of the modules.
    private static let sizesAround = 4

    /// The rectangles in which an outline hides a number of modules, or a little more.
    ///
    /// - Parameters:
    ///   - outline: The picture's.
    ///   - area: The modules that are to be hidden.
    ///   - size: The modules a side of the symbol.
    /// - Returns: Rectangles that are no larger than the picture in them with its ring.
    /// - Complexity: O(size² log size)
    func outlined(_ outline: LogoOutline, hiding area: Double, _ size: Int) -> [Costed] {
        let all = tightRectangles(size)
        func hidden(_ index: Int) -> Double {
            let mask = outline.mask(rows: all[index].rows, columns: all[index].columns, ring: knockOut.ring)
            return Double(mask.moduleCount)
        }
        var (first, end) = (0, all.count)
        while first < end {
            let middle = (first + end) / 2
            if hidden(middle) < area { first = middle + 1 } else { end = middle }
        }
        return (max(0, first - Self.sizesAround)..<min(all.count, first + Self.sizesAround)).compactMap {
            let count = hidden($0)
            return count < area ? nil : (count / area - 1, all[$0].rows, all[$0].columns)
        }
    }

    /// The rectangles that have one row or column more than a picture and its ring touch at most, the smallest picture
    /// first: with one more the picture lies half a module further in, and hides another number.
    private func tightRectangles(_ size: Int) -> [(rows: Int, columns: Int)] {
        let (least, ring) = (knockOut.minimumSide, 2 * knockOut.ring)
        // A last bit of a division must not cost a row.
        func whole(_ length: Double) -> Int { max(least, Int((length - 1e-9).rounded(.up))) }
        guard least <= size else { return [] }
        var found: [(height: Double, rows: Int, columns: Int)] = []
        for side in least...size {
            let length = Double(side) - ring
            let shapes = (0...1).flatMap { more in
                [
                    (rows: side, columns: whole(length * aspect + ring) + more),
                    (rows: whole(length / aspect + ring) + more, columns: side),
                ]
            }
            for shape in shapes where max(shape.rows, shape.columns) <= size {
                let height = min(Double(shape.rows) - ring, (Double(shape.columns) - ring) / aspect)
                found.append((height, shape.rows, shape.columns))
            }
        }
        found.sort { $0 < $1 }
        return found.indices.filter { $0 == 0 || found[$0] != found[$0 - 1] }
            .map { (found[$0].rows, found[$0].columns) }
    }
}
