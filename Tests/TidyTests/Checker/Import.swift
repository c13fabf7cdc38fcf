/// One import declaration.
struct Import: Hashable {
    /// The imported module, without the declaration inside it.
    let module: String
    /// The line, counted from 0.
    let line: Int
}

extension SourceFile {
    /// The imports of the file, with any access level, attribute or kind of declaration.
    var imports: [Import] {
        codeLines.indices.compactMap { line in
            importedModule(codeLines[line]).map { Import(module: $0, line: line) }
        }
    }

    private func importedModule(_ line: String) -> String? {
        let words = Words.split(line)
        guard let keyword = words.firstIndex(of: "import") else { return nil }
        let leading: Set = [
            "public", "package", "internal", "private", "fileprivate", "testable", "preconcurrency",
        ]
        let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
        guard leading.isSuperset(of: words[..<keyword]) else { return nil }
        return words[(keyword + 1)...].first { !kinds.contains($0) }
    }
}
