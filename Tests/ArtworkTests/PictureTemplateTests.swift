import QRSymbol
import Testing

@testable import Artwork

@Suite struct PictureTemplateTests {
    static func template(_ body: String) throws -> PictureTemplate {
        try PictureTemplate(
            parsing: #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85.6 54">\#(body)</svg>"#)
    }

    @Test("Values are escaped, so that a name cannot become markup")
    func escapes() throws {
        let template = try Self.template("<text>{{name}}</text>")
        let picture = try template.fill(["name": #"Tea & <b>"Milk"</b> 'x' 茶"#])
        #expect(
            picture.svg.contains("<text>Tea &amp; &lt;b&gt;&quot;Milk&quot;&lt;/b&gt; &#39;x&#39; 茶</text>"))
        #expect(try template.fill(["name": "a\u{0}b\nc"]).svg.contains("<text>a b c</text>"))
        #expect(try template.fill(["name": "{{name}}"]).svg.contains("<text>{{name}}</text>"))
    }

    @Test("A value without a place and a place without a value are named")
    func fillErrors() throws {
        let template = try Self.template("<text>{{name}} {{tier}}</text>")
        #expect(template.placeholders == ["name", "tier"])
        #expect(throws: PictureTemplate.FillError.unfilled(name: "tier")) {
            try template.fill(["name": "x"])
        }
        #expect(throws: PictureTemplate.FillError.unknown(name: "naem", known: ["name", "tier"])) {
            try template.fill(["naem": "x", "tier": "y"])
        }
    }

    @Test("A symbol and a logo are asked for where the template shows them, and only there")
    func drawings() throws {
        let symbol = (symbol: try Symbol(encoding: "A"), style: SymbolStyle.blackOnWhite)
        let plain = try Self.template("")
        #expect(throws: PictureTemplate.FillError.unused(.symbol)) { try plain.fill([:], symbol: symbol) }
        #expect(throws: PictureTemplate.FillError.unused(.logo)) { try plain.fill([:], logo: .leaf()) }
        let both = try Self.template("{{{symbol}}}{{{logo}}}")
        #expect(both.drawings == [.symbol, .logo])
        #expect(throws: PictureTemplate.FillError.missing(.symbol)) { try both.fill([:], logo: .leaf()) }
        #expect(throws: PictureTemplate.FillError.missing(.logo)) { try both.fill([:], symbol: symbol) }
    }

    @Test(
        "A fault in a template is named with its line",
        arguments: [
            ("\n{{name", .unclosed(line: 2)),
            ("\n\n{{name\n}}", .unclosed(line: 3)),
            ("{{{symbol}}", .unclosed(line: 1)),
            ("{{Name}}", .malformed("Name", line: 1)),
            ("{{}}", .malformed("", line: 1)),
            ("{{name|}}", .malformed("name|", line: 1)),
            ("{{name|0.5}}", .malformed("name|0.5", line: 1)),
            ("{{name|9:3/2}}", .malformed("name|9:3/2", line: 1)),
            ("{{name|nan}}", .malformed("name|nan", line: 1)),
            ("{{{photo}}}", .malformed("photo", line: 1)),
        ] as [(String, PictureTemplate.ParseError)])
    func parseErrors(body: String, error: PictureTemplate.ParseError) {
        #expect(throws: error) { try PictureTemplate(parsing: body) }
    }

    @Test("Long values are broken into lines, and only the last one is shortened")
    func fits() throws {
        let template = try Self.template("[{{text|8:1/2}}][{{text|8:2/2}}][{{text|5}}]")
        let short = try template.fill(["text": "Tea"]).svg
        #expect(short.contains("[Tea][][Tea]"))
        let chinese = try template.fill(["text": "单笔消费满五十元可用，每张限用一次"]).svg
        #expect(chinese.contains("[单笔消费满五十元][可用，每张限用…][单笔消费…]"))
        let closing = try template.fill(["text": "单笔消费满五十元。"]).svg
        #expect(closing.contains("[单笔消费满五十][元。]"))
    }

    @Test("A symbol in a card is read back from its PNG and its PDF, in any size of logo file")
    func readBack() throws {
        let template = try Self.template(
            """
            <rect width="85.6" height="54" fill="#0b6e4f"/><g transform="translate(50 12) scale(30)">\
            {{{symbol}}}</g><g transform="translate(5 5) scale(10)">{{{logo}}}</g>
            """)
        let symbol = try Symbol(encoding: "HTTPS://QQ.EXAMPLE/M/7K4M9TX2RB", level: .high)
        let style = try SymbolStyle.brand(logo: .leaf())
        let picture = try template.fill([:], symbol: (symbol: symbol, style: style), logo: .leaf())
        let found = try SymbolReader.read(png: picture.png(widthPixels: 1_012))
        #expect(found.map(\.text) == [symbol.payload])
        let reader = try PDFReader(
            picture.pdf(widthMillimetres: 85.6, info: DocumentInfo(title: "Card")))
        let size = try reader.size(ofPage: 1)
        #expect(abs(size.widthMillimetres - 85.6) < 1e-6 && abs(size.heightMillimetres - 54) < 1e-3)
        let page = try reader.render(page: 1, dotsPerInch: 300)
        let printed = try SymbolReader.read(
            luminance: page.luminance, width: page.width, height: page.height)
        #expect(printed.map(\.text) == [symbol.payload])
    }

    @Test("An SVG logo is nested as vectors, one that cannot be nested is embedded")
    func logos() throws {
        let space = #"xmlns="http://www.w3.org/2000/svg""#
        func fragment(_ document: String) throws -> String {
            try LogoFragment(Logo(Array(document.utf8))).svg
        }
        let nested = try fragment(
            #"<?xml version="1.0"?><svg \#(space) width="90" viewBox='0 0 9 9' height="90"><path d="M0 0h9v9z"/></svg>"#
        )
        #expect(
            nested
                == #"<svg width="1" height="1" \#(space) viewBox='0 0 9 9'><path d="M0 0h9v9z"/></svg>"#)
        let withoutViewBox = try fragment(
            #"<svg \#(space) width="9" height="9"><path d="M0 0h9v9z"/></svg>"#)
        #expect(withoutViewBox.hasPrefix("<image "))
        let documentType = try fragment(
            #"<!DOCTYPE svg><svg \#(space) viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>"#)
        #expect(documentType.hasPrefix("<image "))
    }

    @Test("A drawing that is no SVG is refused")
    func broken() {
        #expect(throws: Picture.DrawError.self) { try Picture(svg: "<svg").png(widthPixels: 100) }
        #expect(throws: Picture.DrawError.self) {
            try Picture(svg: "tea").pdf(widthMillimetres: 50, info: DocumentInfo(title: ""))
        }
    }
}
