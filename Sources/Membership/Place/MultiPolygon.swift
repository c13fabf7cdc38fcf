/// Polygons with holes, as in GeoJSON (RFC 7946, sections 3.1.6 and 3.1.7).
///
/// A place is inside if a polygon's outer ring holds it and no hole of that polygon does. All edges belong to the
/// area: a place on an outer ring is inside, one on the edge of a hole is inside too (also where two holes
/// share that edge), and one on the edge that two polygons share is in both. A polygon that fills another's hole leaves
/// no gap, and where polygons overlap, the place is in the area once.
package struct MultiPolygon: Sendable, Hashable {
    /// At least one.
    package let polygons: [Polygon]

    /// An outer ring and its holes.
    package struct Polygon: Sendable, Hashable {
        package let outer: Ring
        package let holes: [Ring]

        func contains(_ place: Coordinate) -> Bool {
            guard outer.side(of: place) != .outside else { return false }
            return holes.allSatisfy { $0.side(of: place) != .inside }
        }
    }

    /// 20,000 vertices: a province's border to a hundred metres, checked in 20 ms and in the worst case in two seconds.
    package static let maximumVertexCount = 20_000

    /// Makes an area of polygons.
    ///
    /// - Parameters:
    ///   - polygons: The rings of each polygon, the outer one first.
    ///   - datum: What the numbers are given in.
    /// - Throws: The first fault, with where it is.
    package init(_ polygons: [[[RingPosition]]], datum: Datum = .wgs84) throws(AreaFault) {
        guard !polygons.isEmpty else { throw .empty }
        let count = polygons.reduce(0) { $1.reduce($0) { $0 + $1.count } }
        guard count <= Self.maximumVertexCount else { throw .tooManyVertices(count) }
        var made: [Polygon] = []
        for (index, rings) in polygons.enumerated() {
            made.append(try Polygon(rings, number: index, datum))
        }
        self.polygons = made
    }

    /// Whether a place is in one of the polygons or on an edge.
    ///
    /// - Complexity: O(*v*) in the vertices.
    package func contains(_ place: Coordinate) -> Bool {
        polygons.contains { $0.contains(place) }
    }

    /// The corners of all rings.
    package var vertexCount: Int { rings.reduce(0) { $0 + $1.edges.count } }

    /// Outer rings and holes alike.
    var rings: [Ring] { polygons.flatMap { [$0.outer] + $0.holes } }

    func mayHaveEdge(within metres: Double, of place: Coordinate) -> Bool {
        rings.contains { $0.mayHaveEdge(within: metres, of: place) }
    }
}

extension MultiPolygon.Polygon {
    fileprivate init(_ rings: [[RingPosition]], number: Int, _ datum: Datum) throws(AreaFault) {
        guard !rings.isEmpty else { throw .noRing(polygon: number) }
        var made: [Ring] = []
        for (index, positions) in rings.enumerated() {
            do throws(RingFault) {
                made.append(try Ring(positions, datum: datum))
            } catch {
                throw .ring(error, polygon: number, ring: index)
            }
        }
        outer = made[0]
        holes = Array(made.dropFirst())
        try checkHoles(rings, number: number, datum)
    }

    /// A hole that reaches out of its polygon was drawn for another.
    private func checkHoles(
        _ rings: [[RingPosition]], number: Int, _ datum: Datum
    ) throws(AreaFault) {
        for (index, positions) in rings.enumerated().dropFirst() {
            for (position, given) in positions.enumerated() {
                let place = Coordinate(latitude: given.latitude, longitude: given.longitude, datum: datum)
                guard let place, outer.side(of: place) == .outside else { continue }
                throw .holeOutside(polygon: number, ring: index, position: position)
            }
        }
    }
}
