import Testing

@Suite struct SourceRuleCheckerTests {
    @Test(
        "A forbidden call is found in the modules that may not make it",
        arguments: [
            ("Promotion", "let now = Date()", 1),
            ("Service", "let now = Date()", 0),
            ("Promotion", "let id = Foundation.UUID()", 1),
            ("Promotion", "let updated = lastUpDate()", 0),
            ("Promotion", "let a = Int.random(in: 0..<9)", 1),
            ("Promotion", "let a = draw.randomness", 0),
            ("Artwork", "print(a)", 1),
            ("Artwork", "press.print(a)", 0),
            ("Artwork", "reprint(a)", 0),
            ("Artwork", "// print(a)", 0),
            ("Artwork", "let a = \"print(a)\"", 0),
            ("Artwork", "let a = \"\\(print(a))\"", 1),
            ("tessera", "print(a)", 0),
            ("tessera", "try! a()", 1),
        ])
    func forbiddenCalls(module: String, source: String, count: Int) {
        let file = SourceFile(path: "Sources/\(module)/A.swift", text: source)
        #expect(ForbiddenCall.all.flatMap { $0.offences(in: file) }.count == count)
    }

    @Test("Unfinished work is found in comments, as a whole word") func unfinished() {
        let source = "// FIXME later\nlet a = 1 // TODO: more\nlet TODOS = 2"
        #expect(ForbiddenCall.unfinished(in: file(source)).count == 2)
    }

    @Test(
        "An unchecked type needs a comment in the line before",
        arguments: [
            ("// Safe: immutable.\nfinal class A: @unchecked Sendable {}", 0),
            ("final class A: @unchecked Sendable {}", 1),
            ("let a = 1\nnonisolated(unsafe) var b = 2", 1),
            ("// A comment that mentions nonisolated(unsafe).", 0),
        ])
    func proofs(source: String, count: Int) {
        #expect(ForbiddenCall.uncheckedWithoutProof(in: file(source)).count == count)
    }

    @Test("Imports are read with any access level, attribute or kind") func imports() {
        let source = """
            import Foundation
            public import struct Crypto.SHA256
            @preconcurrency package import CPNG
            // import Nothing
            let imported = "import Nothing"
            """
        #expect(file(source).imports.map(\.module) == ["Foundation", "Crypto", "CPNG"])
    }

    @Test(
        "Visible types and functions need a documentation comment",
        arguments: [
            ("/// Doc.\npublic struct A {}", [true]),
            ("/// Doc.\n@discardableResult\npublic func a() {}", [true]),
            ("// No doc.\npackage static func a() {}", [false]),
            ("func a() {}\npublic var b: Int", []),
            ("public static func < (a: A, b: A) -> Bool { true }\npublic func encode(to: E) {}", []),
        ])
    func documentation(source: String, expected: [Bool]) {
        #expect(file(source).visibleItems.map(\.isDocumented) == expected)
    }

    @Test("A type named like its module is found") func typeNames() {
        #expect(file("public struct Example {}\nstruct ExampleTests {}").typesNamedLikeTheModule == [0])
    }

    private func file(_ source: String) -> SourceFile {
        SourceFile(path: "Sources/Example/A.swift", text: source)
    }

    @Test("What a protocol asks for is known by name") func requirements() {
        let source = """
            package protocol Shelf: Sendable {
                func book(_ id: Int) -> String
                mutating func put<Book>(_ book: Book)
            }
            func other() {}
            """
        #expect(file(source).requirementNames == ["book", "put"])
    }
}
