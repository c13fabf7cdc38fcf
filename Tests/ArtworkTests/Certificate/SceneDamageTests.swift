import Testing

@testable import Artwork

@Suite struct SceneDamageTests {
    static let printer = PrinterModel(dotsPerInch: 300)

    static func damaged(_ damage: Damage, seed: UInt64 = 1, trial: Int = 0) throws -> GreyPicture {
        var random = damage.numbers(seed: seed, trial: trial)
        return try CertificateSamples.subject().damaged(damage, printer: printer, &random)
    }

    @Test("The cut has the symbol's modules where they belong, at twelve pixels each")
    func cut() throws {
        let subject = try CertificateSamples.subject()
        #expect(subject.size == 21 && abs(subject.surroundings - 4) < 0.05)
        #expect(subject.grey.width == 29 * 12)
        let picture = try CertificatePicture(of: CertificateSamples.png(), CertificateOrder())
        for place in 0..<21 * 21 {
            let (x, y) = (Double(place % 21) * 12 + 54, Double(place / 21) * 12 + 54)
            let tone = try #require(subject.grey.tone(x: x, y: y))
            #expect((tone < 128) == picture.sampling.modules[place])
        }
    }

    @Test("The undamaged scene is the symbol on a grey ground")
    func clean() throws {
        let picture = try Self.damaged(Damage(.clean, 0))
        let corner = picture.pixels[0]
        #expect((120..<200).contains(corner))
        // 29 modules of 6 pixels, and an eighth on each side.
        #expect(picture.width == 174 + 2 * (Int(174 * 0.12) + 4))
        #expect(picture.pixels.contains(0) && picture.pixels.contains(255))
    }

    @Test("The same seed gives the same bytes, another seed others", arguments: DamageKind.allCases)
    func seeds(kind: DamageKind) throws {
        let damage = Damage(kind, kind.levels[0])
        let first = try Self.damaged(damage)
        #expect(try Self.damaged(damage).pixels == first.pixels)
        // One of three: the ground's greys are eighty, and of some damages all that changes.
        #expect(try (2...4).contains { try Self.damaged(damage, seed: $0).pixels != first.pixels })
        #expect(try (1...3).contains { try Self.damaged(damage, trial: $0).pixels != first.pixels })
    }

    @Test("Low resolution leaves the pixels a module that its level says", arguments: [3.0, 1.5])
    func resolution(level: Double) throws {
        let picture = try Self.damaged(Damage(.resolution, level))
        // The scene of 12 pixels a module, turned on a square of its diagonal.
        let scene = 348.0 + 2 * (Double(Int(348 * 0.12)) + 4)
        let side = Double(Int((2 * scene * scene).squareRoot()) + 2)
        #expect(abs(Double(picture.width) - side * level / 12) <= 1)
    }

    @Test("A sticker covers the share that its level says and no finder", arguments: [3.0, 5, 8], 0..<6)
    func occlusion(level: Double, trial: Int) throws {
        let damage = Damage(.occlusion, level)
        var random = damage.numbers(seed: 1, trial: trial)
        let subject = try CertificateSamples.subject()
        let covered = subject.damaged(damage, printer: Self.printer, &random)
        random = damage.numbers(seed: 1, trial: trial)
        let tone = Float(random.index(120..<200))
        let scene = subject.scene(pixelsPerModule: 6, tone: tone)
        let plain = scene.plane.grey
        let changed = plain.pixels.indices.filter { plain.pixels[$0] != covered.pixels[$0] }
        // A sticker of the colour of what it covers changes half of it.
        let share = Double(changed.count) / Double(126 * 126) * 100
        #expect(share > level * 0.25 && share < level * 1.05, "\(share)")
        let finder = 8 * 6.0
        for place in changed {
            let (x, y) = (
                Double(place % plain.width) - scene.origin, Double(place / plain.width) - scene.origin
            )
            #expect(!(x < finder - 1 && y < finder - 1))
            #expect(!(x > 126 - finder + 1 && y < finder - 1) && !(x < finder - 1 && y > 126 - finder + 1))
        }
    }

    @Test("The standard set is every kind at every level, from light to heavy")
    func standard() {
        #expect(Damage.standard.count == 47 && Set(Damage.standard).count == 47)
        #expect(Set(Damage.standard.map(\.kind)) == Set(DamageKind.allCases))
        #expect(Damage.standard.first == Damage(.clean, 0))
    }
}
