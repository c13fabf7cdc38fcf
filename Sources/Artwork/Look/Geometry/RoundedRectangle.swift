/// A rectangle with corners of a radius each.
struct RoundedRectangle: Sendable, Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    /// From the upper left corner clockwise; two that meet are together no longer than their side.
    var radii: [Double]

    /// All corners alike.
    init(x: Double, y: Double, width: Double, height: Double? = nil, radius: Double) {
        self.init(
            x: x, y: y, width: width, height: height ?? width, radii: Array(repeating: radius, count: 4))
    }

    init(x: Double, y: Double, width: Double, height: Double, radii: [Double]) {
        precondition(radii.count == 4, "a rectangle has four corners")
        (self.x, self.y, self.width, self.height, self.radii) = (x, y, width, height, radii)
    }

    /// The corners from the upper left one, clockwise where the second axis goes down.
    fileprivate var corners: [VectorPoint] {
        [
            VectorPoint(x, y), VectorPoint(x + width, y), VectorPoint(x + width, y + height),
            VectorPoint(x, y + height),
        ]
    }
}

extension VectorPath {
    /// Appends a closed rectangle with round corners.
    ///
    /// - Parameters:
    ///   - rectangle: Its place.
    ///   - isHole: Whether it turns the other way, so that it is a hole by either fill rule.
    mutating func addRectangle(_ rectangle: RoundedRectangle, isHole: Bool = false) {
        let order = isHole ? [0, 3, 2, 1] : [0, 1, 2, 3]
        let corners = rectangle.corners
        for (step, index) in order.enumerated() {
            let before = corners[order[(step + 3) % 4]]
            let after = corners[order[(step + 1) % 4]]
            addRoundCorner(
                before, corners[index], after, radius: rectangle.radii[index], isFirst: step == 0)
        }
        close()
    }
}
