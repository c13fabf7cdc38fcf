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
        #expect(abs(try reader.size(ofPage: 1).widthMillimetres - side) < 1e-6)
        let page = try reader.render(page: 1, dotsPerInch: 300)
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
        let style = try SymbolStyle(logo: Logo(Array("<svg".utf8)))
        #expect(throws: PrintError.self) {
            try SymbolPDF.bytes(symbol, style: style, sideMillimetres: 30, info: Self.info)
        }
    }
}
