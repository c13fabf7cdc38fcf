/// A part of the earth's surface, with its edge: what a geofence or a segment asks about.
package enum Area: Sendable, Hashable {
    case circle(Circle)
    case polygons(MultiPolygon)

    /// Whether a place is in the area or on its edge.
    ///
    /// - Complexity: O(*v*) in the vertices.
    package func contains(_ place: Coordinate) -> Bool {
        switch self {
        case .circle(let circle): circle.contains(place)
        case .polygons(let polygons): polygons.contains(place)
        }
    }

    /// Whether the edge may be within a distance of a place: `false` is certain, `true` errs on the safe side.
    ///
    /// - Parameters:
    ///   - metres: How far, 0 or more.
    ///   - place: From where.
    /// - Returns: Whether part of the edge may be that near.
    /// - Complexity: O(*v*) in the vertices.
    func mayHaveEdge(within metres: Double, of place: Coordinate) -> Bool {
        switch self {
        case .circle(let circle): circle.mayHaveEdge(within: metres, of: place)
        case .polygons(let polygons): polygons.mayHaveEdge(within: metres, of: place)
        }
    }
}
