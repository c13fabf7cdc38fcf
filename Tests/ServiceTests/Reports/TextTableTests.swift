import Testing

@testable import Service

@Suite struct TextTableTests {
    @Test("Chinese characters take two columns, and marks none")
    func width() {
        #expect(DisplayText.width(of: "清泉茶 ab") == 9)
        #expect(DisplayText.width(of: "e\u{301}") == 1)
        #expect(DisplayText.width(of: "ｗｉｄｅ") == 8)
    }

    @Test("Columns stand under each other whatever the script, numbers on the right")
    func alignment() {
        let table = TextTable(
            rows: [["name", "scans", "note"], ["豫园店", "7", ""], ["Haymarket", "1200", "x"]],
            alignments: [.leading, .trailing])
        #expect(
            table.text == """
                name       scans  note
                豫园店         7
                Haymarket   1200  x

                """)
    }

    @Test("Nothing in a cell moves the cursor or turns the direction of the line")
    func controls() {
        #expect(TextTable(rows: [["a\u{1B}[31m\nb\u{202E}c"]]).text == "a [31m bc\n")
    }
}
