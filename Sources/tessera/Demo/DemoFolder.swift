import Foundation
import Service

/// The demo's own folder, told from others by a marker.
struct DemoFolder: Sendable {
    let url: URL

    /// Where the demo's workspace is.
    var workspace: URL { url.appending(path: "workspace", directoryHint: .isDirectory) }

    private static let marker = ".tessera-demo"

    /// Takes a folder.
    ///
    /// - Parameter url: A folder that is not there yet, is empty, or holds an earlier demo.
    /// - Throws: `ServiceError.exists` for any other.
    init(_ url: URL) throws(ServiceError) {
        self.url = url.absoluteURL
        let names = (try? FileManager.default.contentsOfDirectory(atPath: self.url.shown)) ?? []
        guard names.isEmpty || names.contains(Self.marker) else {
            throw .exists(kind: "folder", name: self.url.shown)
        }
    }

    /// Removes what an earlier demo wrote, and marks the folder as ours.
    ///
    /// - Throws: `ServiceError.file` if the folder cannot be changed.
    func empty() throws(ServiceError) {
        let files = FileManager.default
        do {
            if files.fileExists(atPath: url.shown) { try files.removeItem(at: url) }
            try files.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            throw .file(path: url.shown, reason: error.localizedDescription)
        }
        try OutputFile.write(Array("Made by tessera demo.\n".utf8), to: file(Self.marker), existing: .keep)
    }

    /// The place of a file.
    func file(_ name: String) -> URL { url.appending(path: name) }

    /// Writes a file.
    func write(_ bytes: [UInt8], _ name: String, audience: OutputFile.Audience = .everybody)
        throws(ServiceError)
    {
        try OutputFile.write(bytes, to: file(name), existing: .keep, audience: audience)
    }

}
