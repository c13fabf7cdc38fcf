import Testing

@testable import Artwork

@Suite struct PrintDamageTests {
    @Test("Ink goes in whole dots, and spreads outwards by fifteen micrometres on each side")
    func spread() throws {
        // A module of three dots of 85 µm: an upright bar of one module in the timing pattern would be 254 µm.
        let grid = DotGrid(dotsPerModule: 3, dotMicrometres: 84.67)
        var paper = TonePlane(width: 120, height: 40, tone: 0)
        paper.fill(columns: 40..<80, rows: 0..<40, tone: 1)
        let before = paper.values[20 * 120..<21 * 120].reduce(0, +)
        let after = grid.spread(paper).values[20 * 120..<21 * 120].reduce(0, +)
        let cellMicrometres = 84.67 / 4
        let grown = Double(after - before) * cellMicrometres / 2
        #expect(abs(grown - PrinterModel.inkSpreadMicrometres) < 5, "\(grown) micrometres")
        #expect(grid.spread(paper).values[0] == 0 && grid.spread(paper).values[20 * 120 + 60] == 1)
    }

    @Test("Drawn dots are ink or paper, and of a symbol as many as its dark modules have")
    func dots() throws {
        let subject = try CertificateSamples.subject()
        let grid = DotGrid(dotsPerModule: 3, dotMicrometres: 84.67)
        let paper = grid.drawn(subject)
        #expect(paper.values.allSatisfy { $0 == 0 || $0 == 1 })
        #expect(grid.cellsPerModule == 12 && paper.width == 29 * 12)
        let picture = try CertificatePicture(of: CertificateSamples.png(), CertificateOrder())
        let dark = picture.sampling.modules.count { $0 }
        #expect(paper.values.reduce(0, +) == Float(dark * 144))
    }

    @Test("Lines of dots are off their place by ten micrometres or so")
    func registration() {
        let grid = DotGrid(dotsPerModule: 2, dotMicrometres: 127)
        var paper = TonePlane(width: 120, height: 240, tone: 0)
        paper.fill(columns: 60..<120, rows: 0..<240, tone: 1)
        var random = DamageRandom(seed: 5, name: "registration")
        let moved = grid.misplaced(paper, &random)
        let inks = (0..<240).map { row in moved.values[row * 120..<(row + 1) * 120].reduce(0, +) }
        let shifts = inks.map { Double($0 - 60) * 127 / 6 }
        let square = shifts.reduce(0) { $0 + $1 * $1 } / Double(shifts.count)
        #expect(abs(square.squareRoot() - PrinterModel.registrationMicrometres) < 4)
        #expect(inks[0] == inks[5] && Set(inks).count > 20, "six cells of a dot move as one")
    }

    @Test("A hand sees small print with fewer pixels, and large print with six a module at most")
    func camera() throws {
        func width(_ millimetres: Double) throws -> Int {
            let damage = Damage(.print, millimetres)
            var random = damage.numbers(seed: 1, trial: 0)
            return try CertificateSamples.subject()
                .damaged(damage, printer: PrinterModel(dotsPerInch: 600), &random).width
        }
        #expect(try width(1) == width(2))
        #expect(try Double(width(0.2)) / Double(width(1)) < 0.75)
    }

    @Test("The camera's numbers are those of a pinhole")
    func distances() {
        // 4,000 pixels over 2 · tan 35° = 1.4004 widths.
        let focal = 4_000 / 1.400415
        #expect(abs(ScanCamera.phone.pixelsPerMillimetre(at: 100) - focal / 100) < 0.01)
        let distance = ViewingDistance(pixelsPerModule: 2, size: 25, moduleMillimetres: 0.5)
        #expect(abs((distance.millimetres ?? 0) - focal * 0.5 / 2) < 0.1)
        #expect(abs(distance.symbolWidths * 25 * 0.5 - (distance.millimetres ?? 0)) < 0.001)
        #expect(abs((distance.previewMillimetres ?? 0) / (distance.millimetres ?? 1) - 0.48) < 1e-9)
        #expect(ViewingDistance(pixelsPerModule: 2, size: 25, moduleMillimetres: nil).millimetres == nil)
    }
}
