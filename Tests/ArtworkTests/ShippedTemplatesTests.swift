import Artwork
import Foundation
import QRSymbol
import Testing

/// The drawings in `templates`, filled with short and with overlong values.
@Suite struct ShippedTemplatesTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates")

    static func fill(_ name: String, with text: String) throws -> (picture: Picture, symbol: Symbol) {
        let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let template = try PictureTemplate(parsing: source)
        var values = Dictionary(uniqueKeysWithValues: template.placeholders.map { ($0, text) })
        values["dark"] = "#0b6e4f"
        values["light"] = "#f4f1de"
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/M/7K4M9TX2RB", level: .high)
        let style = try SymbolStyle.brand(logo: .leaf())
        let picture = try template.fill(values, symbol: (symbol: symbol, style: style), logo: .leaf())
        return (picture, symbol)
    }

    @Test(
        "The symbol is read whatever the words are",
        arguments: ["cards/member.svg", "coupons/coupon.svg"],
        ["", "清泉茶", String(repeating: "Bartholomew Montgomery ", count: 20), "<&\"'>"])
    func readsBack(name: String, text: String) throws {
        let (picture, symbol) = try Self.fill(name, with: text)
        let found = try SymbolReader.read(png: picture.png(widthPixels: 1_012))
        #expect(found.map(\.text) == [symbol.payload])
    }

    @Test(
        "Overlong words end before the edge, in Latin and in Chinese",
        arguments: ["cards/member.svg", "coupons/coupon.svg"],
        [
            String(repeating: "W", count: 200), String(repeating: "mill ", count: 60),
            String(repeating: "茶", count: 200),
        ])
    func staysInside(name: String, text: String) throws {
        let full = try Self.fill(name, with: text).picture.raster(widthPixels: 856)
        let empty = try Self.fill(name, with: "").picture.raster(widthPixels: 856)
        // The last thirtieth of the width, where no word may stand.
        for row in 0..<full.height {
            let margin = (row * 856 + 856 - 28) * 3..<(row + 1) * 856 * 3
            #expect(full.pixels[margin] == empty.pixels[margin], "row \(row)")
        }
    }

    @Test("The card is as large as ISO/IEC 7810 says")
    func cardSize() throws {
        let picture = try Self.fill("cards/member.svg", with: "x").picture
        let pdf = try picture.pdf(widthMillimetres: 85.6, info: DocumentInfo(title: "Card"))
        let size = try PDFReader(pdf).size(ofPage: 1)
        #expect(abs(size.widthMillimetres - 85.6) < 0.001 && abs(size.heightMillimetres - 54) < 0.001)
    }
}
