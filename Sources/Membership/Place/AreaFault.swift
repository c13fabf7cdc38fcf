/// Why numbers make no area.
package enum AreaFault: Error, Sendable, Hashable {
    /// A circle's radius is not from `Circle.minimumRadiusMetres` to `Circle.maximumRadiusMetres`.
    case radiusOutOfRange(metres: Double)
    /// There is no polygon at all.
    case empty
    /// The polygon has no ring.
    case noRing(polygon: Int)
    /// All rings together have more than `MultiPolygon.maximumVertexCount` positions.
    case tooManyVertices(Int)
    /// A ring is none; polygons and rings count from 0, and ring 0 is the outer one.
    case ring(RingFault, polygon: Int, ring: Int)
    /// A position of a hole is outside the outer ring of its polygon.
    case holeOutside(polygon: Int, ring: Int, position: Int)
}
