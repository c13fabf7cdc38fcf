import Testing
import Workbook

@Suite struct WorkbookReaderTests {
    private func rows(_ package: Package, sheet: String? = nil) throws -> [WorkbookRow] {
        try rows(package.bytes(), sheet: sheet)
    }

    private func rows(
        _ bytes: [UInt8], sheet: String? = nil, limits: WorkbookLimits = WorkbookLimits()
    ) throws -> [WorkbookRow] {
        let reader = try WorkbookReader(.bytes(bytes), sheet: sheet, limits: limits)
        var rows: [WorkbookRow] = []
        while let more = try reader.next() { rows += more }
        return rows
    }

    /// One cell as XML, and what it is.
    static let cells: [(xml: String, cell: WorkbookCell)] = [
        (#"<c t="s"><v>0</v></c>"#, .text("王小明")), (#"<c t="s"><v>1</v></c>"#, .text("two parts")),
        (#"<c t="s"><v>2</v></c>"#, .text("漢字")), (#"<c t="s"><v>3</v></c>"#, .text("a\rb_x00")),
        (#"<c t="inlineStr"><is><t>here</t></is></c>"#, .text("here")),
        (#"<c t="inlineStr"><is><r><t>he</t></r><r><t>re</t></r></is></c>"#, .text("here")),
        (#"<c t="str"><f>A1&amp;"x"</f><v>result</v></c>"#, .text("result")),
        ("<c><v>8613800138000</v></c>", .number("8613800138000")),
        ("<c><v>8.613800138E12</v></c>", .number("8.613800138E12")),
        (#"<c t="n"><v>0.1</v></c>"#, .number("0.1")), (#"<c t="b"><v>1</v></c>"#, .boolean(true)),
        (#"<c t="b"><v>0</v></c>"#, .boolean(false)), (#"<c t="e"><v>#N/A</v></c>"#, .error("#N/A")),
        (#"<c s="1"><v>46056.378472222219</v></c>"#, .date("2026-02-03T09:05:00")),
        (#"<c s="2"><v>46056</v></c>"#, .date("2026-02-03T00:00:00")),
        (#"<c s="3"><v>46056</v></c>"#, .number("46056")),
        (#"<c s="1"><v>1</v></c>"#, .date("1900-01-01T00:00:00")),
        (#"<c s="1"><v>59</v></c>"#, .date("1900-02-28T00:00:00")),
        (#"<c s="1"><v>60</v></c>"#, .number("60")),
        (#"<c s="1"><v>61</v></c>"#, .date("1900-03-01T00:00:00")),
        (#"<c t="d"><v>2026-02-03</v></c>"#, .date("2026-02-03")),
    ]

    @Test("Each kind of cell is read as what it is", arguments: cells)
    func cell(xml: String, cell: WorkbookCell) throws {
        let strings = """
            <si><t>王小明</t></si><si><r><t>two </t></r><r><t>parts</t></r></si>
            <si><t>漢字</t><rPh sb="0" eb="2"><t>かんじ</t></rPh></si><si><t>a_x000D_b_x00</t></si>
            """
        let package = Package(rows: "<row r=\"1\">\(xml)</row>", strings: strings)
        #expect(try rows(package) == [WorkbookRow(number: 1, cells: [cell])])
    }

    @Test("Dates of workbooks from old Macs count from 1904")
    func from1904() throws {
        let package = Package(
            rows: #"<row><c s="1"><v>44594</v></c></row>"#, bookProperties: #"date1904="1""#)
        #expect(try rows(package) == [WorkbookRow(number: 1, cells: [.date("2026-02-03T00:00:00")])])
    }

    @Test("Cells stand where they say, rows keep their numbers, and empty ones are left out")
    func places() throws {
        let package = Package(
            rows: """
                <row r="2"><c r="B2"><v>1</v></c><c r="D2"/></row><row r="3"><c r="A3"><v></v></c></row>
                <row r="7"><c><v>2</v></c><c><v>3</v></c></row><row><c r="AA8"><v>4</v></c></row>
                """)
        let found = try rows(package)
        #expect(found.map(\.number) == [2, 7, 8])
        #expect(found[0].cells == [.empty, .number("1")])
        #expect(found[1].cells == [.number("2"), .number("3")])
        #expect(found[2].cells.count == 27)
    }

    @Test("A sheet is found by its name, and another name is told those there are")
    func sheets() throws {
        let package = Package(rows: "<row><c><v>1</v></c></row>")
        #expect(try rows(package, sheet: "List").count == 1)
        #expect(throws: WorkbookError.noSuchSheet("list", known: ["List"])) {
            try rows(package, sheet: "list")
        }
    }

    @Test("A document type is refused, whether its entities would expand, call out or do nothing")
    func entities() throws {
        for declaration in [
            "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>",
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE x>",
        ] {
            var package = Package(rows: "<row><c><v>1</v></c></row>")
            package.parts[3].text = declaration + package.parts[3].text
            #expect(throws: WorkbookError.doctype) { try rows(package) }
        }
    }

    @Test("A bomb is refused before it is unpacked far")
    func bomb() throws {
        let spaces = String(repeating: " ", count: 20 << 20)
        let package = Package(rows: "<row><c><v>1</v></c></row>" + spaces)
        let error = #expect(throws: WorkbookError.self) { try rows(package) }
        guard case .inflated? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Limits end the reading with the row that broke them")
    func limits() throws {
        var limits = WorkbookLimits()
        limits.mostCellBytes = 10
        let long = Package(rows: #"<row r="3"><c t="str"><v>elevenchars</v></c></row>"#)
        #expect(throws: WorkbookError.cellTooLong(row: 3, mostBytes: 10)) {
            try rows(long.bytes(), limits: limits)
        }
        let wide = Package(rows: #"<row r="4"><c r="IW4"><v>1</v></c></row>"#)
        #expect(throws: WorkbookError.tooManyColumns(row: 4, most: 256)) { try rows(wide) }
        let unordered = Package(rows: #"<row r="4"><c><v>1</v></c></row><row r="4"/>"#)
        #expect(throws: WorkbookError.rowOrder(row: 4)) { try rows(unordered) }
        var texts = WorkbookLimits()
        texts.mostStringBytes = 5
        let shared = Package(rows: "", strings: "<si><t>sixbyt</t></si>")
        #expect(throws: WorkbookError.tooManyStrings(mostBytes: 5)) {
            try rows(shared.bytes(), limits: texts)
        }
    }

    @Test("What is no workbook is named for what it is")
    func others() throws {
        #expect(throws: WorkbookError.notAWorkbook) { try WorkbookSource.check(Array("a,b\n".utf8)) }
        let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
        #expect(throws: WorkbookError.oldFormat) { try WorkbookSource.check(compound + [1, 2, 3]) }
        let package = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(throws: WorkbookError.encrypted) { try WorkbookSource.check(compound + package) }
        #expect(throws: Never.self) { try WorkbookSource.check(try Package(rows: "").bytes()) }
    }

    @Test("A workbook that was cut or changed anywhere is read whole or refused")
    func damage() throws {
        let package = Package(
            rows: (1...50).map { "<row><c><v>\($0)</v></c></row>" }.joined(), strings: "<si><t>a</t></si>")
        let bytes = try package.bytes()
        let whole = try rows(bytes)
        for count in stride(from: 4, to: bytes.count, by: 37) {
            _ = try? rows(Array(bytes.prefix(count)))
            var changed = bytes
            changed[count] ^= 0x10
            if let read = try? rows(changed) { #expect(read.count <= whole.count) }
        }
    }
}
