/// One side of a ring: a straight line in longitude and latitude (RFC 7946, section 3.1.1).
///
/// Longitudes run on beyond 180° where the ring crosses the antimeridian, so that an edge never jumps.
struct RingEdge: Sendable, Hashable {
    let from: Vertex
    let to: Vertex

    /// Degrees; the longitude may be any number of turns away from -180…180.
    struct Vertex: Sendable, Hashable {
        let longitude: Double
        let latitude: Double

        func turned(by turns: Int) -> Vertex {
            Vertex(longitude: longitude + 360 * Double(turns), latitude: latitude)
        }
    }

    /// A tenth of a millimetre: as exact as positions are converted between datums, and more than rounding errs.
    static let toleranceDegrees = 1e-9

    var west: Double { min(from.longitude, to.longitude) }
    var east: Double { max(from.longitude, to.longitude) }
    var south: Double { min(from.latitude, to.latitude) }
    var north: Double { max(from.latitude, to.latitude) }

    func turned(by turns: Int) -> RingEdge {
        turns == 0 ? self : RingEdge(from: from.turned(by: turns), to: to.turned(by: turns))
    }

    /// Whether a vertex is on the edge, within the tolerance.
    func holds(_ vertex: Vertex) -> Bool {
        let tolerance = Self.toleranceDegrees
        guard vertex.longitude >= west - tolerance, vertex.longitude <= east + tolerance,
            vertex.latitude >= south - tolerance, vertex.latitude <= north + tolerance
        else { return false }
        return squaredDistance(to: vertex, scalingEast: 1) <= tolerance * tolerance
    }

    /// Whether the way north from a vertex along its meridian crosses the edge.
    ///
    /// Of its two ends the edge has the western one only, so that a way through a corner is counted once.
    func isCrossed(northFrom vertex: Vertex) -> Bool {
        guard (from.longitude <= vertex.longitude) != (to.longitude <= vertex.longitude) else { return false }
        let share = (vertex.longitude - from.longitude) / (to.longitude - from.longitude)
        return from.latitude + share * (to.latitude - from.latitude) > vertex.latitude
    }

    /// Returns the square of the distance in degrees of latitude, with degrees of longitude `scale` times as long.
    func squaredDistance(to vertex: Vertex, scalingEast scale: Double) -> Double {
        let (edgeEast, edgeNorth) = (
            (to.longitude - from.longitude) * scale, to.latitude - from.latitude
        )
        let (east, north) = (
            (vertex.longitude - from.longitude) * scale, vertex.latitude - from.latitude
        )
        let squaredLength = edgeEast * edgeEast + edgeNorth * edgeNorth
        let share =
            squaredLength > 0 ? max(0, min(1, (east * edgeEast + north * edgeNorth) / squaredLength)) : 0
        let (missEast, missNorth) = (east - share * edgeEast, north - share * edgeNorth)
        return missEast * missEast + missNorth * missNorth
    }

    /// Which side of the line through the edge a vertex is on: positive is left, zero is on it.
    func side(of vertex: Vertex) -> Double {
        (to.longitude - from.longitude) * (vertex.latitude - from.latitude)
            - (to.latitude - from.latitude) * (vertex.longitude - from.longitude)
    }

    /// Whether two edges have a point in common.
    func meets(_ other: RingEdge) -> Bool {
        guard west <= other.east, other.west <= east, south <= other.north, other.south <= north else {
            return false
        }
        let (first, second) = (side(of: other.from), side(of: other.to))
        let (third, fourth) = (other.side(of: from), other.side(of: to))
        // Where the boxes overlap, neither line leaves the other edge on one side only if they meet.
        return !(first > 0 && second > 0) && !(first < 0 && second < 0)
            && !(third > 0 && fourth > 0) && !(third < 0 && fourth < 0)
    }
}
