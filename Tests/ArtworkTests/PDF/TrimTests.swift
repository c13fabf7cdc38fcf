import QRSymbol
import Testing

@testable import Artwork

@Suite struct TrimTests {
    private static let info = DocumentInfo(title: "QR")

    @Test("Bleed and marks lie around a page that stays as large as the symbol")
    func around() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1", minimumVersion: 2)
        let style = try SymbolStyle(dark: .black, light: Color(parsing: "#ffe0a0"))
        let pdf = try SymbolPDF.bytes(
            symbol, style: style, sideMillimetres: 33,
            trim: TrimOptions(bleedMillimetres: 3, cropMarks: .corners), info: Self.info)
        let reader = try PDFReader(pdf)
        #expect(abs(try reader.size(ofPage: 1).widthMillimetres - (33 + 2 * (3 + 6))) < 2e-5)
        let page = try reader.render(page: 1, dotsPerInch: 508)
        func luminance(x: Double, y: Double) -> UInt8 {
            page.luminance[Int((y + 9) * 20) * page.width + Int((x + 9) * 20)]
        }
        let ground = luminance(x: 1, y: 1)
        #expect((200..<250).contains(ground))
        #expect(luminance(x: -2.9, y: 16) == ground && luminance(x: 35.9, y: 35.9) == ground)
        #expect(luminance(x: -3.1, y: 16) == 255)
        for (x, y) in [(-6.0, 0.0), (-6, 33), (39, 0), (39, 33), (0, -6), (33, -6), (0, 39), (33, 39)] {
            let around = [(-0.05, 0.0), (0, 0), (0.05, 0), (0, -0.05), (0, 0.05)]
            #expect(around.contains { luminance(x: x + $0.0, y: y + $0.1) < 160 }, "mark at \(x), \(y)")
        }
        let found = try SymbolReader.read(luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test("A bleed out of range is refused with the range")
    func refused() throws {
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/C/1")
        for bleed in [-1, 21, Double.nan] {
            #expect(throws: PrintError.self) {
                try SymbolPDF.bytes(
                    symbol, style: .blackOnWhite, sideMillimetres: 33,
                    trim: TrimOptions(bleedMillimetres: bleed), info: Self.info)
            }
        }
    }
}
