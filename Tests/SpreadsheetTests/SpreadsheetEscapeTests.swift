import Testing

@testable import Spreadsheet

@Suite struct SpreadsheetEscapeTests {
    @Test(
        "What XML cannot hold and what looks like an escape are escaped, and nothing else",
        arguments: [
            ("王小明", "王小明"), ("a_b", "a_b"), ("tab\tand\nline", "tab\tand\nline"), ("\u{1}", "_x0001_"),
            ("\r", "_x000D_"), ("\0", "_x0000_"), ("\u{FFFE}", "_xFFFE_"), ("\u{FF1D}", "\u{FF1D}"),
            ("_x0041_", "_x005F_x0041_"), ("_x004_", "_x004_"), ("__x00e9_", "__x005F_x00e9_"),
        ])
    func escapes(text: String, expected: String) {
        #expect(SpreadsheetEscape.escaped(text) == expected)
    }
}
