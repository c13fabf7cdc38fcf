import Foundation
import Store
import Vocabulary

@testable import Service

/// A shop whose keys lie in a folder, where the owner changes them; its verifier reads them when it is started.
struct KeyedShop {
    let folder: URL
    private(set) var fixture: ServiceFixture

    static func with(_ work: (inout KeyedShop) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tessera keys \(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keys = folder.appending(path: "keys", directoryHint: .isDirectory)
        try WorkspaceKeys.create(in: keys, randomBytes: Surroundings.system.randomBytes)
        let fixture = try await ServiceFixture.make(
            folder: folder, keys: try WorkspaceKeys(readingFrom: keys))
        var shop = KeyedShop(folder: folder, fixture: fixture)
        try await work(&shop)
    }

    var context: ServiceContext { fixture.context }
    var owner: SigningKeyService { SigningKeyService(context) }
    var keyFolder: URL { context.workspace.keyFolder }

    /// The names of the issuer's files.
    func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: keyFolder.path(percentEncoded: false))
            .filter { $0.contains("issuer") }.sorted()
    }

    /// Writes a file by hand, for its owner alone.
    func write(_ text: String, to name: String) throws {
        let file = keyFolder.appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: file.path(percentEncoded: false))
    }

    /// Starts the verifier again, some seconds after noon.
    mutating func restart(secondsLater: Int64 = 0) throws {
        let workspace = Workspace(
            folder: folder, configuration: context.configuration,
            keys: try WorkspaceKeys(readingFrom: keyFolder))
        let now = ServiceFixture.noon.advanced(bySeconds: secondsLater)
        fixture = ServiceFixture(
            context: ServiceContext(
                workspace: workspace, store: context.store,
                surroundings: Surroundings(now: { now }, randomBytes: Surroundings.system.randomBytes)),
            terminal: fixture.terminal)
    }

    /// Makes another key sign and ends the first, some seconds after noon.
    mutating func endFirstKey(secondsLater: Int64) async throws {
        _ = try await owner.rotate()
        try restart()
        _ = try await owner.end(1, at: .at(ServiceFixture.noon.advanced(bySeconds: secondsLater)))
    }
}
