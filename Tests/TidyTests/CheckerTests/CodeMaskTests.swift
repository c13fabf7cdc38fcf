import Testing

@Suite struct CodeMaskTests {
    @Test(
        "Comments and the insides of literals become spaces, all else stays",
        arguments: [
            ("let a = 1 // print(x)", "let a = 1            "),
            ("a /* { /* } */ { */ b", "a                   b"),
            (#"f("}") {"#, #"f(" ") {"#),
            (#"f("\"}") {"#, #"f("   ") {"#),
            (#"f("a\(b("}"))c")"#, #"f(" \(b(" ")) ")"#),
            ("f(#\"\\\"#) }", "f(#\" \"#) }"),
            ("\"\"\"\n \" }\n\"\"\" }", "\"\"\"\n    \n\"\"\" }"),
            ("f(/[{]+/) }", "f(      ) }"),
            ("a / b } / c", "a / b } / c"),
            ("#if os(Linux)", "#if os(Linux)"),
            ("\"unclosed", "\"        "),
        ])
    func masks(source: String, expected: String) {
        #expect(String(decoding: CodeMask.code(of: source), as: UTF8.self) == expected)
    }

    @Test("Every line keeps its number") func keepsLines() {
        let file = SourceFile(
            path: "Sources/A/B.swift", text: "/*\n\n*/ let a = \"\"\"\n  {\n  \"\"\"\nlet b = 1\n")
        #expect(file.codeLines.count == file.lines.count)
        #expect(file.codeLines[5] == "let b = 1")
        #expect(file.lineCount == 6)
    }
}
