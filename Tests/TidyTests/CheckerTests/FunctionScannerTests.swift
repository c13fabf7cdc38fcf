import Testing

@Suite struct FunctionScannerTests {
    @Test("A function counts from its keyword to its closing brace", arguments: [1, 70, 71])
    func counts(lines: Int) {
        let body = lines == 1 ? "" : String(repeating: "\n", count: lines - 1)
        #expect(
            functions("/// Doc.\nfunc long() {\(body)}\n") == [
                Function(name: "long", line: 1, lineCount: lines)
            ])
    }

    @Test("A nested function counts by itself and in the one around it") func nested() {
        let source = "func outer() {\n    func inner() {\n    }\n}"
        #expect(
            functions(source) == [
                Function(name: "outer", line: 0, lineCount: 4),
                Function(name: "inner", line: 1, lineCount: 2),
            ])
    }

    @Test("Braces in strings and comments close nothing") func bracesElsewhere() {
        let source = "func f() {\n    let a = \"}\" // }\n    /* } */\n    g(\"\\(a)}\")\n}"
        #expect(functions(source) == [Function(name: "f", line: 0, lineCount: 5)])
    }

    @Test("A signature may take several lines") func longSignature() {
        let source =
            "init<T>(\n    a: T = { 1 }(),\n    b: [T]\n) async throws -> [T]\nwhere T: Sendable\n{\n}"
        #expect(functions(source) == [Function(name: "init", line: 0, lineCount: 7)])
    }

    @Test("A requirement of a protocol has no body") func requirement() {
        let source = "protocol P {\n    func a() -> Set<Int>\n    func b()\n}\nfunc c() {}"
        #expect(functions(source) == [Function(name: "c", line: 4, lineCount: 1)])
    }

    @Test("A computed property counts, a stored one does not") func properties() {
        let source = "var a: Int { 1 }\nvar b = { 2 }()\nvar c: Int = 3\nvar d: Int\nvar e: Int {\n    4\n}"
        #expect(functions(source).map(\.name) == ["a", "e"])
    }

    @Test("A call of an initialiser is no declaration") func calls() {
        #expect(functions("let a = A.init(1) { 2 }\nself.init(3)").isEmpty)
    }

    @Test("Operators have names too") func operators() {
        #expect(functions("static func == (a: A, b: A) -> Bool {\n}").map(\.name) == ["=="])
    }

    private func functions(_ source: String) -> [Function] {
        SourceFile(path: "Sources/A/B.swift", text: source).functions
    }
}
