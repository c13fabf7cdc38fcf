/// Where a picture is opaque, for a logo that hides no more than it touches.
///
/// Of any rectangle of pixels it is known at once whether something in it is opaque (a summed-area table; Crow 1984).
public struct LogoOutline: Sendable, Hashable {
    /// In pixels.
    public let width: Int
    /// In pixels.
    public let height: Int
    /// For each corner of pixels the opaque ones above and to the left.
    private let sums: [Int32]

    /// Asks for every pixel.
    ///
    /// - Parameters:
    ///   - width: In pixels, more than 0.
    ///   - height: In pixels, more than 0.
    ///   - isOpaque: Whether a pixel hides what lies below it.
    /// - Complexity: O(pixels)
    public init(width: Int, height: Int, isOpaque: (_ row: Int, _ column: Int) -> Bool) {
        precondition(width > 0 && height > 0, "a picture has pixels")
        var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
        for row in 0..<height {
            var line: Int32 = 0
            for column in 0..<width {
                if isOpaque(row, column) { line += 1 }
                sums[(row + 1) * (width + 1) + column + 1] = sums[row * (width + 1) + column + 1] + line
            }
        }
        (self.width, self.height, self.sums) = (width, height, sums)
    }

    /// The number of opaque pixels.
    public var pixelCount: Int { Int(sums[sums.count - 1]) }

    /// So far the grown picture must reach into a module to hide it, in modules: readers look at the middle, and edges
    /// are seldom finer.
    private static let touch = 0.05
    /// A disc as so many rectangles of each quarter: it is two hundredths of its radius too small at most.
    private static let discSteps = 6

    /// The modules that the picture hides: those that are less than a ring away from something opaque.
    ///
    /// - Parameters:
    ///   - rows: Of the rectangle in whose middle the picture stands, its proportions kept.
    ///   - columns: Of the rectangle.
    ///   - ring: Between the picture and the rectangle's edge, and around all that is opaque, in modules.
    /// - Returns: The modules.
    /// - Complexity: O(rows × columns)
    public func mask(rows: Int, columns: Int, ring: Double) -> LogoMask {
        // In pixels to a module.
        let module = max(
            Double(height) / max(1, Double(rows) - 2 * ring),
            Double(width) / max(1, Double(columns) - 2 * ring))
        let (top, left) = (
            (Double(height) - Double(rows) * module) / 2, (Double(width) - Double(columns) * module) / 2
        )
        let growths = (0...Self.discSteps).map { step in
            // A point of the unit circle by the tangent of half its angle (Weierstrass).
            let tangent = Double(step) / Double(Self.discSteps)
            let (cosine, sine) = (
                (1 - tangent * tangent) / (1 + tangent * tangent), 2 * tangent / (1 + tangent * tangent)
            )
            return (down: (ring * sine - Self.touch) * module, right: (ring * cosine - Self.touch) * module)
        }
        return LogoMask(rows: rows, columns: columns) { row, column in
            let (y, x) = (top + Double(row) * module, left + Double(column) * module)
            return growths.contains { growth in
                hasOpaque(
                    rows: (y - growth.down, y + module + growth.down),
                    columns: (x - growth.right, x + module + growth.right))
            }
        }
    }

    /// Whether something opaque lies between two heights and two widths, in pixels.
    private func hasOpaque(rows: (Double, Double), columns: (Double, Double)) -> Bool {
        func clamped(_ value: Double, _ limit: Int) -> Int { min(max(Int(value.rounded()), 0), limit) }
        let (top, bottom) = (clamped(rows.0, height), clamped(rows.1, height))
        let (left, right) = (clamped(columns.0, width), clamped(columns.1, width))
        guard top < bottom, left < right else { return false }
        let line = width + 1
        return sums[bottom * line + right] - sums[top * line + right] - sums[bottom * line + left]
            + sums[top * line + left] > 0
    }
}

extension LogoOutline: CustomStringConvertible {
    /// Its size and how much of it is opaque, for a list of all pixels says nothing.
    public var description: String { "outline of \(pixelCount) among \(width) × \(height) pixels" }
}
