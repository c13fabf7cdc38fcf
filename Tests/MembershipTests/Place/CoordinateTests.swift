import Membership
import Support
import Testing

@Suite struct CoordinateTests {
    /// From coord-convert 0.2.1, which agrees with prcoords 1.0.2 to 1e-9 degrees; WGS-84, then GCJ-02.
    static let vectors: [(name: String, wgs84: (Double, Double), gcj02: (Double, Double))] = [
        ("Tiananmen", (39.908722, 116.397499), (39.9101255001, 116.4037425753)),
        ("Shanghai People's Square", (31.230416, 121.473701), (31.2284737422, 121.4782240574)),
        ("Canton Tower", (23.106414, 113.324553), (23.1038122305, 113.3299743133)),
        ("Shenzhen Tencent", (22.540503, 113.934528), (22.5374733046, 113.939395448)),
        ("Chengdu", (30.65742, 104.06584), (30.6549984382, 104.0683475672)),
        ("Urumqi", (43.825592, 87.616848), (43.8267974361, 87.6196979982)),
        ("Harbin", (45.803775, 126.534967), (45.8057566149, 126.5410074673)),
        ("Lhasa", (29.6578, 91.117), (29.6550947747, 91.1185607478)),
        ("Hong Kong", (22.2819, 114.1581), (22.279181003, 114.1630950517)),
        ("Taipei 101", (25.033964, 121.564472), (25.0310314696, 121.5682468325)),
        ("Xi'an", (34.259458, 108.947001), (34.2578792055, 108.9516702962)),
        ("Sanya", (18.252847, 109.511909), (18.2511417487, 109.5159932714)),
        ("Tokyo", (35.681236, 139.767125), (35.681236, 139.767125)),
        ("Paris", (48.85837, 2.294481), (48.85837, 2.294481)),
        ("box edge in", (0.8293, 72.004), (0.830562768, 72.0077091029)),
        ("box edge out", (0.8292, 72.004), (0.8292, 72.004)),
    ]

    /// 1e-8 degrees, a millimetre: the digits of the vectors.
    private static let tolerance = 1e-8

    @Test("WGS-84 becomes GCJ-02 as in the vectors, and back", arguments: vectors)
    func toGCJ02(name: String, wgs84: (Double, Double), gcj02: (Double, Double)) throws {
        let place = try #require(Coordinate(latitude: wgs84.0, longitude: wgs84.1))
        let shifted = place.degrees(in: .gcj02)
        #expect(abs(shifted.latitude - gcj02.0) < Self.tolerance, "\(name)")
        #expect(abs(shifted.longitude - gcj02.1) < Self.tolerance, "\(name)")
    }

    @Test("What was converted to any datum comes back to a tenth of a millimetre")
    func backAndForth() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<300 {
            let place = try #require(
                Coordinate(
                    latitude: .random(in: 18...50, using: &random),
                    longitude: .random(in: 75...134, using: &random)))
            for datum in Datum.allCases {
                let there = place.degrees(in: datum)
                let back = try #require(
                    Coordinate(latitude: there.latitude, longitude: there.longitude, datum: datum))
                #expect(place.distanceMetres(to: back) < 0.000_1, "seed \(random.seed), \(datum)")
            }
        }
    }

    @Test("GCJ-02 is undone to the millimetre, and left alone outside its box", arguments: vectors)
    func gcj02(name: String, wgs84: (Double, Double), gcj02: (Double, Double)) throws {
        let place = try #require(Coordinate(latitude: gcj02.0, longitude: gcj02.1, datum: .gcj02))
        #expect(abs(place.latitude - wgs84.0) < Self.tolerance, "\(name)")
        #expect(abs(place.longitude - wgs84.1) < Self.tolerance, "\(name)")
    }

    @Test(
        "BD-09 is undone to the millimetre",
        arguments: [
            ((39.9164647475, 116.410115569), (39.908722, 116.397499)),
            ((31.2343265813, 121.4847824724), (31.230416, 121.473701)),
            ((22.2849609131, 114.1696208083), (22.2819, 114.1581)),
        ])
    func bd09(bd09: (Double, Double), wgs84: (Double, Double)) throws {
        let place = try #require(Coordinate(latitude: bd09.0, longitude: bd09.1, datum: .bd09))
        #expect(abs(place.latitude - wgs84.0) < Self.tolerance)
        #expect(abs(place.longitude - wgs84.1) < Self.tolerance)
    }

    @Test("WGS-84 is taken as it is, and nothing out of range is a place")
    func range() {
        #expect(Coordinate(latitude: 31, longitude: 121, datum: .wgs84)?.latitude == 31)
        #expect(Coordinate(latitude: 999, longitude: 116, datum: .gcj02) == nil)
        #expect(Coordinate(latitude: -90.1, longitude: 0) == nil)
        #expect(Coordinate(latitude: 0, longitude: 180.1) == nil)
        #expect(Coordinate(latitude: .nan, longitude: 0) == nil)
        #expect(Coordinate(latitude: 90, longitude: -180) != nil)
    }

    @Test(
        "Distances are the haversine's",
        arguments: [
            ((31.2274, 121.4923), (31.2239, 121.4455), 4_467.033_946_941_83),
            ((39.89855, 116.39772), (-33.8794, 151.2049), 8_948_922.576_153_11),
            ((0, 0), (0, 180), 20_015_114.442_035_925), ((90, 0), (-90, 0), 20_015_114.442_035_925),
            ((22.5, 113.9), (22.5, 113.90001), 1.027_308_586_303_303), ((10, 20), (10, 20), 0),
        ] as [((Double, Double), (Double, Double), Double)])
    func distance(from: (Double, Double), to: (Double, Double), expected: Double) throws {
        let one = try #require(Coordinate(latitude: from.0, longitude: from.1))
        let other = try #require(Coordinate(latitude: to.0, longitude: to.1))
        #expect(abs(one.distanceMetres(to: other) - expected) < 1e-6)
        #expect(one.distanceMetres(to: other) == other.distanceMetres(to: one))
    }

    @Test(
        "A cell is a geohash of five characters",
        arguments: [
            (57.64911, 10.40744, "u4pru"), (0, 0, "s0000"), (-90, -180, "00000"), (90, 180, "zzzzz"),
            (42.605, -5.603, "ezs42"),
        ] as [(Double, Double, String)])
    func cell(latitude: Double, longitude: Double, expected: String) throws {
        let place = try #require(Coordinate(latitude: latitude, longitude: longitude))
        #expect(CoarseCell(containing: place).geohash == expected)
    }

    @Test("A cell holds its own centre, which is less than 3.5 km from every place in it")
    func cellCentre() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<1_000 {
            let place = try #require(
                Coordinate(
                    latitude: .random(in: -90...90, using: &random),
                    longitude: .random(in: -180...180, using: &random)))
            let cell = CoarseCell(containing: place)
            let centre = try #require(cell.centre)
            #expect(CoarseCell(containing: centre) == cell, "seed \(random.seed)")
            #expect(place.distanceMetres(to: centre) < 3_500, "seed \(random.seed)")
            #expect(CoarseCell(parsing: cell.geohash) == cell)
        }
    }

    @Test("What is no cell is refused", arguments: ["", "u4pr", "u4prux", "u4pra", "U4PRU"])
    func noCell(text: String) {
        #expect(CoarseCell(parsing: text) == nil)
    }
}
