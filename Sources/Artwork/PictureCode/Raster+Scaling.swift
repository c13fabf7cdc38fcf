extension Raster {
    /// The largest square in the middle.
    var middleSquare: Raster {
        let side = min(width, height)
        guard width != height else { return self }
        var square = Raster(width: side, height: side, filledWith: .white)
        let (top, left) = ((height - side) / 2, (width - side) / 2)
        for row in 0..<side {
            let from = ((top + row) * width + left) * 3
            square.pixels.replaceSubrange(
                row * side * 3..<(row + 1) * side * 3, with: pixels[from..<from + side * 3])
        }
        return square
    }

    /// Scales a square: smaller by averages, larger between the four nearest pixels.
    ///
    /// - Parameter side: In pixels.
    /// - Returns: The scaled square.
    func scaled(side: Int) -> Raster {
        guard side > width || side > height else { return resized(width: side, height: side) }
        var result = Raster(width: side, height: side, filledWith: .white)
        let columns = (0..<side).map { tap($0, of: side, in: width) }
        let old = pixels
        var new: [UInt8] = []
        new.reserveCapacity(side * side * 3)
        for row in (0..<side).map({ tap($0, of: side, in: height) }) {
            let (upper, lower) = (row.first * width, row.second * width)
            for column in columns {
                for part in 0..<3 {
                    let above = column.mix(
                        old[(upper + column.first) * 3 + part], old[(upper + column.second) * 3 + part])
                    let below = column.mix(
                        old[(lower + column.first) * 3 + part], old[(lower + column.second) * 3 + part])
                    new.append(UInt8((above * (256 - row.share) + below * row.share + 32_768) >> 16))
                }
            }
        }
        result.pixels = new
        return result
    }

    /// The two old pixels that a new one lies between, and the share of the second in 1/256.
    private struct Tap {
        var first: Int
        var second: Int
        var share: Int

        /// In 1/256.
        func mix(_ one: UInt8, _ other: UInt8) -> Int { Int(one) * (256 - share) + Int(other) * share }
    }

    private func tap(_ index: Int, of newCount: Int, in oldCount: Int) -> Tap {
        // Centres lie at half pixels.
        let place = (2 * index + 1) * oldCount * 128 / newCount - 128
        let clamped = min(max(place, 0), (oldCount - 1) * 256)
        let first = clamped / 256
        return Tap(first: first, second: min(first + 1, oldCount - 1), share: clamped % 256)
    }
}
