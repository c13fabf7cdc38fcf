import Testing

@testable import Artwork

@Suite struct BlurDamageTests {
    /// One white pixel on black.
    static let point: TonePlane = {
        var plane = TonePlane(width: 41, height: 41, tone: 0)
        plane.fill(columns: 20..<21, rows: 20..<21, tone: 255)
        return plane
    }()

    /// The mean square distances from the middle, across and down.
    static func spread(_ plane: TonePlane) -> (across: Double, down: Double) {
        let total = Double(plane.values.reduce(0, +))
        return plane.values.indices.reduce((0.0, 0.0)) { sum, place in
            let (x, y) = (Double(place % 41 - 20), Double(place / 41 - 20))
            let share = Double(plane.values[place]) / total
            return (sum.0 + x * x * share, sum.1 + y * y * share)
        }
    }

    @Test(
        "Out of focus a point has the deviation that was asked for, in all directions, and its light",
        arguments: [1.5, 3.0])
    func gauss(deviation: Double) {
        let blurred = Self.point.blurred(deviation)
        let spread = Self.spread(blurred)
        #expect(abs(spread.across.squareRoot() / deviation - 1) < 0.03)
        #expect(abs(spread.down - spread.across) < 0.001)
        #expect(abs(blurred.mean - Self.point.mean) < 0.001)
        #expect(Self.point.blurred(0) == Self.point)
    }

    @Test("A hand that moves across smears across only, over the length that was asked for")
    func motion() {
        let moved = Self.point.moved(length: 9, direction: 0)
        let spread = Self.spread(moved)
        // An even line of length 9 has a mean square of 81 / 12; sharing points out adds a little.
        #expect(abs(spread.across - 6.75) < 0.4 && spread.down < 0.001)
        #expect(abs(moved.mean - Self.point.mean) < 0.001)
        let upright = Self.spread(Self.point.moved(length: 9, direction: .pi / 2))
        #expect(abs(upright.down - spread.across) < 0.01)
    }

    @Test("Both take the edges' steepness")
    func softens() throws {
        let plane = try CertificateSamples.subject().grey
        #expect(plane.blurred(4).steepest < plane.steepest / 3)
        #expect(plane.moved(length: 12, direction: 0).steepest < plane.steepest / 3)
    }
}
