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
}
