/// Finds the cells of an area by halving the earth until a half is wholly inside, wholly outside, or a single cell.
struct CellDescent {
    private let area: Area
    private var runs: [ClosedRange<UInt32>] = []

    init(_ area: Area) {
        self.area = area
    }

    /// Returns the runs of cells, sorted and merged.
    ///
    /// - Throws: `CellRanges.Fault.tooMany`.
    consuming func found() throws(CellRanges.Fault) -> [ClosedRange<UInt32>] {
        switch area {
        case .circle(let circle): try descend(CellBox(), circle)
        case .polygons(let polygons): try descend(CellBox(), Self.edges(of: polygons))
        }
        return runs
    }

    private mutating func descend(_ box: CellBox, _ circle: Circle) throws(CellRanges.Fault) {
        switch box.isCell ? answer(box) : circle.holds(box) {
        case .some(true): try add(box)
        case .some(false): break
        case .none: for half in box.halves { try descend(half, circle) }
        }
    }

    /// Where no edge is near, all centres are on the same side as the first.
    private mutating func descend(_ box: CellBox, _ edges: [RingEdge]) throws(CellRanges.Fault) {
        let near = edges.filter(box.isNear)
        guard near.isEmpty || box.isCell else {
            for half in box.halves { try descend(half, near) }
            return
        }
        if answer(box) { try add(box) }
    }

    /// Whether the first centre of a box is in the area: the one question that decides for a cell.
    private func answer(_ box: CellBox) -> Bool {
        Coordinate(latitude: box.south, longitude: box.west).map(area.contains) ?? false
    }

    private mutating func add(_ box: CellBox) throws(CellRanges.Fault) {
        let cells = box.cells
        if let last = runs.last, last.upperBound + 1 == cells.lowerBound {
            runs[runs.count - 1] = last.lowerBound...cells.upperBound
            return
        }
        guard runs.count < CellRanges.maximumCount else { throw .tooMany }
        runs.append(cells)
    }

    /// All edges, as often as they show between -180° and 180°.
    private static func edges(of polygons: MultiPolygon) -> [RingEdge] {
        polygons.rings.flatMap(\.edges).flatMap { edge in
            (-2...2).lazy.map(edge.turned(by:)).filter { $0.west <= 180 && $0.east >= -180 }
        }
    }
}

extension Circle {
    /// More than a distance's rounding error on the whole earth.
    private static let marginMetres = 0.001

    /// Whether all centres of a box are inside, or none is; `nil` if that is not certain.
    ///
    /// No centre is farther from the box's middle than the way along the middle's parallel and then along a meridian.
    fileprivate func holds(_ box: CellBox) -> Bool? {
        let middle = Coordinate(
            latitude: (box.south + box.north) / 2, longitude: (box.west + box.east) / 2)
        guard let middle else { return nil }
        let parallel = Trigonometry.cosine(middle.latitude / 180 * .pi) * (box.east - box.west) / 2
        let degrees = parallel + (box.north - box.south) / 2
        let reach = degrees / 180 * .pi * Coordinate.earthRadiusMetres + Self.marginMetres
        let distance = centre.distanceMetres(to: middle)
        if distance + reach <= radiusMetres { return true }
        return distance - reach > radiusMetres ? false : nil
    }
}
