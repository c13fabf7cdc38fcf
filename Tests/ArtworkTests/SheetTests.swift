import Artwork
import Foundation
import Testing

@Suite struct SheetTests {
    @Test("The default sheet is valid and its labels tile the printable area")
    func defaultSheet() throws {
        let sheet = Sheet.fortyOnA4
        try sheet.validate()
        #expect(sheet.labelsPerPage == 40)
        let last = sheet.labelRectangle(row: 9, column: 3)
        #expect(abs(last.x + last.width - 202) < 1e-9)
        #expect(abs(last.y + last.height - 275.5) < 1e-9)
    }

    @Test("Labels run from left to right, then down, then to the next page")
    func placements() {
        let sheet = Sheet.fortyOnA4
        let places = [0, 3, 4, 39, 40].map(sheet.placement(ofLabel:))
        #expect(places.map(\.page) == [1, 1, 1, 1, 2])
        #expect(places.map(\.row) == [1, 1, 2, 10, 1])
        #expect(places.map(\.column) == [1, 4, 1, 4, 1])
        #expect(places[4].label == places[0].label)
    }

    @Test("A symbol lies inside its label wherever the words stand", arguments: Sheet.Caption.Place.allCases)
    func symbolInside(place: Sheet.Caption.Place) {
        var sheet = Sheet.fortyOnA4
        sheet.caption.place = place
        let label = sheet.labelRectangle(row: 2, column: 1)
        let symbol = sheet.symbolRectangle(row: 2, column: 1)
        #expect(symbol.width == 22 && symbol.height == 22)
        #expect(symbol.x >= label.x && symbol.x + symbol.width <= label.x + label.width)
        #expect(symbol.y >= label.y && symbol.y + symbol.height <= label.y + label.height)
    }

    @Test("A label that leaves the paper is named with its overhang")
    func offThePaper() {
        var sheet = Sheet.fortyOnA4
        sheet.rows = 11
        #expect(throws: SheetError.self) { try sheet.validate() }
        do {
            try sheet.validate()
        } catch {
            guard case .labelOutsidePaper(let row, let column, let overhang) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(row == 11 && column == 1)
            #expect(abs(overhang - 25.4) < 1e-9)
        }
    }

    @Test("A number out of range is named by its path in the file")
    func outOfRange() {
        let faults: [(field: String, spoil: (inout Sheet) -> Void)] = [
            ("paper.width_mm", { $0.paper.widthMillimetres = 5 }),
            ("paper.height_mm", { $0.paper.heightMillimetres = .nan }),
            ("margins.left_mm", { $0.margins.leftMillimetres = -1 }),
            ("columns", { $0.columns = 0 }),
            ("rows", { $0.rows = 101 }),
            ("pitch.vertical_mm", { $0.pitch.verticalMillimetres = .infinity }),
            ("label.width_mm", { $0.label.widthMillimetres = 2 }),
            ("symbol_mm", { $0.symbolMillimetres = 3 }),
            ("caption.text_mm", { $0.caption.textMillimetres = 0.5 }),
        ]
        for fault in faults {
            var sheet = Sheet.fortyOnA4
            fault.spoil(&sheet)
            do {
                try sheet.validate()
                Issue.record("\(fault.field) was taken")
            } catch {
                guard case .outOfRange(let field, _, _, _) = error else {
                    Issue.record("\(fault.field): \(error)")
                    continue
                }
                #expect(field == fault.field)
            }
        }
    }

    @Test("Overlapping labels, a symbol wider than its label and bad captions are refused")
    func contradictions() {
        var overlapping = Sheet.fortyOnA4
        overlapping.pitch.horizontalMillimetres = 40
        #expect(
            throws: SheetError.labelsOverlap(
                field: "pitch.horizontal_mm", pitchMillimetres: 40, labelMillimetres: 48.5)
        ) { try overlapping.validate() }
        var tall = Sheet.fortyOnA4
        tall.symbolMillimetres = 30
        #expect(throws: SheetError.labelTooSmall(neededMillimetres: 30, field: "label.height_mm")) {
            try tall.validate()
        }
        var crowded = Sheet.fortyOnA4
        crowded.caption.place = .below
        #expect(throws: SheetError.self) { try crowded.validate() }
        var wordless = Sheet.fortyOnA4
        wordless.caption.lines = []
        #expect(throws: SheetError.captionLines) { try wordless.validate() }
        var twice = Sheet.fortyOnA4
        twice.caption.lines = [.code, .code]
        #expect(throws: SheetError.captionLines) { try twice.validate() }
    }

    @Test("A sheet's file has its units in the names")
    func coding() throws {
        let text = """
            {"name": "a4-4x10", "paper": {"width_mm": 210, "height_mm": 297},
            "margins": {"left_mm": 8, "top_mm": 21.5, "right_mm": 8, "bottom_mm": 21.5},
            "columns": 4, "rows": 10, "pitch": {"horizontal_mm": 48.5, "vertical_mm": 25.4},
            "label": {"width_mm": 48.5, "height_mm": 25.4}, "symbol_mm": 22,
            "caption": {"place": "beside", "lines": ["title", "code", "note"], "text_mm": 2.6},
            "cut_marks": "corners"}
            """
        #expect(try JSONDecoder().decode(Sheet.self, from: Data(text.utf8)) == .fortyOnA4)
    }

    @Test("Each fault is told in a sentence that names the label or the number")
    func sentences() {
        let faults: [(sentence: String, spoil: (inout Sheet) -> Void)] = [
            (
                "The label in row 11, column 1 leaves the printable part of the paper by 25.4 mm.",
                { $0.rows = 11 }
            ),
            (
                "The label in row 1, column 4 leaves the printable part of the paper by 3 mm.",
                { $0.pitch.horizontalMillimetres = 49.5 }
            ),
            (
                "pitch.horizontal_mm is -48.5; 8 to 1189 are possible.",
                { $0.pitch.horizontalMillimetres = -48.5 }
            ),
            ("columns is 0; 1 to 100 are possible.", { $0.columns = 0 }),
            ("rows is -3; 1 to 100 are possible.", { $0.rows = -3 }),
            ("label.height_mm is no number; 8 to 1189 are possible.", { $0.label.heightMillimetres = .nan }),
            (
                "margins.top_mm is infinity; 0 to 1189 are possible.",
                { $0.margins.topMillimetres = .infinity }
            ),
            (
                "The labels overlap: pitch.vertical_mm is 20 mm and the label is 25.4 mm.",
                { $0.pitch.verticalMillimetres = 20 }
            ),
            (
                "The symbol and the words do not fit: label.height_mm must be at least 30.125 mm.",
                { $0.symbolMillimetres = 30.125 }
            ),
            (
                "caption.lines must name one line or more, each once, where the caption has a place.",
                { $0.caption.lines = [] }
            ),
        ]
        for fault in faults {
            var sheet = Sheet.fortyOnA4
            fault.spoil(&sheet)
            let error = #expect(throws: SheetError.self) { try sheet.validate() }
            #expect(error?.description == fault.sentence)
        }
    }
}
