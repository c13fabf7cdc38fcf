import Testing

@testable import Artwork

@Suite struct PDFDocumentTests {
    private static let boxes = PDFPageBoxes(trim: .init(widthMillimetres: 50, heightMillimetres: 40))

    /// A file whose pages each have a square at a place of their own.
    private func file(pages: Int) throws -> [UInt8] {
        var document = try PDFDocument(info: DocumentInfo(title: "Pages"), intent: nil)
        var bytes: [UInt8] = []
        for page in 0..<pages {
            document.addPage(PDFText("0 g \(page % 100) 10 1 1 re f"), boxes: Self.boxes, isDense: false)
            bytes += document.drain()
        }
        return bytes + document.finish(fonts: [], outlines: nil)
    }

    @Test("The page tree has every page in its place", arguments: [1, 2, 63, 64, 65, 128, 4_096, 4_161])
    func pageTree(count: Int) throws {
        let reader = try PDFReader(file(pages: count))
        #expect(reader.pageCount == count)
        for page in Set([1, count / 2 + 1, count]) {
            let rendering = try reader.render(page: page, dotsPerInch: 72)
            let dark = rendering.luminance.firstIndex { $0 < 100 }.map { $0 % rendering.width }
            #expect(dark == (page - 1) % 100, "page \(page)")
        }
    }

    @Test("Files of different pages have different identities, and the same pages the same")
    func identity() throws {
        func identity(_ file: [UInt8]) throws -> Substring {
            // Latin 1: every byte is a character.
            let text = String(String.UnicodeScalarView(file.map { Unicode.Scalar($0) }))
            let start = try #require(text.firstRange(of: "/ID[<"))
            return text[start.upperBound...].prefix(32)
        }
        let one = try identity(file(pages: 3))
        #expect(try identity(file(pages: 3)) == one)
        #expect(try identity(file(pages: 4)) != one)
        #expect(one.allSatisfy { $0.isHexDigit })
    }

    @Test("A known printer's dots make the media whole, and the trimmed page stays exact")
    func boxes() {
        let size = Sheet.Size(widthMillimetres: 210, heightMillimetres: 297)
        let boxes = PDFPageBoxes(trim: size, dotsPerInch: 203)
        let dots = boxes.mediaHeight / 72 * 203
        #expect(abs(dots - dots.rounded()) < 1e-6)
        #expect((0..<72.0 / 203).contains(boxes.mediaHeight - 297 / 25.4 * 72))
        let trim = boxes.y(0) - boxes.y(297)
        #expect(abs(trim - 297 / 25.4 * 72) < 1e-9)
        #expect(
            PDFPageBoxes(trim: .init(widthMillimetres: 25.4, heightMillimetres: 254), dotsPerInch: 300)
                .mediaHeight
                == 720)
    }
}
