import QRSymbol
import Testing

@testable import Artwork

/// SVG and PDF files, whose sizes are in lengths of the world.
@Suite struct VectorCheckTests {
    static let info = DocumentInfo(title: "QR")
    static let text = ModuleSamplingTests.text

    @Test("An SVG document's module is as long as its header says", arguments: [0.33, 0.5, 1.25])
    func svgSize(module: Double) throws {
        let symbol = try Symbol(encoding: Self.text, level: .medium)
        let svg = try SymbolSVG.encode(symbol, moduleMillimetres: module)
        let report = try PrintCheck.check(
            Array(svg.utf8), limits: CheckLimits(moduleMillimetres: module...module, plateContrast: 0.5))
        #expect(report.passes && report.kind == .svg, "\(report.findings.map(\.message))")
        let measurement = try #require(report.pages[0].symbols.first?.measurement)
        #expect(abs(try #require(measurement.moduleMillimetres) / module - 1) < 0.001)
        #expect(abs(measurement.quietZone.least - 4) < 0.05)
        let width = try #require(report.pages[0].size?.widthMillimetres)
        #expect(abs(width - Double(symbol.size + 8) * module) < 0.01)
    }

    @Test(
        "A symbol that is turned by any angle is measured along its own sides",
        arguments: [-170.0, -33, 12, 45])
    func turned(degrees: Double) throws {
        let symbol = try Symbol(encoding: Self.text, level: .medium)
        let grid = try ModuleGrid(symbol, style: .blackOnWhite)
        let middle = Double(grid.side) / 2
        let svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="40mm" viewBox="-13 -13 60 60">\
            <rect x="-13" y="-13" width="60" height="60" fill="#fff"/>\
            <path transform="rotate(\(degrees) \(middle) \(middle))" d="\(SymbolSVG.pathData(of: grid))"/></svg>
            """
        let report = try PrintCheck.check(Array(svg.utf8))
        #expect(report.passes, "\(report.findings.map(\.message))")
        let checked = try #require(report.pages[0].symbols.first)
        #expect(checked.bytes == symbol.payload && checked.damage?.wrongCodewords == 0)
        #expect(abs(checked.rotationDegrees - degrees) < 0.1)
        let module = try #require(checked.measurement?.moduleMillimetres)
        #expect(abs(module / (40.0 / 60) - 1) < 0.002)
    }

    @Test("A logo is damage that is counted: what is left is never less than its plan says")
    func logo() throws {
        let symbol = try Symbol(encoding: Self.text, level: .high, minimumVersion: 5)
        let style = try SymbolStyle.brand(logo: .leaf())
        let planned = try #require(try style.logoArea(for: symbol))
        let pdf = try SymbolPDF.bytes(symbol, style: style, sideMillimetres: 45, info: Self.info)
        let report = try PrintCheck.check(pdf)
        #expect(report.passes, "\(report.findings.map(\.message))")
        let damage = try #require(report.pages[0].symbols.first?.damage)
        #expect(try #require(damage.damageLeft) >= planned.damageLeft)
        #expect(try #require(damage.wrongCodewords) > 0)
    }

    @Test("Lengths of all CSS units are understood, relative ones are none")
    func svgUnits() throws {
        func size(_ width: String) throws -> Double? {
            let svg =
                "<svg xmlns='http://www.w3.org/2000/svg' width='\(width)' height='\(width)' viewBox='0 0 9 9'/>"
            return try SVGRasterizer.physicalSize(of: Array(svg.utf8))?.widthMillimetres
        }
        for (text, millimetres) in [
            ("96", 25.4), ("96px", 25.4), ("1in", 25.4), ("2cm", 20), ("3mm", 3), ("72pt", 25.4),
            ("6pc", 25.4),
        ] { #expect(abs(try #require(try size(text)) - millimetres) < 1e-9, "\(text)") }
        #expect(try size("50%") == nil)
        #expect(try size("2em") == nil)
        let bare = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"
        #expect(try SVGRasterizer.physicalSize(of: Array(bare.utf8)) == nil)
    }

    @Test("A PDF's module is its page's share, to a thousandth", arguments: [20.0, 33, 90.5])
    func pdfSize(side: Double) throws {
        let symbol = try Symbol(encoding: Self.text, level: .high)
        let pdf = try SymbolPDF.bytes(symbol, style: .blackOnWhite, sideMillimetres: side, info: Self.info)
        let module = side / Double(symbol.size + 8)
        let limits = CheckLimits(moduleMillimetres: module...module, printerDotsPerInch: 25.4 / module * 5)
        let report = try PrintCheck.check(pdf, limits: limits)
        #expect(report.passes && report.kind == .pdf, "\(report.findings.map(\.message))")
        let checked = try #require(report.pages[0].symbols.first)
        #expect(checked.bytes == symbol.payload && checked.damage?.wrongCodewords == 0)
        let measurement = try #require(checked.measurement)
        #expect(abs(try #require(measurement.moduleMillimetres) / module - 1) < 0.001)
        #expect(abs(measurement.quietZone.least - 4) < 0.05)
        #expect(measurement.dotFit?.nearestDots == 5)
        #expect(abs(try #require(measurement.edgeGainModules)) < 0.03)
        #expect(
            abs(checked.corners[0].x - 4 * module) < 0.02 && abs(checked.corners[0].y - 4 * module) < 0.02)
        #expect(abs(try #require(report.pages[0].size?.widthMillimetres) - side) < 0.001)
        #expect(abs(try #require(report.pages[0].cropBox?.height) - side) < 0.001)
    }

    @Test("A PDF keeps its colours for the plates")
    func pdfColours() throws {
        let symbol = try Symbol(encoding: Self.text, level: .high)
        let pdf = try SymbolPDF.bytes(symbol, style: .brand(), sideMillimetres: 33, info: Self.info)
        let plates = try #require(try PrintCheck.check(pdf).pages[0].symbols.first?.plates)
        #expect(abs(plates.dark.cyan - 99.0 / 255) < 0.01 && abs(plates.dark.black - 145.0 / 255) < 0.01)
    }

    @Test("The pages of a label sheet are checked each or all, and a missing page is an error")
    func pages() throws {
        let labels = try labels(2)
        let pdf = try LabelSheetPDFTests.print(labels, on: .oneSquare).bytes
        let all = try PrintCheck.check(pdf)
        #expect(all.pageCount == 2 && all.pages.map(\.number) == [1, 2])
        #expect(all.pages.map { $0.symbols.map(\.bytes) } == labels.map { [Array($0.url.utf8)] })
        let second = try PrintCheck.check(pdf, pages: [2])
        #expect(second.pages == [all.pages[1]] && second.pageCount == 2)
        #expect(throws: CheckError.pdf(.noSuchPage(3, pageCount: 2))) {
            try PrintCheck.check(pdf, pages: [3])
        }
        #expect(throws: CheckError.pdf(.noSuchPage(0, pageCount: 2))) {
            try PrintCheck.check(pdf, pages: [0])
        }
    }

    @Test("The resolution of a PNG file is read where it is stated in metres, and nowhere else")
    func pngResolution() throws {
        let symbol = try Symbol(encoding: "A")
        let file = try SymbolPNG.encode(symbol, size: PrintSize(dotsPerModule: 4, dotsPerInch: 300))
        let resolution = try #require(PNGResolution(file))
        #expect(resolution.pixelsPerMetreAcross == 11_811 && resolution.pixelsPerMetreDown == 11_811)
        #expect(PNGResolution(try Raster(width: 9, height: 9, filledWith: .white).png()) == nil)
        let chunk = try #require(file.indices.first { file[$0...].starts(with: "pHYs".utf8) })
        var unitless = file
        unitless[chunk + 12] = 0
        #expect(PNGResolution(unitless) == nil)
        for count in [0, 8, 20, chunk, chunk + 10] {
            #expect(PNGResolution(Array(file.prefix(count))) == nil)
        }
    }
}
