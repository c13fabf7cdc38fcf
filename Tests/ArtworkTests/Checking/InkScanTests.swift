import QRSymbol
import Testing

@testable import Artwork

/// The inks of pages: of our own, and of pages written for one rule each.
@Suite struct InkScanTests {
    @Test(
        "Symbols in black, process and spot inks say so, and the brand's colours are a screen's",
        arguments: [
            ("k", ["Black"]), ("cmyk:100,72,0,0", ["Cyan", "Magenta"]),
            ("spot:PANTONE 485 C", ["PANTONE 485 C"]),
        ])
    func ours(ink: String, names: [String]) throws {
        let symbol = try Symbol(encoding: VectorCheckTests.text, level: .high)
        let options = PrintOptions(ink: try Ink(parsing: ink))
        let pdf = try SymbolPDF.bytes(
            symbol, style: .blackOnWhite, sideMillimetres: 33, options: options, info: VectorCheckTests.info)
        #expect(try PrintCheck.check(pdf).pages.map(\.inks) == [names])
    }

    @Test(
        "A sheet's codes and logos are in the ink of its order or in a screen's colours, its words in black",
        arguments: [
            ("k", ["Black"]), ("spot:PANTONE 485 C", ["Black", "PANTONE 485 C"]), (nil, ["Black", "RGB"]),
        ])
    func sheets(ink: String?, names: [String]) throws {
        let options = PrintOptions(ink: try ink.map(Ink.init(parsing:)))
        let style = try SymbolStyle.brand(logo: .leaf())
        let sheet = try LabelSheetPDFTests.print(labels(80, level: .quartile), style: style, options: options)
        let objects = try #require(PDFObjects(sheet.bytes))
        for number in 1...2 {
            let found = InkScan.inks(of: try #require(objects.page(number)))
            #expect(found == names, "page \(number): \(found ?? [])")
        }
    }

    @Test("A page's boxes are those of its file, also what is stated for all pages together")
    func boxes() throws {
        let page = try #require(
            Self.page("", extra: "/TrimBox [72 144 0 0] /BleedBox [-7.2 -7.2 79.2 151.2]"))
        let boxes = CheckReport.PageBoxes(of: page)
        #expect(try #require(boxes.media).isNear(x: 0, y: 0, width: 70.556, height: 70.556))
        #expect(try #require(boxes.trim).isNear(x: 0, y: 0, width: 25.4, height: 50.8))
        #expect(try #require(boxes.bleed).isNear(x: -2.54, y: -2.54, width: 30.48, height: 55.88))
    }

    @Test(
        "Colours print when something is painted with them",
        arguments: [
            ("0 0 9 9 re f", ["Black"]), ("0 0 9 9 re n", []), ("1 g 0 0 9 9 re f", []),
            ("0.5 G 0 0 m 9 9 l S", ["Black"]),
            ("1 0 0 rg 0 0 9 9 re f", ["RGB"]), ("1 1 1 rg 0 0 9 9 re f", []),
            ("0 0.5 0 0 k 1 0 0 0 K 0 0 9 9 re B", ["Cyan", "Magenta"]), ("0 0 0 0 k 0 0 9 9 re f", []),
            ("q 0 1 0 0 k Q 0 0 9 9 re f*", ["Black"]), ("/DeviceCMYK cs 0 0 9 9 re f", ["Black"]),
            ("/S cs 1 scn 0 0 9 9 re f", ["Leaf Green"]), ("/S cs 0 scn 0 0 9 9 re f", []),
            ("/S cs 0 0 9 9 re f", ["Leaf Green"]),
            ("/N cs 0 1 sc 0 0 9 9 re f", ["Gold"]), ("/None cs 0 0 9 9 re f", []),
            ("/All cs 0 0 9 9 re f", ["All"]),
            ("/ICC cs 0 0 0 1 scn 0 0 9 9 re f", ["Black"]), ("/Table cs 3 sc 0 0 9 9 re f", ["Leaf Green"]),
            ("/Lab cs 100 0 0 sc 0 0 9 9 re f", []), ("/Lab cs 50 0 0 sc 0 0 9 9 re f", ["RGB"]),
            ("/Unknown cs 0 0 9 9 re f", ["RGB"]), ("/Loop cs 0 0 9 9 re f", ["RGB"]),
        ])
    func painted(content: String, inks: [String]) throws {
        #expect(InkScan.inks(of: try #require(Self.page(content))) == inks, "\(content)")
    }

