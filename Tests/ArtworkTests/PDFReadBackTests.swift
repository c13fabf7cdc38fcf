import Artwork
import QRSymbol
import Testing

@Suite struct PDFReadBackTests {
    @Test("A label with another code is named by page, row and column")
    func differentCode() throws {
        let labels = try labels(42)
        var texts = labels.map(\.url)
        let output = try LabelSheetPDFTests.print(labels)
        let printed = texts[41]
        texts[41] = "HTTPS://QQ.EXAMPLE/C/OTHER"
        #expect(
            throws: PDFReadBackError.different(
                page: 2, row: 1, column: 2, expected: texts[41], found: [printed])
        ) { try PDFReadBack(sheet: .fortyOnA4).verify(output.bytes, expecting: texts) }
    }

    @Test("A label that was not printed is named")
    func missingLabel() throws {
        let labels = try labels(2)
        let texts = labels.map(\.url)
        let output = try LabelSheetPDFTests.print([labels[0]])
        #expect(throws: PDFReadBackError.unread(page: 1, row: 1, column: 2, expected: texts[1])) {
            try PDFReadBack(sheet: .fortyOnA4).verify(output.bytes, expecting: texts)
        }
    }

    @Test("At a resolution too coarse for the modules a finer one is tried")
    func finer() throws {
        let labels = try labels(4)
        let texts = labels.map(\.url)
        let output = try LabelSheetPDFTests.print(labels)
        try PDFReadBack(sheet: .fortyOnA4, dotsPerInch: 60).verify(output.bytes, expecting: texts)
    }

    @Test("Pages too many or too few are refused")
    func pageCount() throws {
        let output = try LabelSheetPDFTests.print(labels(1))
        let texts = try labels(41).map(\.url)
        #expect(throws: PDFReadBackError.pageCount(found: 1, expected: 2)) {
            try PDFReadBack(sheet: .fortyOnA4).verify(output.bytes, expecting: texts)
        }
    }

    @Test(
        "Bytes that are no PDF are refused, not crashed on",
        arguments: ["", "%PDF-1.5", "<svg/>", String(repeating: "%PDF-1.7\n1 0 obj\n", count: 50)])
    func notAPDF(text: String) {
        #expect(throws: PDFReaderError.self) { try PDFReader(Array(text.utf8)) }
    }

    @Test("A cut file is read or refused at every length")
    func truncated() throws {
        let bytes = try LabelSheetPDFTests.print(labels(1)).bytes
        for count in stride(from: 0, to: bytes.count, by: bytes.count / 40) {
            guard let reader = try? PDFReader(Array(bytes.prefix(count))), reader.pageCount > 0 else {
                continue
            }
            _ = try? reader.render(page: 1, dotsPerInch: 20)
        }
    }

    @Test("Pages, resolutions and pictures out of range are refused")
    func limits() throws {
        let reader = try PDFReader(LabelSheetPDFTests.print(labels(1)).bytes)
        #expect(throws: PDFReaderError.noSuchPage(2, pageCount: 1)) {
            try reader.render(page: 2, dotsPerInch: 72)
        }
        #expect(throws: PDFReaderError.noSuchPage(0, pageCount: 1)) {
            try reader.render(page: 0, dotsPerInch: 72)
        }
        #expect(throws: PDFReaderError.self) { try reader.render(page: 1, dotsPerInch: 1_200) }
        #expect(throws: PDFReaderError.self) { try reader.render(page: 1, dotsPerInch: 0) }
        #expect(throws: PDFReaderError.self) { try reader.render(page: 1, dotsPerInch: .nan) }
        for width in [-1, 0, .nan, .infinity] as [Double] {
            let part = PageRectangle(x: 0, y: 0, width: width, height: 5)
            #expect(throws: PDFReaderError.self) {
                try reader.render(page: 1, parts: [part], dotsPerInch: 72)
            }
        }
    }
}
