import Membership
import Testing

@Suite struct PolygonTests {
    @Test("Random polygons with holes hold the points that another program finds in them")
    func vectors() throws {
        let vectors = try PlaceVectors.read("polygons.json", as: [PlaceVectors.Polygon].self)
        var found = 0
        for (index, vector) in vectors.enumerated() {
            let rings = vector.rings.map { ring in ring.map { RingPosition($0[0], $0[1]) } }
            let polygons = try MultiPolygon([rings])
            for point in vector.points {
                let isInside = polygons.contains(try Sketch.place(point[1], point[0]))
                #expect(isInside == (point[2] == 1), "polygon \(index), \(point)")
                found += isInside ? 1 : 0
            }
        }
        #expect(found > 300, "The points test both answers.")
    }

    @Test("The direction of a ring does not matter")
    func direction() throws {
        let ring = Sketch.box(west: 120, south: 30, east: 122, north: 32)
        for positions in [ring, ring.reversed()] {
            let area = try Sketch.area([positions])
            #expect(area.contains(try Sketch.place(31, 121)))
            #expect(!area.contains(try Sketch.place(31, 123)))
        }
    }

    @Test(
        "An edge belongs to the area: of the polygon, of its hole, and where two holes or two polygons share it"
    )
    func edges() throws {
        let outer = Sketch.box(west: 0, south: 0, east: 10, north: 10)
        let holes = [
            Sketch.box(west: 2, south: 2, east: 4, north: 4),
            Sketch.box(west: 4, south: 2, east: 6, north: 4),
        ]
        let area = try Sketch.area([outer] + holes)
        let neighbour = try Sketch.area([Sketch.box(west: 10, south: 0, east: 20, north: 10)])
        for (latitude, longitude) in [(0, 0), (0, 5), (10, 10), (5, 10)] as [(Double, Double)] {
            #expect(area.contains(try Sketch.place(latitude, longitude)))
        }
        #expect(neighbour.contains(try Sketch.place(5, 10)), "a shared edge is in both")
        #expect(area.contains(try Sketch.place(2, 3)), "on a hole's edge")
        #expect(area.contains(try Sketch.place(3, 4)), "on the edge of two holes")
        #expect(!area.contains(try Sketch.place(3, 3)))
        #expect(!area.contains(try Sketch.place(3, 5)))
        #expect(!area.contains(try Sketch.place(5, 10.000_001)), "0.1 m beyond it")
    }

    @Test("A place on a slanting edge is inside, whatever rounding makes of it")
    func slanting() throws {
        let area = try Sketch.area([Sketch.ring([(0.1, 0.2), (7.3, 1.1), (3.7, 9.9)])])
        for step in 0...1_000 {
            let share = Double(step) / 1_000
            let place = try Sketch.place(0.2 + share * 0.9, 0.1 + share * 7.2)
            #expect(area.contains(place), "\(share)")
        }
    }

    @Test("A polygon that fills another's hole leaves no gap, and an island in a hole is part of the area")
    func island() throws {
        let outer = Sketch.box(west: 0, south: 0, east: 10, north: 10)
        let hole = Sketch.box(west: 2, south: 2, east: 8, north: 8)
        let filled = try Sketch.area([outer, hole], [hole])
        let islet = try Sketch.area([outer, hole], [Sketch.box(west: 4, south: 4, east: 5, north: 5)])
        for step in 0...100 {
            let place = try Sketch.place(5, Double(step) / 10)
            #expect(filled.contains(place))
        }
        #expect(islet.contains(try Sketch.place(4.5, 4.5)))
        #expect(!islet.contains(try Sketch.place(3, 3)))
    }

    @Test("Rings may be given in the numbers of another datum")
    func datum() throws {
        let corner = try Sketch.place(31, 121).degrees(in: .gcj02)
        let ring = [
            (corner.longitude, corner.latitude), (122, corner.latitude), (122, 32), (corner.longitude, 32),
        ]
        let positions = Sketch.ring(ring)
        let shifted = Area.polygons(try MultiPolygon([[positions]], datum: .gcj02))
        let plain = Area.polygons(try MultiPolygon([[positions]]))
        let inside = try Sketch.place(31.000_5, 121.001)
        #expect(shifted.contains(inside))
        #expect(!plain.contains(inside), "the numbers themselves are 400 m off")
    }
}
