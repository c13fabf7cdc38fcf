import Foundation
import QRSymbol
import Support
import Testing

@testable import Artwork

@Suite struct PrintCheckTests {
    static let text = ModuleSamplingTests.text
    /// No limits but those that every print has.
    static let lenient = CheckLimits(quietZoneModules: 0)

    static func png(_ picture: GreyPicture, pixelsPerMetre: Int = 0) throws -> [UInt8] {
        var raster = Raster(width: picture.width, height: picture.height, filledWith: .white)
        for (index, value) in picture.pixels.enumerated() {
            for part in 0..<3 { raster.pixels[index * 3 + part] = value }
        }
        return try raster.png(pixelsPerMetre: pixelsPerMetre)
    }

    private func reasons(_ report: CheckReport) -> [CheckReason] {
        report.findings.filter(\.isFailure).map(\.reason)
    }

    @Test("A drawing of ours passes with its own numbers", arguments: [(203, 4), (300, 6), (600, 12)])
    func ownDrawing(dotsPerInch: Int, dots: Int) throws {
        let symbol = try Symbol(encoding: Self.text, level: .quartile)
        let size = try PrintSize(dotsPerModule: dots, dotsPerInch: dotsPerInch)
        let limits = CheckLimits(
            moduleMillimetres: 0.396...0.99, plateContrast: 0.4, printerDotsPerInch: Double(dotsPerInch))
        let report = try PrintCheck.check(SymbolPNG.encode(symbol, size: size), limits: limits)
        #expect(report.passes && report.findings.isEmpty, "\(report.findings.map(\.message))")
        #expect(report.kind == .png && report.pageCount == 1)
        let checked = try #require(report.pages[0].symbols.first)
        #expect(checked.bytes == symbol.payload && checked.text == Self.text)
        #expect(checked.readings.allSatisfy { $0.isRead && $0.agrees } && checked.readings.count == 3)
        let damage = try #require(checked.damage)
        #expect(damage.version == symbol.version && damage.level == "Q" && damage.mask == symbol.mask)
        #expect(damage.wrongCodewords == 0)
        let measurement = try #require(checked.measurement)
        #expect(abs(try #require(measurement.moduleMillimetres) / size.moduleMillimetres - 1) < 0.0005)
        let fit = try #require(measurement.dotFit)
        #expect(fit.nearestDots == dots && abs(fit.deviation) < 0.01)
        #expect(abs(try #require(measurement.edgeGainMicrometres)) < 5)
        #expect(abs(checked.rotationDegrees) < 0.05)
        let corner = try #require(checked.corners.first)
        #expect(abs(corner.x - 4 * size.moduleMillimetres) < 0.01)
    }

