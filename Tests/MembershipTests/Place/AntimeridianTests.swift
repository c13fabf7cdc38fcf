import Membership
import Testing

@Suite struct AntimeridianTests {
    /// Fiji, by one ring that steps over the antimeridian and as RFC 7946, section 3.1.9, cuts it.
    private static let whole = Sketch.ring([(176, -20), (-178, -20), (-178, -15), (176, -15)])
    private static let halves = [
        Sketch.box(west: 176, south: -20, east: 180, north: -15),
        Sketch.box(west: -180, south: -20, east: -178, north: -15),
    ]

    @Test("A ring that steps over the antimeridian is the same area as the two that it is cut into")
    func cut() throws {
        let whole = try Sketch.area([Self.whole])
        let cut = try Sketch.area([Self.halves[0]], [Self.halves[1]])
        for longitude in [175.9, 176, 178, 180, -180, -179, -178, -177.9, 0, 90] {
            for latitude in [-20.1, -20, -17, -15, -14.9] {
                let place = try Sketch.place(latitude, longitude)
                let expected =
                    (-20...(-15)).contains(latitude) && (longitude >= 176 || longitude <= -178)
                #expect(whole.contains(place) == expected, "\(place)")
                #expect(cut.contains(place) == expected, "\(place)")
            }
        }
        #expect(try CellRanges(centresIn: whole) == CellRanges(centresIn: cut))
    }

    @Test("A hole may step over the antimeridian too")
    func hole() throws {
        let hole = Sketch.ring([(179, -18), (-179, -18), (-179, -17), (179, -17)])
        let area = try Sketch.area([Self.whole, hole])
        for longitude in [179.5, 180, -180, -179.5] {
            #expect(!area.contains(try Sketch.place(-17.5, longitude)))
            #expect(area.contains(try Sketch.place(-16.5, longitude)))
        }
        #expect(area.contains(try Sketch.place(-17.5, 178.9)))
    }

    @Test("A ring round a pole encloses that pole, whichever way it runs")
    func pole() throws {
        let ring = Sketch.ring([(0, 70), (120, 70), (-120, 70)])
        for positions in [ring, ring.reversed()] {
            let area = try Sketch.area([positions])
            for (latitude, longitude) in [(90, 0), (90, 77), (75, 0), (71, 180), (71, -180), (70, 33)] {
                #expect(area.contains(try Sketch.place(Double(latitude), Double(longitude))))
            }
            for (latitude, longitude) in [(69, 0), (69, 180), (0, 0), (-90, 0)] {
                #expect(!area.contains(try Sketch.place(Double(latitude), Double(longitude))))
            }
        }
    }

    @Test("A hole round the pole has no seam")
    func polarHole() throws {
        let area = try Sketch.area([
            Sketch.ring([(0, -60), (120, -60), (-120, -60)]),
            Sketch.ring([(0, -80), (120, -80), (-120, -80)]),
        ])
        for longitude in [-180, -120, -1, 0, 1, 120, 180] as [Double] {
            #expect(!area.contains(try Sketch.place(-85, longitude)))
            #expect(area.contains(try Sketch.place(-80, longitude)))
            #expect(area.contains(try Sketch.place(-70, longitude)))
            #expect(!area.contains(try Sketch.place(-59, longitude)))
        }
        #expect(!area.contains(try Sketch.place(-90, 45)))
    }

    @Test("A pole's ring cut along the antimeridian, and the whole earth, are taken as they are drawn")
    func drawn() throws {
        let coast = [(-180, -80), (-90, -70), (0, -75), (90, -70), (180, -80)] as [(Double, Double)]
        let drawn = try Sketch.area([Sketch.ring(coast + [(180, -90), (-180, -90)])])
        let round = try Sketch.area([Sketch.ring(Array(coast.dropLast()))])
        for longitude in stride(from: -180.0, through: 180, by: 7.5) {
            for latitude in stride(from: -90.0, through: -60, by: 2.5) {
                let place = try Sketch.place(latitude, longitude)
                #expect(drawn.contains(place) == round.contains(place), "\(place)")
            }
        }
        #expect(try CellRanges(centresIn: drawn) == CellRanges(centresIn: round))
        let earth = try Sketch.area([Sketch.box(west: -180, south: -90, east: 180, north: 90)])
        #expect(try CellRanges(centresIn: earth).ranges == ["00000"..."zzzzz"])
        #expect(earth.contains(try Sketch.place(90, 12)))
    }
}
