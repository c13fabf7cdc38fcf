/// A point of a drawing; which way its second axis goes, the drawing says.
struct VectorPoint: Sendable, Hashable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// The rectangle, parallel to the axes, that holds a shape.
struct VectorBounds: Sendable, Hashable {
    var minX: Double
    var minY: Double
    var maxX: Double
    var maxY: Double

    var width: Double { maxX - minX }
    var height: Double { maxY - minY }

    /// The rectangle of a single point.
    init(_ point: VectorPoint) { self.init(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y) }

    init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }

    /// Grows to hold a point.
    mutating func include(_ point: VectorPoint) {
        self = union(VectorBounds(point))
    }

    /// Returns the rectangle that holds both.
    func union(_ other: VectorBounds) -> VectorBounds {
        VectorBounds(
            minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
            maxY: max(maxY, other.maxY))
    }

    /// Returns whether another lies wholly within, but for a slack on each side.
    func contains(_ other: VectorBounds, slack: Double = 0) -> Bool {
        minX - slack <= other.minX && minY - slack <= other.minY && maxX + slack >= other.maxX
            && maxY + slack >= other.maxY
    }
}
