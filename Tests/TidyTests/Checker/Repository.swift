import Foundation

/// The source tree that this test was compiled from.
struct Repository {
    /// The root of the tree.
    let root: URL

    /// The repository that holds this file.
    static let here: Repository = {
        var root = URL(filePath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return Repository(root: root)
    }()

    /// Every Swift file of the modules and of the tests, read once for all rules.
    static let sources = here.swiftFiles(in: "Sources")
    static let tests = here.swiftFiles(in: "Tests")

    /// The Swift files under a folder, such as `Sources`, sorted by path.
    func swiftFiles(in folder: String) -> [SourceFile] {
        let walk = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
        let paths = (walk?.allObjects ?? []).compactMap { $0 as? String }
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { text(of: "\(folder)/\($0)") }
    }

    private func text(of path: String) -> SourceFile? {
        guard let bytes = try? contents(of: path) else { return nil }
        return SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
    }

    /// The bytes of the file at a path from the root.
    func contents(of path: String) throws -> Data {
        try Data(contentsOf: root.appending(path: path))
    }

    /// The paths that `git ls-files` prints with these arguments, or `nil` without git or outside a clone.
    func gitFiles(_ arguments: String...) -> [String]? {
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        // A build as root of a tree that belongs to someone else is safe here: git only lists.
        git.arguments = ["git", "-c", "safe.directory=*", "-C", root.path(), "ls-files", "-z"] + arguments
        let output = Pipe()
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        guard (try? git.run()) != nil else { return nil }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        guard git.terminationStatus == 0 else { return nil }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
