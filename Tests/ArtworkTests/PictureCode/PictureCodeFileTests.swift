import QRSymbol
import Testing

@testable import Artwork

@Suite struct PictureCodeFileTests {
    private static let text = Array("HTTPS://T.QINGQUAN.EXAMPLE/C/7K3M-9QXR-2VHD4".utf8)
    private let code: PictureCode

    init() throws {
        code = try PictureCode.planned(
            for: Self.text, picture: PictureSample.striped, options: .init(strength: 30, quietZone: 5))
    }

    @Test("The PNG reads back, says its resolution, and is the same every time")
    func png() throws {
        let size = try PrintSize(dotsPerModule: 6, dotsPerInch: 300)
        let file = try code.png(size: size)
        try ReadBack.verify(png: file, expecting: Self.text)
        let header = try #require(PNGHeader(file))
        #expect(header.width == code.side * 6 && header.height == code.side * 6)
        let again = try PictureCode.planned(
            for: Self.text, picture: PictureSample.striped, options: .init(strength: 30, quietZone: 5))
        #expect(try again.png(size: size) == file)
    }

    @Test("The SVG holds its picture, refers to nothing outside, and has its size and quiet zone")
    func svg() throws {
        let document = try code.svg(moduleMillimetres: 0.5, title: "A & B", summary: "Code")
        try ReadBack.verify(svg: Array(document.utf8), expecting: Self.text, width: code.side * 8)
        try SVGScreening.check(Array(document.utf8))
        #expect(document.contains(#"viewBox="0 0 \#(code.side) \#(code.side)""#))
        #expect(document.contains("<title>A &amp; B</title>"))
        #expect(document.contains(#"<image x="5" y="5""#))
        let size = try #require(try SVGRasterizer.physicalSize(of: Array(document.utf8)))
        #expect(abs(size.widthMillimetres - Double(code.side) / 2) < 0.001)
        #expect(document == (try code.svg(moduleMillimetres: 0.5, title: "A & B", summary: "Code")))
    }

    @Test("The PDF's page is the symbol with its quiet zone, and reads")
    func pdf() throws {
        let side = Double(code.side) * 0.5
        let file = try code.pdf(
            sideMillimetres: side, dotsPerInch: 600, info: DocumentInfo(title: "Code", createdAt: nil))
        let page = try PDFReader(file).render(page: 1, dotsPerInch: 300)
        #expect(abs(page.width - Int(side / 25.4 * 300)) <= 2)
        let found = try SymbolReader.read(
            luminance: page.luminance, width: page.width, height: page.height)
        #expect(found.map(\.text) == [Self.text])
        #expect(page.luminance.prefix(page.width * 5).allSatisfy { $0 >= 250 })
        #expect(
            file
                == (try code.pdf(
                    sideMillimetres: side, dotsPerInch: 600, info: DocumentInfo(title: "Code", createdAt: nil)
                )))
        #expect(throws: PrintError.sizeOutOfRange(millimetres: 3)) {
            try code.pdf(sideMillimetres: 3, info: DocumentInfo(title: "Code", createdAt: nil))
        }
    }
}
