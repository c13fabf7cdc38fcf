import Testing

@testable import Artwork

@Suite struct LightDamageTests {
    static let grey = TonePlane(width: 120, height: 80, tone: 128)

    @Test("Noise has the deviation that it is asked for and leaves the mean", arguments: [5.0, 20])
    func noise(deviation: Double) {
        var random = DamageRandom(seed: 3, name: "noise")
        let noisy = Self.grey.noisy(deviation, &random)
        #expect(abs(noisy.mean - 128) < 1)
        #expect(abs(Double(noisy.variance).squareRoot() / deviation - 1) < 0.05)
        #expect(Self.grey.noisy(0, &random) == Self.grey)
    }

    @Test("Noise has no pattern: neighbours know nothing of each other")
    func noiseIsWhite() {
        var random = DamageRandom(seed: 4, name: "noise")
        let values = Self.grey.noisy(10, &random).values.map { $0 - 128 }
        let together = zip(values, values.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / Float(values.count)
        #expect(abs(together) < 5, "of a variance of 100")
    }

    @Test("Low contrast keeps the share of it that is named, about the grey that is named")
    func contrast() {
        let halves = TonePlane(width: 2, height: 1, values: [0, 255])
        let faded = halves.faded(to: 0.2, around: 100)
        #expect(abs(faded.values[1] - faded.values[0] - 51) < 0.01)
        #expect(abs(faded.mean - 100) < 1)
        #expect(halves.faded(to: 1, around: 128) == halves)
    }

    @Test("Light from the left is full there and has its least at the right")
    func light() {
        let lit = Self.grey.lit(from: 0, least: 0.25)
        let row = Array(lit.values.prefix(120))
        #expect(row[0] == 32 && row[119] == 128)
        #expect(zip(row, row.dropFirst()).allSatisfy { $0 < $1 })
        #expect(lit.values[79 * 120] == 32, "the same in every row")
        #expect(Self.grey.lit(from: 1, least: 1).values.allSatisfy { abs($0 - 128) < 0.01 })
    }

    @Test("A shadow darkens one side of its line and not the other")
    func shadow() {
        let shadowed = Self.grey.shadowed(least: 0.5, direction: 0, x: 60, y: 40)
        #expect(abs(shadowed.values[0] - 64) < 0.1 && abs(shadowed.values[119] - 128) < 0.1)
        #expect(abs(shadowed.values[60] - 96) < 0.1)
    }

    @Test("Inverting twice is the picture itself")
    func inversion() throws {
        let plane = try CertificateSamples.subject().grey
        #expect(zip(plane.inverted.inverted.values, plane.values).allSatisfy { abs($0 - $1) < 0.001 })
        #expect(abs(plane.inverted.mean - (255 - plane.mean)) < 1)
    }

    @Test("Coloured light takes of every colour its own share")
    func cast() throws {
        let style = try SymbolStyle(dark: Color(red: 120, green: 0, blue: 0), light: .white)
        let subject = try CertificateSamples.subject(style: style)
        #expect(subject.colours != nil)
        let red = subject.scene(pixelsPerModule: 4, tone: 160, cast: (1, 0, 0)).plane
        // Red on white in red light: 120 and 255, both weighed with red's 0.299.
        #expect(abs((red.values.min() ?? 0) - 120 * 0.299) < 1.5)
        #expect(abs((red.values.max() ?? 0) - 255 * 0.299) < 1.5)
        let plain = try CertificateSamples.subject()
        #expect(plain.colours == nil, "black and white need no colours")
        let grey = plain.scene(pixelsPerModule: 4, tone: 160, cast: (0.5, 0.5, 0.5)).plane
        #expect(abs((grey.values.max() ?? 0) - 127.5) < 0.5)
    }
}
