import Membership
import Support
import Testing
import Vocabulary

/// Where people may join: two circles of a kilometre, ten kilometres apart.
@Suite struct JoinFenceTests {
    private static let now = Instant(millisecondsSince1970: 1_775_000_000_000)
    private static let (inOne, inOther, between, far) = (31.23, 31.32, 31.275, 40.0)

    private func fence(_ leastGrade: LocationEvidence.Grade) throws -> JoinFence {
        JoinFence(
            areas: try [Self.inOne, Self.inOther].map { latitude in
                .circle(try Circle(centre: Sketch.place(latitude, 121.47), radiusMetres: 1_000))
            }, leastGrade: leastGrade)
    }

    private func evidence(
        _ grade: LocationEvidence.Grade, _ latitude: Double, accuracy: Double = 0, age: Int64 = 0
    ) throws -> LocationEvidence {
        try #require(
            LocationEvidence(
                grade: grade, place: Sketch.place(latitude, 121.47), accuracyMetres: accuracy,
                at: Self.now.advanced(bySeconds: -age)))
    }

    @Test("A place in any of the areas is inside, one in none is not")
    func anyArea() throws {
        let fence = try fence(.gps)
        for latitude in [Self.inOne, Self.inOther] {
            #expect(fence.refusal([try evidence(.gps, latitude, accuracy: 500)], at: Self.now) == nil)
        }
        for latitude in [Self.between, Self.far] {
            #expect(
                fence.refusal([try evidence(.gps, latitude, accuracy: 500)], at: Self.now) == .outsideArea)
        }
    }

    @Test("Whatever is not certain refuses, with its doubt")
    func doubts() throws {
        let fence = try fence(.gps)
        let doubts: [(Geofence.Doubt, [LocationEvidence])] = [
            (.missing, []), (.weak, [try evidence(.ip, Self.inOne)]),
            (.old, [try evidence(.gps, Self.inOne, age: Geofence.maximumAgeSeconds + 1)]),
            (.early, [try evidence(.gps, Self.inOne, age: -Geofence.maximumLeadSeconds - 1)]),
            (.vague, [try evidence(.gps, Self.inOne, accuracy: 50_001)]),
            // Certainly outside the one, and perhaps in the other: not known to be outside.
            (.straddling, [try evidence(.gps, Self.inOther, accuracy: 1_001)]),
            (.straddling, [try evidence(.gps, Self.inOne, accuracy: 1_001)]),
        ]
        for (doubt, evidence) in doubts {
            #expect(fence.refusal(evidence, at: Self.now) == .locationUnknown(doubt))
        }
        #expect(JoinRefusal.locationUnknown(.old).reason == "location_unknown")
        #expect(JoinRefusal.outsideArea.reason == "outside_area")
    }

    @Test("The strongest evidence speaks alone, in any order")
    func strongest() throws {
        let fence = try fence(.gps)
        let (near, away) = (try evidence(.gps, Self.inOne), try evidence(.storeCode, Self.far))
        #expect(fence.refusal([near, away], at: Self.now) == .outsideArea)
        #expect(fence.refusal([away, near], at: Self.now) == .outsideArea)
        let (elsewhere, store) = (try evidence(.gps, Self.far), try evidence(.storeCode, Self.inOther))
        #expect(fence.refusal([elsewhere, store], at: Self.now) == nil)
        let strict = try self.fence(.storeCode)
        #expect(strict.refusal([near], at: Self.now) == .locationUnknown(.weak))
        #expect(strict.refusal([store], at: Self.now) == nil)
    }

    @Test("Without an area nobody is inside")
    func none() throws {
        let fence = JoinFence(areas: [], leastGrade: .ip)
        #expect(fence.refusal([try evidence(.terminal, Self.inOne)], at: Self.now) == .outsideArea)
    }
}
