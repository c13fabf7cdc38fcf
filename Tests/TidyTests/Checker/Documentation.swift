/// A public or package type or function, and whether it is documented.
struct DocumentedItem: Hashable {
    /// What it is called, without parameters.
    let name: String
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
        codeLines.indices.compactMap { line in
            guard let name = visibleName(codeLines[line]) else { return nil }
            let above = lines[..<line].last { !$0.drop { $0 == " " }.hasPrefix("@") } ?? ""
            return DocumentedItem(
                name: name, line: line, isDocumented: above.drop { $0 == " " }.hasPrefix("///"))
        }
    }

    /// The functions that this file's protocols ask for; their documentation stands at the protocol.
    var requirementNames: Set<String> {
        var names: Set<String> = []
        var isInProtocol = false
        for line in codeLines {
            if line.contains("protocol ") && line.hasSuffix("{") { isInProtocol = true }
            if line.hasPrefix("}") { isInProtocol = false }
            guard isInProtocol,
                let name = line.split(separator: " ").drop(while: { $0 != "func" }).dropFirst().first
            else { continue }
            names.insert(String(name.prefix { $0 != "(" && $0 != "<" }))
        }
        return names
    }

    private func visibleName(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard words.contains("public") || words.contains("package") else { return nil }
        let kinds: Set = ["func", "struct", "enum", "class", "actor", "protocol", "typealias"]
        guard let kind = words.firstIndex(where: kinds.contains), kind + 1 < words.count else { return nil }
        let modifiers: Set = [
            "public", "package", "static", "final", "indirect", "nonisolated", "mutating", "consuming",
            "borrowing",
        ]
        guard words[..<kind].allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") }) else { return nil }
        let name = words[kind + 1].prefix { $0 != "(" && $0 != "<" && $0 != ":" }
        return name.contains { $0.isLetter } && !["hash", "encode"].contains(name) ? String(name) : nil
    }
}
