import Membership
import Testing

@Suite struct DatumVectorTests {
    @Test("Every vector goes from every datum to every other within a tenth of a millimetre")
    func pairs() throws {
        let points = try PlaceVectors.read("geo.json", as: PlaceVectors.Datums.self).points
        #expect(points.count == 16)
        for point in points {
            for from in Datum.allCases {
                let given = point.position(in: from)
                let place = try #require(
                    Coordinate(latitude: given[0], longitude: given[1], datum: from))
                for to in Datum.allCases {
                    let expected = point.position(in: to)
                    let found = place.degrees(in: to)
                    let miss = try Sketch.place(found.latitude, found.longitude)
                        .distanceMetres(to: Sketch.place(expected[0], expected[1]))
                    #expect(miss < 0.000_1, "\(point.name) from \(from) to \(to): \(miss) m")
                }
            }
        }
    }
}
