/// A grey picture of which any rectangle's average is found at once (a summed-area table; Crow 1984).
struct LuminanceSums {
    private let width: Int
    private let height: Int
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

    /// The average around a point, of the part that lies inside the picture.
    ///
    /// - Parameters:
    ///   - row: Of the middle, in pixels.
    ///   - column: Of the middle, in pixels.
    ///   - side: Of the square, in pixels.
    ///   - outside: What the part outside counts as.
    /// - Returns: 0 to 255.
    func average(row: Float, column: Float, side: Float, outside: Float) -> Float {
        func clamped(_ value: Float, _ limit: Int) -> Int { min(max(Int(value.rounded()), 0), limit) }
        let (top, bottom) = (clamped(row - side / 2, height), clamped(row + side / 2, height))
        let (left, right) = (clamped(column - side / 2, width), clamped(column + side / 2, width))
        let (low, high) = ((bottom > top ? top : max(0, bottom - 1)), max(bottom, 1))
        let (first, last) = ((right > left ? left : max(0, right - 1)), max(right, 1))
        let line = width + 1
        let sum =
            sums[high * line + last] - sums[low * line + last] - sums[high * line + first]
            + sums[low * line + first]
        let inside = Float((high - low) * (last - first))
        let all = max(side * side, inside)
        return (Float(sum) + outside * (all - inside)) / all
    }
}
