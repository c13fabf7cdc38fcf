import Artwork
import QRSymbol
import Testing

@Suite struct SymbolPDFTests {
    static let info = DocumentInfo(title: "QR")

    @Test("The page is the symbol with its quiet zone", arguments: [20.0, 33, 120.5])
    func pageSize(side: Double) throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high)
        let pdf = try SymbolPDF.bytes(
            symbol, style: .brand(logo: .leaf()), sideMillimetres: side, info: Self.info)
        let reader = try PDFReader(pdf)
        #expect(reader.pageCount == 1)
        #expect(abs(try reader.size(ofPage: 1).widthMillimetres - side) < 2e-5)
        let page = try reader.render(page: 1, dotsPerInch: 300)
        let found = try SymbolReader.read(
            luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("A logo of pixels is printed in its proportions")
    func pixelLogo() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high, minimumVersion: 5)
        let red = #"<svg xmlns="http://www.w3.org/2000/svg"><rect width="60" height="30" fill="red"/></svg>"#
        let png = try SVGRasterizer.render(Array(red.utf8), width: 60, height: 30).png()
        let style = try SymbolStyle(logo: Logo(png))
        let pdf = try SymbolPDF.bytes(symbol, style: style, sideMillimetres: 45, info: Self.info)
        let page = try PDFReader(pdf).render(page: 1, dotsPerInch: 254)
        // Ten pixels to a module of a millimetre: the picture is twice as wide as it is high.
        let picture = try #require(try ModuleGrid(symbol, style: style).logoPicture)
        let half = picture.wholeRows.count * 5
        func isRed(_ x: Int, _ y: Int) -> Bool { (40..<80).contains(page.luminance[y * page.width + x]) }
        #expect(isRed(225, 225) && isRed(225 - half + 2, 225) && isRed(225 + half - 3, 225))
        #expect(isRed(225, 225 - half / 2 + 2) && !isRed(225, 225 - half / 2 - 2))
        let found = try SymbolReader.read(
            luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("A side out of range or modules too small are refused")
    func refusals() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 20)
        #expect(throws: PrintError.sizeOutOfRange(millimetres: 6)) {
            try SymbolPDF.bytes(symbol, style: .blackOnWhite, sideMillimetres: 6, info: Self.info)
        }
        #expect(throws: PrintError.modulesTooSmall(label: 1, millimetres: 10.0 / 105, lowest: 0.25)) {
            try SymbolPDF.bytes(symbol, style: .blackOnWhite, sideMillimetres: 10, info: Self.info)
        }
    }

    @Test("A logo that is not a drawing is refused with librsvg's words")
    func brokenLogo() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", level: .high)
        #expect(throws: Logo.LogoError.document(.malformed(byte: 4))) { try Logo(Array("<svg".utf8)) }
        let twice = "<svg xmlns='http://www.w3.org/2000/svg' width='9' width='9'/>"
        let style = try SymbolStyle(logo: Logo(Array(twice.utf8)))
        #expect(throws: PrintError.self) {
            try SymbolPDF.bytes(symbol, style: style, sideMillimetres: 30, info: Self.info)
        }
    }
}
