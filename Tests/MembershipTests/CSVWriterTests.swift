import Membership
import Support
import Testing

@Suite struct CSVWriterTests {
    @Test(
        "What a spreadsheet would run gets an apostrophe, and loses it on the way back",
        arguments: [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"), ("+8613800138000", "'+8613800138000"), ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"), ("\n=1", "'\n=1"),
            ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"), ("=\u{20DD}1", "'=\u{20DD}1"),
            ("'=1", "''=1"), ("''+1", "'''+1"), ("'t Hooft", "'t Hooft"), ("'", "'"), ("", ""),
            ("a=b", "a=b"), (" =1", " =1"), ("\r\n=1", "'\r\n=1"),
        ])
    func neutralises(text: String, expected: String) {
        #expect(SpreadsheetText.neutralised(text) == expected)
        #expect(SpreadsheetText.restored(expected) == text)
    }

    @Test("Cells are quoted only where they must be, rows end in CRLF")
    func format() {
        let row = CSVWriter().row(["a", "b,c", "say \"hi\"", "two\nlines", "=1+1", ""])
        let expected = "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",'=1+1,\r\n"
        #expect(String(decoding: row, as: UTF8.self) == expected)
        #expect(CSVWriter().prologue.isEmpty)
        #expect(CSVWriter(byteOrderMark: .utf8).prologue == [0xEF, 0xBB, 0xBF])
    }

    @Test("Any cells come back as they were")
    func roundTrip() throws {
        var random = SplitMix64.forTests()
        let pieces = [
            "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "'", "\"", ",", "a", "清", "𠮷", "🍵", "＝", " ",
            "e\u{301}",
            "\u{FEFF}",
        ]
        for _ in 0..<500 {
            let cells = (0..<3).map { _ in
                (0..<Int.random(in: 0..<6, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }.joined()
            }
            let writer = CSVWriter(byteOrderMark: .utf8)
            let rows = try CSVReader.rows(
                in: writer.prologue + writer.row(["a", "b", "c"]) + writer.row(cells))
            guard case .record(let record) = rows.last else {
                Issue.record("seed \(random.seed): \(cells)")
                continue
            }
            let scalars = record.fields.map { Array(SpreadsheetText.restored($0).unicodeScalars) }
            #expect(scalars == cells.map { Array($0.unicodeScalars) }, "seed \(random.seed)")
        }
    }

    @Test("A row of one empty cell is no empty line")
    func emptyCell() throws {
        let rows = try CSVReader.rows(in: CSVWriter().row(["a"]) + CSVWriter().row([""]))
        #expect(rows.last == .record(CSVRecord(line: 2, fields: [""])))
    }
}
