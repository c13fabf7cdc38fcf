extension SourceFile {
    /// The lines that declare a type of the module's own name.
    ///
    /// Such a type makes `Module.Other` mean a member of the type, and the other type out of reach.
    var typesNamedLikeTheModule: [Int] {
        let kinds: Set = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        return codeLines.indices.filter { line in
            let words = Words.split(codeLines[line])
            return zip(words, words.dropFirst()).contains { kinds.contains($0) && $1 == module }
        }
    }
}
