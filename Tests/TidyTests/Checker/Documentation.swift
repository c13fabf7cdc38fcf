/// A public or package type or function, and whether it is documented.
struct DocumentedItem: Hashable {
    /// The line, counted from 0.
    let line: Int
    /// Whether the line above, attributes aside, is a documentation comment.
    let isDocumented: Bool
}

extension SourceFile {
    /// The types and functions that other modules can see.
    ///
    /// Witnesses of the standard library's protocols say nothing that the protocol does not, so
    /// `==`, `<`, `hash`, `encode` and their like are left out.
    var visibleItems: [DocumentedItem] {
        codeLines.indices.filter { isVisibleItem(codeLines[$0]) }.map { line in
            let above = lines[..<line].last { !$0.drop { $0 == " " }.hasPrefix("@") } ?? ""
            return DocumentedItem(line: line, isDocumented: above.drop { $0 == " " }.hasPrefix("///"))
        }
    }

    private func isVisibleItem(_ line: String) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        guard words.contains("public") || words.contains("package") else { return false }
        let kinds: Set = ["func", "struct", "enum", "class", "actor", "protocol", "typealias"]
        guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count else { return false }
        let modifiers: Set = [
            "public", "package", "static", "final", "indirect", "nonisolated", "mutating", "consuming",
            "borrowing",
        ]
        guard words[..<kind].allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") }) else { return false }
        let name = words[kind + 1].prefix { $0 != "(" && $0 != "<" && $0 != ":" }
        return name.contains { $0.isLetter } && !["hash", "encode"].contains(name)
    }
}
