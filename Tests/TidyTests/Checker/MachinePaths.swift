/// Finds paths that exist on one machine only.
enum MachinePaths {
    /// The lines of `text`, counted from 1, that name a home, root, work or temporary folder.
    static func lines(in text: String) -> [Int] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return zip(1..., lines).filter { mentionsOne($0.1) }.map(\.0)
    }

    /// `example.org/home/x` is no machine path: a folder at the root has no name before its slash.
    private static func mentionsOne(_ line: Substring) -> Bool {
        ["work", "root", "home", "Users", "tmp"].contains { folder in
            line.ranges(of: "/\(folder)/").contains { found in
                let before = line[..<found.lowerBound].last
                return before.map { !$0.isLetter && !$0.isNumber && !"._-})/$".contains($0) } ?? true
            }
        }
    }
}