    @Test("The module's size is held to its range and to whole dots")
    func sizes() throws {
        let symbol = try Symbol(encoding: Self.text)
        let file = try SymbolPNG.encode(symbol, size: PrintSize(dotsPerModule: 5, dotsPerInch: 300))
        func reasons(_ limits: CheckLimits) throws -> [CheckReason] {
            self.reasons(try PrintCheck.check(file, limits: limits))
        }
        #expect(try reasons(CheckLimits(moduleMillimetres: 0.5...1)) == [.moduleTooSmall])
        #expect(try reasons(CheckLimits(moduleMillimetres: 0.1...0.4)) == [.moduleTooLarge])
        // 0.4233 mm are 3.38 dots at 203 dpi and one dot at 60.
        #expect(try reasons(CheckLimits(printerDotsPerInch: 203)) == [.dotsNotWhole])
        #expect(try reasons(CheckLimits(printerDotsPerInch: 60)) == [.tooFewDots])
        #expect(try reasons(CheckLimits(printerDotsPerInch: 203, dotDeviation: 0.2)) == [])
        #expect(try reasons(CheckLimits(printerDotsPerInch: 60, dots: 1)) == [])
        let finding = try #require(
            PrintCheck.check(file, limits: CheckLimits(moduleMillimetres: 0.5...1)).findings.first)
        #expect(finding.message == "A module is 0.423 mm; at least 0.5 mm is needed.")
        #expect(finding.limit == 0.5 && abs((finding.measured ?? 0) - 0.4233) < 0.001)
        #expect(finding.page == 1 && finding.symbol == 1)
        let unsized = try Self.png(ModuleSamplingTests.picture(symbol))
        let report = try PrintCheck.check(unsized, limits: CheckLimits(moduleMillimetres: 0.1...1))
        #expect(self.reasons(report) == [.sizeUnknown])
        #expect(
            report.pages[0].size == nil && report.pages[0].symbols[0].measurement?.moduleMillimetres == nil)
    }

    @Test("Quiet zones of 4, 2 and 0 modules are told apart", arguments: [4, 2, 0])
    func quietZones(modules: Int) throws {
        let symbol = try Symbol(encoding: Self.text)
        let picture = try ModuleSamplingTests.picture(symbol, scale: 5, quietZone: modules)
        let report = try PrintCheck.check(Self.png(picture))
        let quiet = try #require(report.pages[0].symbols.first?.measurement?.quietZone)
        #expect(abs(quiet.least - Double(modules)) < 0.11)
        #expect(report.findings.contains { $0.reason == .quietZone } == (modules < 4))
    }

    @Test("Damaged codewords are counted exactly, and none left to lose is a failure")
    func damage() throws {
        var generator = SplitMix64.forTests()
        let symbol = try Symbol(encoding: Self.text, level: .high)
        let map = CodewordMap(version: symbol.version, level: symbol.level)
        let capacity = map.layout.correctableCount
        let scale = 6
        for wrong in [1, capacity] {
            var picture = try ModuleSamplingTests.picture(symbol, scale: scale)
            let indices = Set(
                (0..<map.layout.dataCount(inBlock: 0)).shuffled(using: &generator).prefix(wrong))
            for place in 0..<map.size * map.size {
                let (row, column) = (place / map.size, place % map.size)
                guard case .codeword(let codeword, bit: 5) = map.purpose(row: row, column: column),
                    codeword.block == 0, indices.contains(codeword.indexInBlock)
                else { continue }
                picture.invertSquare(x: (column + 4) * scale, y: (row + 4) * scale, side: scale)
            }
            #expect(indices.count == wrong)
            let report = try PrintCheck.check(Self.png(picture))
            let damage = try #require(report.pages[0].symbols.first?.damage)
            #expect(
                damage.blocks[0].wrong == wrong && damage.wrongCodewords == wrong, "seed \(generator.seed)")
            #expect(damage.damageLeft == capacity - wrong)
            #expect(reasons(report) == (wrong == capacity ? [.damage] : []))
        }
    }

    @Test("Bars that have grown by more than a quarter of a module fail, by their measure")
    func edgeGain() throws {
        let picture = try ModuleSamplingTests.picture(Symbol(encoding: Self.text), scale: 10).grown(by: 2)
        let report = try PrintCheck.check(
            Self.png(picture, pixelsPerMetre: 20_000), limits: CheckLimits(quietZoneModules: 3.5))
        #expect(reasons(report) == [.edgeGain])
        let measurement = try #require(report.pages[0].symbols.first?.measurement)
        // Two pixels of 50 micrometres on both edges.
        #expect(abs(try #require(measurement.edgeGainMicrometres) - 200) < 8)
    }

    @Test("Wrong modules of fixed patterns are remarked, not refused")
    func fixedPatterns() throws {
        let symbol = try Symbol(encoding: Self.text)
        var picture = try ModuleSamplingTests.picture(symbol, scale: 5)
        picture.invertSquare(x: 14 * 5, y: 10 * 5, side: 5)
        let report = try PrintCheck.check(Self.png(picture))
        #expect(report.passes && report.findings.map(\.reason) == [.fixedPatterns])
        #expect(report.pages[0].symbols[0].damage?.wrongTimingModules == 1)
    }

    @Test("Colours that are too close fail, by themselves and on the plates")
    func contrast() throws {
        let symbol = try Symbol(encoding: Self.text)
        func report(_ dark: String, _ light: String) throws -> CheckReport {
            let style = try SymbolStyle(
                unchecked: Color(parsing: dark), light: Color(parsing: light))
            let file = try SymbolPNG.encode(symbol, style: style, size: PrintSize(dotsPerModule: 6))
            return try PrintCheck.check(file, limits: CheckLimits(plateContrast: 0.4))
        }
        let pale = try report("#888888", "#bbbbbb")
        #expect(Set(reasons(pale)).isSuperset(of: [.contrast, .plateContrast]))
        let brand = try report("#0b6e4f", "#f4f1de")
        #expect(brand.passes)
        let plates = try #require(brand.pages[0].symbols[0].plates)
        #expect(abs(plates.dark.black - (1 - 110.0 / 255)) < 1e-9)
        #expect(abs(plates.dark.cyan - 99.0 / 255) < 1e-9 && plates.dark.magenta == 0)
        #expect(plates.dark.count == 3 && plates.light.totalPercent < 20)
        #expect(plates.blackPlateContrast < plates.symbolContrast)
    }

    @Test("Inverted and mirrored symbols are measured, and refused unless they are allowed")
    func invertedAndMirrored() throws {
        let symbol = try Symbol(encoding: Self.text)
        let picture = try ModuleSamplingTests.picture(symbol)
        let inverted = try PrintCheck.check(Self.png(picture.inverted))
        #expect(reasons(inverted) == [.inverted])
        #expect(
            inverted.pages[0].symbols[0].isInverted && inverted.pages[0].symbols[0].damage?.damageLeft != nil)
        let allowed = CheckLimits(allowsInverted: true)
        #expect(try PrintCheck.check(Self.png(picture.inverted), limits: allowed).passes)
        let mirrored = try PrintCheck.check(Self.png(picture.mirrored))
        let checked = try #require(mirrored.pages[0].symbols.first)
        #expect(checked.isMirrored && checked.bytes == symbol.payload)
        #expect(checked.damage?.mask == symbol.mask && checked.damage?.wrongCodewords == 0)
        #expect(reasons(mirrored).contains(.mirrored))
    }

    @Test("Two codes are two symbols in reading order, none is a failure, a turned one is measured")
    func countsSymbols() throws {
        let first = try Symbol(encoding: "HTTPS://Q.EXAMPLE/LEFT")
        let second = try Symbol(encoding: "HTTPS://Q.EXAMPLE/RIGHT", level: .high)
        let left = try SymbolPNG.raster(first, style: .blackOnWhite, scale: 5)
        let right = try SymbolPNG.raster(second, style: .blackOnWhite, scale: 4)
        var both = Raster(width: 400, height: 220, filledWith: .white)
        both.paste(left, row: 5, column: 5)
        both.paste(right, row: 5, column: 220)
        let report = try PrintCheck.check(both.png())
        #expect(report.passes, "\(report.findings.map(\.message))")
        #expect(report.pages[0].symbols.map(\.bytes) == [first.payload, second.payload])
        #expect(report.pages[0].symbols.map { $0.measurement?.size } == [first.size, second.size])
        let modules = report.pages[0].symbols.compactMap { $0.measurement?.modulePixelWidth }
        #expect(abs(modules[0] - 5) < 0.01 && abs(modules[1] - 4) < 0.01)
        let nothing = try PrintCheck.check(Raster(width: 50, height: 50, filledWith: .white).png())
        #expect(nothing.findings.map(\.reason) == [.noSymbol] && !nothing.passes)
        let turned = try PrintCheck.check(Self.png(ModuleSamplingTests.picture(second).turned))
        #expect(turned.passes && abs(turned.pages[0].symbols[0].rotationDegrees - 90) < 0.1)
    }

    @Test("Blur and noise leave a good symbol passing")
    func blurAndNoise() throws {
        var generator = SplitMix64.forTests()
        var picture = try ModuleSamplingTests.picture(Symbol(encoding: Self.text, level: .quartile)).blurred
        for index in picture.pixels.indices {
            let noisy = Int(picture.pixels[index]) + Int.random(in: -25...25, using: &generator)
            picture.pixels[index] = UInt8(min(max(noisy, 0), 255))
        }
        let report = try PrintCheck.check(Self.png(picture), limits: CheckLimits(quietZoneModules: 3.7))
        #expect(report.passes, "seed \(generator.seed): \(report.findings.map(\.message))")
        #expect(report.pages[0].symbols[0].damage?.wrongCodewords == 0)
    }

    @Test("The report is JSON in snake case and reads back as it was")
    func json() throws {
        let symbol = try Symbol(encoding: Self.text, minimumVersion: 7)
        let file = try SymbolPNG.encode(symbol, size: PrintSize(dotsPerModule: 4))
        let limits = CheckLimits(moduleMillimetres: 0.5...1, printerDotsPerInch: 300)
        let report = try PrintCheck.check(file, limits: limits)
        let data = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(CheckReport.self, from: data) == report)
        let text = String(decoding: data, as: UTF8.self)
        let keys = text.matches(of: /"([A-Za-z_0-9]+)":/).map { String($0.1) }
        #expect(keys.count > 60 && keys.allSatisfy { $0 == $0.lowercased() }, "\(keys)")
        for key in [
            "passes", "damage_left", "module_width_mm", "quiet_zone", "symbol_contrast", "nearest_dots",
        ] {
            #expect(keys.contains(key), "\(key)")
        }
        #expect(text.contains(#""reason":"module_too_small""#))
    }

    @Test("Files of no known kind, broken ones and pages that are not there are errors")
    func refusesFiles() throws {
        #expect(throws: CheckError.unknownKind) { try PrintCheck.check(Array("hello".utf8)) }
        #expect(throws: CheckError.unknownKind) { try PrintCheck.check([]) }
        let file = try SymbolPNG.encode(Symbol(encoding: "A"), size: PrintSize(dotsPerModule: 4))
        #expect(throws: CheckError.self) { try PrintCheck.check(Array(file.prefix(60))) }
        #expect(throws: CheckError.noSuchPage(2)) { try PrintCheck.check(file, pages: [2]) }
        #expect(throws: CheckError.self) { try PrintCheck.check(Array("<svg".utf8)) }
        #expect(throws: CheckError.self) { try PrintCheck.check(Array("%PDF-1.5 nothing".utf8)) }
    }
}

extension GreyPicture {
    /// Dark for light in a square.
    mutating func invertSquare(x: Int, y: Int, side: Int) {
        for row in y..<y + side {
            for column in x..<x + side { pixels[row * width + column] = 255 - pixels[row * width + column] }
        }
    }
}
