import Artwork
import QRSymbol
import Testing

/// The sheets in `templates/sheets`, against the dimensions that the makers of the stock publish.
@Suite struct ShippedSheetsTests {
    static let names = ["a4-3x8", "a4-4x10", "avery-5160", "avery-l7160", "roll-50x30", "thermal-100x150"]

    @Test("Every shipped sheet is valid and bears the name of its file")
    func shipped() throws {
        #expect(try SheetFile.names() == Self.names)
        for name in Self.names {
            let sheet = try SheetFile.sheet(name)
            try sheet.validate()
            #expect(sheet.name == name)
        }
        #expect(try SheetFile.sheet("a4-4x10") == .fortyOnA4)
    }

    @Test(
        "A shipped sheet of labels fills its stock: equal margins left and right, above and below",
        arguments: [
            ("a4-3x8", 24, 63.5, 33.9, 2.5), ("a4-4x10", 40, 48.5, 25.4, 0),
            ("avery-5160", 30, 66.675, 25.4, 3.175), ("avery-l7160", 21, 63.5, 38.1, 2.5),
            ("roll-50x30", 1, 48, 28, 0), ("thermal-100x150", 1, 90, 140, 0),
        ] as [(String, Int, Double, Double, Double)])
    func stock(name: String, labels: Int, width: Double, height: Double, gap: Double) throws {
        let sheet = try SheetFile.sheet(name)
        #expect(sheet.labelsPerPage == labels)
        #expect(sheet.label == Sheet.Size(widthMillimetres: width, heightMillimetres: height))
        #expect(abs(sheet.pitch.horizontalMillimetres - width - gap) < 1e-9)
        #expect(abs(sheet.pitch.verticalMillimetres - height) < 1e-9)
        let last = sheet.labelRectangle(row: sheet.rows - 1, column: sheet.columns - 1)
        let right = sheet.paper.widthMillimetres - last.x - last.width
        let bottom = sheet.paper.heightMillimetres - last.y - last.height
        #expect(abs(right - sheet.margins.leftMillimetres) < 1e-9, "\(right)")
        #expect(abs(bottom - sheet.margins.topMillimetres) < 1e-9, "\(bottom)")
    }

    @Test("A page of labels is drawn on every shipped sheet, and read back", arguments: names)
    func drawn(name: String) throws {
        let sheet = try SheetFile.sheet(name)
        let labels = try labels(sheet.labelsPerPage + 1, level: .medium)
        let output = try LabelSheetPDFTests.print(labels, on: sheet)
        #expect(output.pageCount == 2)
        let texts = labels.map(\.url)
        try PDFReadBack(sheet: sheet).verify(output.bytes, expecting: texts)
    }
}
