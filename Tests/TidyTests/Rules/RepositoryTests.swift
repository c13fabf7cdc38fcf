import Testing

/// What git knows; without git, as in an unpacked archive, there is nothing to compare with.
@Suite(.enabled("git lists the tree") { Repository.here.gitFiles() != nil })
struct RepositoryTests {
    @Test("Every file under Sources and Tests is in git") func nothingForgotten() throws {
        let others = try #require(Repository.here.gitFiles("--others", "--", "Sources", "Tests"))
        let droppings = ["__pycache__/", ".DS_Store", ".swp"]
        let forgotten = others.filter { path in !droppings.contains { path.contains($0) } }
        #expect(
            forgotten.isEmpty,
            "not in git, so not in anyone else's clone:\n\(forgotten.joined(separator: "\n"))")
    }

    @Test("The top of the repository holds only the names that were agreed") func topLevel() throws {
        let files = try #require(Repository.here.gitFiles("--cached", "--others", "--exclude-standard"))
        let names = Set(files.compactMap { $0.split(separator: "/").first.map(String.init) })
        #expect(names.subtracting(Architecture.topLevel).isEmpty)
    }

    @Test("No file names a folder of one machine") func machinePaths() throws {
        let files = try #require(Repository.here.gitFiles())
        let found = files.flatMap { path -> [String] in
            guard let bytes = try? Repository.here.contents(of: path) else { return [] }
            guard let text = String(validating: bytes, as: UTF8.self) else { return [] }
            return MachinePaths.lines(in: text).map { "\(path):\($0)" }
        }
        #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
}
