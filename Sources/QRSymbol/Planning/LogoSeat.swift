/// Where a logo's picture lies within its place: a part of a module off the middle, or a little smaller.
///
/// A line that runs along the edge of two modules is dark to some readers and light to others; half a module on, it is
/// dark to all of them.
public struct LogoSeat: Sendable, Hashable {
    /// In the middle, as large as the ring leaves room for.
    public static let middle = LogoSeat(down: 0, right: 0, shrink: 0)

    /// How far below the middle, in modules; negative above.
    public let down: Double
    /// How far to the right of the middle, in modules; negative to the left.
    public let right: Double
    /// What is taken off the longer side of the room within the ring, in modules; the picture keeps its proportions.
    public let shrink: Double

    /// Takes a seat.
    public init(down: Double, right: Double, shrink: Double) {
        self.down = down
        self.right = right
        self.shrink = shrink
    }

    /// The rectangle that is left for a picture within its ring, in modules from the upper left corner of its place.
    public struct Picture: Sendable, Hashable {
        /// To its left edge.
        public let right: Double
        /// To its upper edge.
        public let down: Double
        /// To the right.
        public let width: Double
        /// Downwards.
        public let height: Double

        /// The part that a picture takes which keeps its proportions, in the middle.
        func fitted(aspect: Double) -> Picture {
            let (wide, high) = (min(width, height * aspect), min(height, width / aspect))
            return Picture(
                right: right + (width - wide) / 2, down: down + (height - high) / 2, width: wide, height: high
            )
        }

        /// Whether it touches a module of the place.
        func touches(row: Int, column: Int) -> Bool {
            Double(column) < right + width && right < Double(column + 1) && Double(row) < down + height
                && down < Double(row + 1)
        }
    }

    /// Where a picture lies in its place.
    ///
    /// - Parameters:
    ///   - rows: Of the place.
    ///   - columns: Of the place.
    ///   - ring: In modules; two of them are less than rows and columns.
    /// - Returns: Its rectangle, in modules of the place.
    public func picture(rows: Int, columns: Int, ring: Double) -> Picture {
        let (wide, high) = (Double(columns) - 2 * ring, Double(rows) - 2 * ring)
        let scale = 1 - shrink / max(wide, high)
        return Picture(
            right: ring + wide * (1 - scale) / 2 + right, down: ring + high * (1 - scale) / 2 + down,
            width: wide * scale, height: high * scale)
    }
}
