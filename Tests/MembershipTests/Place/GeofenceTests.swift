import Membership
import Support
import Testing
import Vocabulary

@Suite struct GeofenceTests {
    private static let now = Instant(millisecondsSince1970: 1_775_000_000_000)

    private static func evidence(
        _ latitude: Double, _ longitude: Double, accuracy: Double = 0, age: Int64 = 0,
        grade: LocationEvidence.Grade = .gps
    ) throws -> LocationEvidence {
        try #require(
            LocationEvidence(
                grade: grade, place: Sketch.place(latitude, longitude), accuracyMetres: accuracy,
                at: now.advanced(bySeconds: -age)))
    }

    private static func fence(
        _ leastGrade: LocationEvidence.Grade = .ip
    ) throws -> Geofence {
        let circle = try Circle(centre: Sketch.place(31.23, 121.47), radiusMetres: 1_000)
        return Geofence(area: .circle(circle), leastGrade: leastGrade)
    }

    @Test("A certain place is inside or outside")
    func certain() throws {
        let fence = try Self.fence()
        #expect(fence.decide(try Self.evidence(31.23, 121.47, accuracy: 900), at: Self.now) == .inside)
        #expect(fence.decide(try Self.evidence(31.25, 121.47, accuracy: 900), at: Self.now) == .outside)
    }

    @Test("Each grade is enough for itself and all below, and too weak for those above")
    func grades() throws {
        let grades: [LocationEvidence.Grade] = [.ip, .gps, .beacon, .storeCode, .terminal]
        #expect(grades == LocationEvidence.Grade.allCases.sorted())
        for (rank, given) in grades.enumerated() {
            for (least, asked) in grades.enumerated() {
                let answer = try Self.fence(asked).decide(
                    Self.evidence(31.23, 121.47, grade: given), at: Self.now)
                #expect(answer == (rank >= least ? .inside : .unknown(.weak)), "\(given) for \(asked)")
            }
        }
    }

    @Test("What is missing, old, early or vague is unknown, and unknown does not allow")
    func doubts() throws {
        let fence = try Self.fence()
        let answers: [(Geofence.Answer, LocationEvidence?)] = [
            (.unknown(.missing), nil),
            (.inside, try Self.evidence(31.23, 121.47, age: Geofence.maximumAgeSeconds)),
            (.unknown(.old), try Self.evidence(31.23, 121.47, age: Geofence.maximumAgeSeconds + 1)),
            (.inside, try Self.evidence(31.23, 121.47, age: -Geofence.maximumLeadSeconds)),
            (.unknown(.early), try Self.evidence(31.23, 121.47, age: -Geofence.maximumLeadSeconds - 1)),
            (.unknown(.vague), try Self.evidence(31.23, 121.47, accuracy: 50_001)),
            (.unknown(.straddling), try Self.evidence(31.23, 121.47, accuracy: 1_001)),
        ]
        for (expected, evidence) in answers {
            let answer = fence.decide(evidence, at: Self.now)
            #expect(answer == expected)
            #expect(answer.allows == (expected == .inside))
        }
        #expect(
            LocationEvidence(
                grade: .gps, place: try Sketch.place(0, 0), accuracyMetres: -1, at: Self.now) == nil)
    }

    @Test("At a polygon's edge the answer is unknown, and a certain one holds for all around")
    func straddling() throws {
        var random = SplitMix64.forTests()
        let area = try Sketch.area([
            Sketch.ring([(121.40, 31.20), (121.50, 31.18), (121.53, 31.28), (121.41, 31.27)]),
            Sketch.box(west: 121.45, south: 31.22, east: 121.47, north: 31.24),
        ])
        var counts = [0, 0, 0]
        for _ in 0..<2_000 {
            let accuracy = Double.random(in: 1...1_500, using: &random)
            let evidence = try Self.evidence(
                .random(in: 31.15...31.3, using: &random), .random(in: 121.35...121.58, using: &random),
                accuracy: accuracy)
            let answer = Geofence.decide(evidence, area, leastGrade: .gps, at: Self.now)
            counts[answer == .inside ? 0 : answer == .outside ? 1 : 2] += 1
            guard answer != .unknown(.straddling) else { continue }
            for direction in [(1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7)] {
                let metre = 1 / 111_320.0
                let place = try Sketch.place(
                    evidence.place.latitude + direction.0 * accuracy * metre * 0.999,
                    evidence.place.longitude + direction.1 * accuracy * metre * 0.999 / 0.8546)
                #expect(area.contains(place) == (answer == .inside), "seed \(random.seed)")
            }
        }
        #expect(counts.allSatisfy { $0 > 100 }, "all three answers come: \(counts)")
    }

    @Test("An edge beyond the antimeridian or round a pole is near too")
    func acrossTheSeam() throws {
        let fiji = try Sketch.area([Sketch.box(west: 176, south: -20, east: 180, north: -15)])
        let near = try Self.evidence(-17, -179.999, accuracy: 500)
        #expect(Geofence.decide(near, fiji, leastGrade: .gps, at: Self.now) == .unknown(.straddling))
        let cap = try Sketch.area([Sketch.ring([(0, 89.9), (120, 89.9), (-120, 89.9)])])
        let pole = try Self.evidence(90, 45, accuracy: 20_000)
        #expect(Geofence.decide(pole, cap, leastGrade: .gps, at: Self.now) == .unknown(.straddling))
        #expect(
            Geofence.decide(
                try Self.evidence(90, 45, accuracy: 5_000), cap, leastGrade: .gps, at: Self.now) == .inside)
    }

    @Test("A till at the edge is inside, since its place is certain")
    func till() throws {
        let area = try Sketch.area([Sketch.box(west: 121, south: 31, east: 122, north: 32)])
        let till = try Self.evidence(31, 121.5, grade: .terminal)
        #expect(Geofence.decide(till, area, leastGrade: .terminal, at: Self.now) == .inside)
    }
}
