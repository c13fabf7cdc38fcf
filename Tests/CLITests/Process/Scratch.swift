import Foundation
import Testing

/// Folders that disappear.
enum Scratch {
    /// Gives work a folder of its own, and removes it afterwards.
    static func with<Value>(_ work: (URL) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "tessera-cli-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder)
    }
}

/// A workspace of the sample brand that disappears.
struct Brand: Sendable {
    let folder: URL

    /// Makes one, and runs work on it.
    static func with<Value>(_ work: (Brand) async throws -> Value) async throws -> Value {
        try await Scratch.with { folder in
            let brand = Brand(folder: folder)
            let made = try await Command("init", brand.workspace, "--quiet").run()
            try #require(made.status == 0, "\(made.errors)")
            return try await work(brand)
        }
    }

    var workspace: String { path("brand") }

    func path(_ name: String) -> String { folder.appending(path: name).path() }

    /// Runs a command on the workspace.
    func run(_ arguments: String...) async throws -> Command.Ending {
        try await Command(arguments + ["--workspace", workspace]).run()
    }

    /// Runs a command that must succeed.
    @discardableResult
    func succeed(_ arguments: String...) async throws -> Command.Ending {
        let ending = try await Command(arguments + ["--workspace", workspace]).run()
        try #require(ending.status == 0, "\(arguments): \(ending.errors)\(ending.output)")
        return ending
    }

    /// Issues coupons of the sample's offer, and returns the rows of the exported list without its heading.
    func codes(_ count: Int, batch: String = "checked") async throws -> [[String]] {
        try await succeed("batch", "issue", "--offer", "thank-you", "--count", String(count), "--id", batch)
        let file = path("\(batch).csv")
        try await succeed("batch", "export", batch, "-o", file, "--force")
        return try rows(of: file)
    }

    /// The rows of a list without its heading; no cell of a batch's list needs quotes.
    func rows(of file: String) throws -> [[String]] {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
