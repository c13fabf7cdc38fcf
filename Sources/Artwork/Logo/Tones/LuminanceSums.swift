/// A grey picture of which any rectangle's average is found at once (a summed-area table; Crow 1984).
struct LuminanceSums {
    let width: Int
    let height: Int
    private let sums: [Int32]

    /// - Complexity: O(pixels)
    init(_ luminance: [UInt8], width: Int, height: Int) {
        var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
        for row in 0..<height {
            var line: Int32 = 0
            for column in 0..<width {
                line += Int32(luminance[row * width + column])
                sums[(row + 1) * (width + 1) + column + 1] = sums[row * (width + 1) + column + 1] + line
            }
        }
        (self.width, self.height, self.sums) = (width, height, sums)
    }

    /// The pixels of a square along one side of the picture.
    struct Edges {
        let low: Int
        let high: Int

        /// - Parameters:
        ///   - middle: In pixels; may lie outside.
        ///   - side: In pixels.
        ///   - limit: The pixels of the picture's side, at least 1.
        init(around middle: Float, side: Float, limit: Int) {
            func clamped(_ value: Float) -> Int { min(max(Int(value.rounded()), 0), limit) }
            let (first, last) = (clamped(middle - side / 2), clamped(middle + side / 2))
            // A square smaller than a pixel is that pixel.
            (low, high) = (last > first ? first : max(0, last - 1), max(last, 1))
        }
    }

    /// The average of a square, of which a part may lie outside the picture.
    ///
    /// - Parameters:
    ///   - rows: Its pixels from top to bottom.
    ///   - columns: Its pixels from left to right.
    ///   - area: Of all of it, in pixels.
    ///   - outside: What the part outside counts as.
    /// - Returns: 0 to 255.
    func average(rows: Edges, columns: Edges, area: Float, outside: Float) -> Float {
        let (above, below) = (rows.low * (width + 1), rows.high * (width + 1))
        let sum =
            sums[below + columns.high] - sums[above + columns.high] - sums[below + columns.low]
            + sums[above + columns.low]
        let inside = Float((rows.high - rows.low) * (columns.high - columns.low))
        let all = max(area, inside)
        return (Float(sum) + outside * (all - inside)) / all
    }
}
