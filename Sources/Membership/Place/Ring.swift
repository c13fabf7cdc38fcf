/// A closed line round a part of the earth, checked: it neither crosses nor touches itself.
///
/// Between two positions the line is straight in longitude and latitude (RFC 7946, section 3.1.1), and the direction
/// of the positions does not matter. A step of more than 180° of longitude goes the short way, across the
/// antimeridian; one of exactly 360° is refused, except along a pole, where it is a corner as RFC 7946 cuts them. A ring
/// that goes round the earth encloses the pole of its hemisphere.
package struct Ring: Sendable, Hashable {
    /// From each vertex to the next and back to the first.
    let edges: [RingEdge]
    /// The pole that is enclosed though the edges do not go along it.
    let pole: Pole?
    let bounds: Bounds

    enum Pole: Sendable, Hashable {
        case north, south
    }

    /// Degrees; longitudes run on beyond 180°.
    struct Bounds: Sendable, Hashable {
        let south, north, west, east: Double
    }

    /// Four positions make a triangle, since the last is the first (RFC 7946, section 3.1.6).
    package static let minimumPositionCount = 4
    /// Two turns: a coast round a pole may go back and forth, a spiral is a mistake.
    static let maximumSpanDegrees = 720.0

    /// Makes a ring.
    ///
    /// - Parameters:
    ///   - positions: The last is the first again; equal ones in a row count as one.
    ///   - datum: What the numbers are given in.
    /// - Throws: The first fault.
    /// - Complexity: O(*n* · *m*), where *m* is how many edges lie above each other.
    package init(_ positions: [RingPosition], datum: Datum = .wgs84) throws(RingFault) {
        guard positions.count >= Self.minimumPositionCount else { throw .tooFewPositions(positions.count) }
        let places = try Self.places(positions, datum)
        guard let first = positions.first, let last = positions.last, first == last else {
            throw .notClosed(first: positions[0], last: positions[positions.count - 1])
        }
        let course = try Self.course(places)
        guard course.edges.count >= 3 else { throw .tooFewPlaces(course.edges.count) }
        edges = course.edges
        bounds = Bounds(
            south: edges.reduce(90) { min($0, $1.south) }, north: edges.reduce(-90) { max($0, $1.north) },
            west: edges.reduce(.infinity) { min($0, $1.west) },
            east: edges.reduce(-.infinity) { max($0, $1.east) })
        guard bounds.east - bounds.west <= Self.maximumSpanDegrees, course.turns.magnitude <= 1 else {
            throw .tooManyTurns
        }
        pole = course.turns == 0 ? nil : try Self.pole(in: bounds)
        if let (one, other) = firstMeeting() {
            throw .selfCrossing(edge: course.positions[one], other: course.positions[other])
        }
    }

    private static func places(
        _ positions: [RingPosition], _ datum: Datum
    ) throws(RingFault) -> [Coordinate] {
        var places: [Coordinate] = []
        places.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            guard (-90...90).contains(position.latitude) else {
                throw .latitudeOutOfRange(position: index, degrees: position.latitude)
            }
            let place = Coordinate(
                latitude: position.latitude, longitude: position.longitude, datum: datum)
            guard let place else { throw .longitudeOutOfRange(position: index, degrees: position.longitude) }
            places.append(place)
        }
        return places
    }

    private static func pole(in bounds: Bounds) throws(RingFault) -> Pole {
        if bounds.south >= 0, bounds.north > 0 { return .north }
        if bounds.north <= 0, bounds.south < 0 { return .south }
        throw .ambiguousPole
    }
}

extension Ring {
    private struct Course {
        var edges: [RingEdge] = []
        /// Where each edge starts, as the source counts positions.
        var positions: [Int] = []
        /// How often the ring has crossed the antimeridian, eastward less westward.
        var turns = 0
    }

    /// Joins places by edges that go the short way.
    private static func course(_ places: [Coordinate]) throws(RingFault) -> Course {
        var course = Course()
        course.edges.reserveCapacity(places.count - 1)
        var from = RingEdge.Vertex(longitude: places[0].longitude, latitude: places[0].latitude)
        for index in places.indices.dropLast() {
            let (here, next) = (places[index], places[index + 1])
            guard here != next else { continue }
            course.turns += try turn(from: here, to: next, edge: index)
            let to = RingEdge.Vertex(longitude: next.longitude, latitude: next.latitude)
                .turned(by: course.turns)
            course.edges.append(RingEdge(from: from, to: to))
            course.positions.append(index)
            from = to
        }
        return course
    }

    private static func turn(from: Coordinate, to: Coordinate, edge: Int) throws(RingFault) -> Int {
        let step = to.longitude - from.longitude
        guard step.magnitude > 180 else { return 0 }
        if step.magnitude == 360 {
            guard from.latitude == to.latitude, from.latitude.magnitude == 90 else {
                throw .ambiguousStep(edge: edge)
            }
            return 0
        }
        return step > 0 ? -1 : 1
    }
}