    @Test(
        "Text, pictures, forms, patterns and shadings print what they hold",
        arguments: [
            ("0 1 0 0 k BT /F 9 Tf (a) Tj ET", ["Magenta"]),
            ("0 1 0 0 k BT 3 Tr /F 9 Tf [(a) 2 (b)] TJ ET", []),
            ("1 0 0 0 K BT 1 Tr /F 9 Tf (a) ' ET", ["Cyan"]),
            (#"(1 0 0 rg f \) f) pop [(0 1 0 0 k f)] pop << /A (f) >> pop % f"#, []),
            ("0 0 1 0 k /Mask Do", ["Yellow"]), ("/Picture Do", ["Cyan", "Magenta", "Yellow", "Black"]),
            ("/Grey Do", ["Black"]), ("/Form Do", ["Leaf Green"]),
            ("0 1 0 0 k /Plain Do /Plain Do", ["Magenta"]),
            ("0 1 0 0 k /Plain Do 1 0 0 0 k /Plain Do", ["Cyan", "Magenta"]), ("/Circle Do", ["Black"]),
            ("/Pattern cs /Tiles scn 0 0 9 9 re f", ["Gold"]), ("/Pattern cs /Tiles scn", []),
            ("/Over cs 0 0 1 0 /Stencil scn 0 0 9 9 re f", ["Yellow"]), ("/Shade sh", ["Leaf Green"]),
            ("/Pattern cs /Smooth scn 0 0 9 9 re f", ["Leaf Green"]),
            ("1 0 0 0 k BI /W 8 /H 1 /IM true ID \u{1} EIEI EI 0 1 0 0 k 0 0 9 9 re f", ["Cyan", "Magenta"]),
            ("BI /W 1 /H 1 /BPC 8 /CS /G ID x EI", ["Black"]), ("/Missing Do /Missing sh", ["RGB"]),
        ])
    func drawn(content: String, inks: [String]) throws {
        #expect(InkScan.inks(of: try #require(Self.page(content))) == inks, "\(content)")
    }

    @Test(
        "Content that is meant to harm ends like any other",
        arguments: [
            ("99999999999999999999 Tr BT (a) Tj ET", ["Black"]), ("inf Tr nan g 0 0 9 9 re f", ["Black"]),
            ("/Self cs 0 0 9 9 re f", ["RGB"]),
            (
                String(repeating: "q ", count: 100_000) + String(repeating: ")]>", count: 100_000) + "f",
                ["Black"]
            ),
            (String(repeating: "1 ", count: 100_000) + "0 1 0 0 k f", ["Magenta"]),
            (String(repeating: "[", count: 100_000) + "f", []), ("(((", []), ("BI ID", ["RGB"]), ("/", []),
            ("<<", []),
        ])
    func hostile(content: String, inks: [String]) throws {
        #expect(InkScan.inks(of: try #require(Self.page(content))) == inks, "\(content.prefix(40))")
    }

    @Test("Names may be written by their bytes")
    func names() throws {
        #expect(InkScan.inks(of: try #require(Self.page("/#53 cs 0 0 9 9 re f"))) == ["Leaf Green"])
    }

    @Test("A file that is no PDF has no objects, and a page that is not there is none")
    func none() throws {
        #expect(PDFObjects(Array("no PDF at all".utf8))?.page(1) == nil)
        let objects = try #require(PDFObjects(Self.file("")))
        #expect(objects.page(0) == nil && objects.page(2) == nil && objects.page(1) != nil)
    }

    /// The only page of a file with some resources.
    private static func page(_ content: String, extra: String = "") -> PDFObject? {
        PDFObjects(file(content, extra: extra))?.page(1)
    }

    /// A file without a table of its objects, which qpdf finds by itself.
    private static func file(_ content: String, extra: String = "") -> [UInt8] {
        func stream(_ dictionary: String, _ content: String) -> String {
            "<< \(dictionary) /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
        }
        let tint = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 0 1 0] /N 1 >>"
        let green = "[/Separation /Leaf#20Green /DeviceCMYK \(tint)]"
        let box = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
        let image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 200] /Resources 5 0 R >>",
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R \(extra) >>",
            stream("", content),
            """
            << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>
            /ColorSpace << /S \(green) /N [/DeviceN [/Silver /Gold] /DeviceCMYK \(tint)] /None [/Separation /None /DeviceCMYK \(tint)]
            /All [/Separation /All /DeviceCMYK \(tint)] /ICC [/ICCBased 6 0 R] /Table [/Indexed \(green) 3 <00408000>]
            /Lab [/Lab << /WhitePoint [1 1 1] >>] /Loop /Loop /Self 16 0 R /Over [/Pattern /DeviceCMYK] >>
            /XObject << /Mask 7 0 R /Picture 8 0 R /Grey 9 0 R /Form 10 0 R /Plain 11 0 R /Circle 12 0 R >>
            /Pattern << /Tiles 13 0 R /Stencil 14 0 R /Smooth << /PatternType 2 /Shading 15 0 R >> >> /Shading << /Shade 15 0 R >> >>
            """,
            stream("/N 4", "profile"),
            stream("/Type /XObject /Subtype /Image /Width 8 /Height 1 /ImageMask true", "x"),
            stream("\(image) /ColorSpace /DeviceCMYK", "xxxx"),
            stream("\(image) /ColorSpace /DeviceGray", "x"),
            stream("\(box) /Resources << /ColorSpace << /Own \(green) >> >>", "/Own cs 1 scn 0 0 9 9 re f"),
            stream(box, "0 0 9 9 re f"),
            stream(
                "\(box) /Resources << /XObject << /Circle 12 0 R >> >>", "/Circle Do 0 0 9 9 re f /Circle Do"),
            stream(
                "/PatternType 1 /PaintType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources 5 0 R",
                "/N cs 0 1 scn 0 0 5 5 re f"),
            stream("/PatternType 1 /PaintType 2 /BBox [0 0 9 9] /XStep 9 /YStep 9", "0 0 5 5 re f"),
            "<< /ShadingType 2 /ColorSpace \(green) /Coords [0 0 9 9] /Function \(tint) >>",
            "[/Indexed 16 0 R 1 <0001>]",
        ]
        let numbered = objects.enumerated().map { "\($0.offset + 1) 0 obj\n\($0.element)\nendobj\n" }
        return Array(
            ("%PDF-1.7\n" + numbered.joined()
                + "trailer << /Root 1 0 R /Size \(objects.count + 1) >>\n%%EOF\n").utf8)
    }
}

extension PageRectangle {
    /// To a hundredth of a millimetre.
    fileprivate func isNear(x: Double, y: Double, width: Double, height: Double) -> Bool {
        abs(self.x - x) < 0.01 && abs(self.y - y) < 0.01 && abs(self.width - width) < 0.01
            && abs(self.height - height) < 0.01
    }
}
