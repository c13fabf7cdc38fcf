import Testing

@testable import Artwork

@Suite struct WarpDamageTests {
    /// A black dot of 3 × 3 pixels on white.
    static func dot(x: Int, y: Int) -> TonePlane {
        var plane = TonePlane(width: 60, height: 60, tone: 255)
        plane.fill(columns: x - 1..<x + 2, rows: y - 1..<y + 2, tone: 0)
        return plane
    }

    /// The middle of what is darker than the grounds.
    static func darkMiddle(_ plane: TonePlane) -> Spot {
        var (sum, weight) = (Spot(x: 0, y: 0), 0.0)
        for place in plane.values.indices where plane.values[place] < 100 {
            let spot = Spot(x: Double(place % plane.width) + 0.5, y: Double(place / plane.width) + 0.5)
            let darkness = Double(100 - plane.values[place])
            sum = sum + spot * darkness
            weight += darkness
        }
        return sum * (1 / max(weight, 1))
    }

    @Test("A quarter turn counterclockwise takes a dot from the right to the top")
    func rotation() {
        let turned = Self.dot(x: 50, y: 30).rotated(degrees: 90)
        let found = Self.darkMiddle(turned)
        let middle = Double(turned.width) / 2
        // 20.5 right of and half a pixel below the middle becomes 20.5 above and half a pixel right of it.
        #expect(abs(found.x - (middle + 0.5)) < 0.1 && abs(found.y - (middle - 20.5)) < 0.1)
        #expect(Self.dot(x: 50, y: 30).rotated(degrees: 0) == Self.dot(x: 50, y: 30))
    }

    @Test(
        "A tilt is seen where the pinhole's formula says, and its inverse leads back", arguments: [20.0, 50])
    func tilt(degrees: Double) {
        let camera = TiltedPlane(width: 60, height: 60, radians: degrees * .pi / 180, azimuth: 0.7)
        for (x, y) in [(0.0, 0.0), (60, 0), (13, 47), (30, 30)] {
            let seen = camera.seen(x: x, y: y)
            let back = camera.place(x: seen.x, y: seen.y)
            #expect(abs(back.x - x) < 1e-6 && abs(back.y - y) < 1e-6)
        }
        let middle = camera.seen(x: 30, y: 30)
        #expect(abs(middle.x) < 1e-9 && abs(middle.y) < 1e-9)
    }

    @Test("Turned about an upright line, a square is narrower and its near side longer")
    func tiltNarrows() {
        let camera = TiltedPlane(width: 60, height: 60, radians: .pi / 3, azimuth: .pi / 2)
        let left = camera.seen(x: 0, y: 60).y - camera.seen(x: 0, y: 0).y
        let right = camera.seen(x: 60, y: 60).y - camera.seen(x: 60, y: 0).y
        // 30 · sin 60° nearer and farther than 108: 60 · 108 / (108 ± 26).
        let sides = [left, right].sorted()
        #expect(abs(sides[0] - 60 * 108 / (108 + 25.98)) < 0.01)
        #expect(abs(sides[1] - 60 * 108 / (108 - 25.98)) < 0.01)
        #expect(camera.frame.width < 40)
    }

    @Test("A tilted picture shows a dot where the camera sees it")
    func tiltedDot() {
        let plane = Self.dot(x: 15, y: 40)
        let camera = TiltedPlane(width: 60, height: 60, radians: 0.5, azimuth: 0.3)
        let found = Self.darkMiddle(plane.tilted(degrees: 0.5 * 180 / .pi, azimuth: 0.3))
        let seen = camera.seen(x: 15.5, y: 40.5)
        #expect(abs(found.x - (seen.x - camera.frame.x + 4)) < 0.3)
        #expect(abs(found.y - (seen.y - camera.frame.y + 4)) < 0.3)
        #expect(plane.tilted(degrees: 0, azimuth: 1) == plane)
    }

    @Test("A barrel lens keeps the middle and draws what is far out towards it")
    func barrel() {
        let middle = Self.darkMiddle(Self.dot(x: 30, y: 30).barrelled(0.15))
        #expect(abs(middle.x - 30.5) < 0.1 && abs(middle.y - 30.5) < 0.1)
        // At 0.85 of the half width the factor is (1 + 0.15 · 0.72) / 1.075 = 1.031.
        let out = Self.darkMiddle(Self.dot(x: 55, y: 30).barrelled(0.15))
        #expect(out.x < 55.2 && out.x > 53.5)
        #expect(Self.dot(x: 5, y: 5).barrelled(0) == Self.dot(x: 5, y: 5))
    }

    @Test("A smaller picture keeps the mean, a larger one the values of its pixels")
    func resizing() throws {
        let plane = try CertificateSamples.subject().grey
        #expect(abs(plane.resized(width: 77, height: 77).mean - plane.mean) < 0.2)
        let halves = TonePlane(width: 2, height: 2, values: [0, 100, 200, 255])
        #expect(halves.resized(width: 1, height: 1).values == [138.75])
        let large = halves.resized(width: 8, height: 8)
        #expect(large.values[0] == 0 && large.values[7] == 100 && large.values[63] == 255)
        #expect(plane.resized(width: plane.width, height: plane.height) == plane)
    }
}
