extension VectorPath {
    /// Appends one outline of joined modules, its corners rounded.
    ///
    /// - Parameters:
    ///   - outline: Corners in order, dark on the right hand.
    ///   - inset: How far every edge is moved towards the dark.
    ///   - convex: The radius of corners that the dark fills by a quarter, at most half of the edges that meet.
    ///   - concave: The radius of corners that the dark fills by three quarters.
    mutating func addOutline(
        _ outline: [ModuleContour.Corner], inset: Double, convex: Double, concave: Double
    ) {
        let points = outline.map { corner in
            VectorPoint(
                Double(corner.column) + inset * Double(corner.columnStep),
                Double(corner.row) + inset * Double(corner.rowStep))
        }
        for (index, point) in points.enumerated() {
            let before = points[(index + points.count - 1) % points.count]
            let after = points[(index + 1) % points.count]
            let turn =
                (point.x - before.x) * (after.y - point.y) - (point.y - before.y) * (after.x - point.x)
            addRoundCorner(before, point, after, radius: turn > 0 ? convex : concave, isFirst: index == 0)
        }
        close()
    }

    /// Appends a corner and the edge that leads to it, but for what the radius takes of both edges.
    mutating func addRoundCorner(
        _ before: VectorPoint, _ corner: VectorPoint, _ after: VectorPoint, radius: Double, isFirst: Bool
    ) {
        let radius = min(radius, corner.distance(to: before) / 2, corner.distance(to: after) / 2)
        let start = corner.moved(towards: before, by: radius)
        if isFirst {
            move(to: start.x, start.y)
        } else if !isAt(start) {
            line(to: start.x, start.y)
        }
        guard radius > 0 else { return }
        let reach = radius * (1 - Self.kappa)
        curve(
            corner.moved(towards: before, by: reach), corner.moved(towards: after, by: reach),
            to: corner.moved(towards: after, by: radius))
    }

    /// Whether the last segment ended in a point, but for the last bits of its numbers.
    private func isAt(_ point: VectorPoint) -> Bool {
        switch segments.last {
        case .curve(_, _, let end), .move(let end), .line(let end): end.distance(to: point) < 1e-9
        case .close, nil: false
        }
    }
}

extension VectorPoint {
    /// Along the axes: the edges of modules have no other direction.
    fileprivate func distance(to other: VectorPoint) -> Double { abs(x - other.x) + abs(y - other.y) }

    fileprivate func moved(towards other: VectorPoint, by length: Double) -> VectorPoint {
        let distance = distance(to: other)
        guard distance > 0 else { return self }
        let share = length / distance
        return VectorPoint(x + (other.x - x) * share, y + (other.y - y) * share)
    }
}
