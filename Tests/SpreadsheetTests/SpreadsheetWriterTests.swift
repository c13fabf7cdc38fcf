import Archive
import Foundation
import Testing

@testable import Spreadsheet

/// What the library is told; that Excel's readers understand it is for the checks from outside.
@Suite struct SpreadsheetWriterTests {
    @Test("Cells have their types, and a text is never anything else")
    func types() throws {
        let bytes = try Workbook.bytes(["a", "b", "c", "d", "e", "f"]) { writer in
            try writer.write([
                .text("=1+1"), .text("+8613800138000"), .date(daysSince1970: 0),
                .moment(daysSince1970: 20_000, millisecondOfDay: 43_200_000), .number(0.5), .boolean(true),
            ])
            try writer.write([.empty, .text(" a & <b> "), .empty, .empty, .empty, .empty])
        }
        let sheet = try Workbook.part("xl/worksheets/sheet1.xml", of: bytes)
        for cell in [
            #"<c r="A2" t="inlineStr"><is><t>=1+1</t></is></c>"#,
            #"<c r="B2" t="inlineStr"><is><t>+8613800138000</t></is></c>"#, #"<v>25569</v>"#,
            #"<v>45569.5</v>"#,
            #"<c r="E2"><v>0.5</v></c>"#, #"<c r="F2" t="b"><v>1</v></c>"#,
            #"<t xml:space="preserve"> a &amp; &lt;b&gt; </t>"#,
        ] {
            #expect(sheet.contains(cell), "\(cell) in \(sheet)")
        }
        #expect(!sheet.contains("<f>"))
        #expect(sheet.contains(#"<autoFilter ref="A1:F3"/>"#))
        #expect(sheet.contains(#"ySplit="1""#) && sheet.contains(#"state="frozen""#))
        let styles = try Workbook.part("xl/styles.xml", of: bytes)
        #expect(styles.contains("yyyy-mm-dd hh:mm:ss") && styles.contains(#"formatCode="yyyy-mm-dd""#))
    }

    @Test("The same rows are the same bytes, and the properties are in them")
    func deterministic() throws {
        func make() throws -> [UInt8] {
            try Workbook.bytes(["a"], custom: [("Export ID", "X0123456789")]) { writer in
                for number in 0..<100 { try writer.write([.text("row \(number)")]) }
            }
        }
        let bytes = try make()
        #expect(try make() == bytes)
        #expect(try Workbook.part("docProps/custom.xml", of: bytes).contains("X0123456789"))
        #expect(try Workbook.part("docProps/core.xml", of: bytes).contains("2026-11-21T12:00:00Z"))
    }

    @Test("Rows that do not fit a sheet go on in the next, under the heading again")
    func sheets() throws {
        let bytes = try Workbook.bytes(["heading"], rowsPerSheet: 3) { writer in
            for number in 1...5 { try writer.write([.text("row \(number)")]) }
            #expect(writer.sheetCount == 3)
        }
        let rows = try (1...3).map { number in
            try Workbook.part("xl/worksheets/sheet\(number).xml", of: bytes)
                .components(separatedBy: "<t>").dropFirst().map { $0.components(separatedBy: "<")[0] }
        }
        #expect(
            rows == [["heading", "row 1", "row 2"], ["heading", "row 3", "row 4"], ["heading", "row 5"]])
        let book = try Workbook.part("xl/workbook.xml", of: bytes)
        #expect(book.contains(#"name="Members 2""#) && book.contains(#"name="Members 3""#))
    }

    @Test("What Excel does not take is refused with its place, and then nothing more is taken")
    func limits() throws {
        let longest = String(repeating: "茶", count: SpreadsheetLimits.cellLength)
        _ = try Workbook.bytes(["a"]) { try $0.write([.text(longest)]) }
        let faults: [(SpreadsheetCell, SpreadsheetError)] = [
            (.text(longest + "a"), .cellLength(32_768, most: 32_767, row: 2, column: 1)),
            (.number(.nan), .notFinite(row: 2, column: 1)),
            (
                .date(daysSince1970: 2_932_897),
                .moment(daysSince1970: 2_932_897, millisecondOfDay: 0, row: 2, column: 1)
            ),
            (
                .moment(daysSince1970: 0, millisecondOfDay: 86_400_000),
                .moment(daysSince1970: 0, millisecondOfDay: 86_400_000, row: 2, column: 1)
            ),
        ]
        for (cell, fault) in faults {
            #expect(throws: fault) { try Workbook.bytes(["a"]) { try $0.write([cell]) } }
        }
        #expect(throws: SpreadsheetError.rowWidth(2, columns: 1)) {
            try Workbook.bytes(["a"]) { try $0.write([.empty, .empty]) }
        }
        #expect(throws: SpreadsheetError.columnCount(16_385, allowed: 1...16_384)) {
            try Workbook.bytes((0...16_384).map(String.init)) { _ in }
        }
        #expect(throws: SpreadsheetError.closed) {
            try Workbook.bytes(["a"]) { writer in
                try? writer.write([.number(.infinity)])
                try writer.write([.empty])
            }
        }
    }

    @Test("A file that cannot be written is an error with the library's words")
    func unwritable() throws {
        let writer = try SpreadsheetWriter(
            path: "/nonexistent/list.xlsx", folder: NSTemporaryDirectory(), name: "Members",
            columns: [SpreadsheetColumn(heading: "a", width: 12)],
            properties: SpreadsheetProperties(title: "", createdSecondsSince1970: 0))
        #expect {
            try writer.finish()
        } throws: { error in
            guard case SpreadsheetError.library(_, let words) = error else { return false }
            return !words.isEmpty
        }
    }
}
