import Membership
import Testing

@Suite struct AreaFaultTests {
    private static let square = Sketch.box(west: 0, south: 0, east: 10, north: 10)

    private static let rings: [(RingFault, [RingPosition])] = [
        (.tooFewPositions(2), [RingPosition(0, 0), RingPosition(1, 1)]),
        (.tooFewPositions(0), []),
        (.tooFewPositions(3), Sketch.ring([(0, 0), (1, 1)])),
        (.tooFewPlaces(2), Sketch.ring([(0, 0), (1, 1), (1, 1)])),
        (.tooFewPlaces(0), Sketch.ring([(5, 5), (5, 5), (5, 5)])),
        (
            .notClosed(first: RingPosition(0, 0), last: RingPosition(0, 1)),
            Sketch.ring([(0, 0), (1, 0), (1, 1)]).dropLast() + [RingPosition(0, 1)]
        ),
        (.latitudeOutOfRange(position: 1, degrees: 121), Sketch.ring([(31, 30), (31, 121), (32, 31)])),
        (.longitudeOutOfRange(position: 2, degrees: 181), Sketch.ring([(0, 0), (1, 0), (181, 1)])),
        (.selfCrossing(edge: 0, other: 2), Sketch.ring([(0, 0), (2, 2), (2, 0), (0, 2)])),
        (.selfCrossing(edge: 0, other: 1), Sketch.ring([(0, 0), (4, 0), (2, 0), (2, 3)])),
        (
            .selfCrossing(edge: 0, other: 3),
            Sketch.ring([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)])
        ),
        (
            .selfCrossing(edge: 0, other: 2),
            Sketch.ring([(178, 0), (-178, 4), (-178, 0), (178, 4)])
        ),
        (.ambiguousStep(edge: 0), Sketch.box(west: -180, south: -20, east: 180, north: 20)),
        (.ambiguousPole, Sketch.ring([(0, 10), (120, -10), (-120, 10)])),
        (
            .tooManyTurns,
            Sketch.ring([
                (0, 50), (120, 51), (-120, 52), (0, 53), (120, 54), (-120, 55), (0, 56), (120, 57),
                (-120, 58),
            ])
        ),
    ]

    @Test("What is no ring is refused with what is wrong", arguments: rings)
    func ring(fault: RingFault, positions: [RingPosition]) {
        #expect(throws: fault) { try Ring(positions) }
        #expect(throws: AreaFault.ring(fault, polygon: 1, ring: 0)) {
            try MultiPolygon([[Self.square], [positions]])
        }
    }

    @Test("Numbers that are none are out of range")
    func notNumbers() throws {
        #expect(throws: RingFault.self) { try Ring(Sketch.ring([(0, 0), (1, .nan), (1, 1)])) }
        #expect(throws: RingFault.self) { try Ring(Sketch.ring([(0, 0), (.infinity, 0), (1, 1)])) }
        let centre = try Sketch.place(0, 0)
        #expect(throws: AreaFault.self) { try Circle(centre: centre, radiusMetres: .nan) }
    }

    @Test("An area without polygons, a polygon without rings and a hole elsewhere are refused")
    func polygons() {
        #expect(throws: AreaFault.empty) { try MultiPolygon([]) }
        #expect(throws: AreaFault.noRing(polygon: 0)) { try MultiPolygon([[]]) }
        let hole = Sketch.ring([(1, 1), (2, 1), (11, 2)])
        #expect(throws: AreaFault.holeOutside(polygon: 0, ring: 1, position: 2)) {
            try MultiPolygon([[Self.square, hole]])
        }
    }

    @Test("A radius has limits", arguments: [0, -1, 0.99, 10_000_001, .infinity])
    func radius(metres: Double) throws {
        let centre = try Sketch.place(31, 121)
        #expect(throws: AreaFault.radiusOutOfRange(metres: metres)) {
            try Circle(centre: centre, radiusMetres: metres)
        }
    }

    @Test("As many vertices as are allowed are checked, and one more is refused")
    func vertices() throws {
        let count = MultiPolygon.maximumVertexCount
        // A comb whose teeth all reach over each other's longitudes would be the worst; a zigzag is the usual.
        let corners = (0..<count - 3).map { (Double($0) * 0.001, $0.isMultiple(of: 2) ? 10.0 : 11.0) }
        let ring = Sketch.ring(corners + [(Double(count) * 0.001, 0), (0, 0)])
        #expect(ring.count == count)
        let polygons = try MultiPolygon([[ring]])
        #expect(polygons.contains(try Sketch.place(9, 10)))
        #expect(throws: AreaFault.tooManyVertices(count + 4)) {
            try MultiPolygon([[ring], [Sketch.ring([(0, 50), (1, 50), (1, 51)])]])
        }
    }
}
