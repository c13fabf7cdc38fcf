import Testing

@Suite struct LengthTests {
    /// A function longer than a screen hides its shape; TigerBeetle found 70 lines workable.
    private static let mostFunctionLines = 70
    /// Nine of ten files of the libraries that read best are shorter than this.
    private static let mostFileLines = 350

    private let files = Repository.sources + Repository.tests

    @Test("The tree is found") func findsTheTree() {
        #expect(files.contains { $0.path == "Tests/TidyTests/Rules/LengthTests.swift" })
        #expect(files.contains { $0.path.hasPrefix("Sources/") })
    }

    @Test("No file is longer than 350 lines") func fileLengths() throws {
        let lengths = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.lineCount) })
        let exceptions = try Ratchet(json: Repository.here.contents(of: "Tests/TidyTests/ratchet.json")).files
        let complaints = Ratchet.complaints(
            lengths: lengths, limit: Self.mostFileLines, exceptions: exceptions)
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    }

    @Test("No function is longer than 70 lines") func functionLengths() throws {
        let functions = files.flatMap { file in
            file.functions.map { ("\(file.path) \($0.name)", $0.lineCount) }
        }
        let lengths = Dictionary(functions, uniquingKeysWith: max)
        let exceptions = try Ratchet(json: Repository.here.contents(of: "Tests/TidyTests/ratchet.json"))
            .functions
        let complaints = Ratchet.complaints(
            lengths: lengths, limit: Self.mostFunctionLines, exceptions: exceptions)
        #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    }
}
