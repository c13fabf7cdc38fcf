package import Foundation
import Templates

extension Workspace {
    /// What a new workspace holds.
    package enum Content: Sendable, Hashable {
        /// The sample brand with its stores, campaigns and lists.
        case sample
        /// Settings with one store, to be filled in.
        case bare

        /// The folder of its files among the templates.
        var folder: String {
            switch self {
            case .sample: "workspace"
            case .bare: "workspace-bare"
            }
        }
    }

    /// What happens to settings that are there already.
    package enum Existing: Sendable, Hashable {
        case refuse
        /// Settings, campaigns and sample files are written anew; keys and the database are never touched.
        case overwrite
    }

    /// The campaign file that `init` applies.
    package static let sampleCampaigns = ["campaigns/packaging.yaml"]

    /// Makes a workspace: settings, campaigns, sample data and keys, but no database.
    ///
    /// The settings come last, so that an interrupted call can be repeated.
    ///
    /// - Parameters:
    ///   - folder: A folder without `tessera.yaml`; it is made if it is missing.
    ///   - content: Sample or bare.
    ///   - surroundings: The source of randomness.
    ///   - existing: What to do with a workspace that is there.
    ///   - environment: Overrides of settings, as `open` takes them.
    /// - Returns: The workspace, opened.
    /// - Throws: `ServiceError.exists` if there is a workspace that is not to be overwritten, `.file` for
    ///   what cannot be written, `.keys` for keys that are there and cannot be used.
    package static func create(
        at folder: URL, content: Content, surroundings: Surroundings = .system,
        existing: Existing = .refuse, environment: [String: String] = [:]
    ) throws(ServiceError) -> Workspace {
        guard existing == .overwrite || !folder.appending(path: Configuration.fileName).exists else {
            throw .exists(kind: "workspace", name: folder.plainPath)
        }
        for name in ["campaigns", "data", "brand"] {
            try folder.appending(path: name).makeFolder()
        }
        try WorkspaceKeys.create(
            in: folder.appending(path: keysFolder), randomBytes: surroundings.randomBytes)
        try write(content, to: folder)
        return try open(at: folder, environment: environment)
    }

    private static func write(_ content: Content, to folder: URL) throws(ServiceError) {
        let ignored = folder.appending(path: ".gitignore")
        if !ignored.exists { try ignored.write(Data(ignoredPaths.utf8)) }
        let prefix = content.folder + "/"
        let names = TemplateLibrary.names(under: content.folder).map { $0.dropFirst(prefix.count) }
        let settings = names.filter { $0 == Configuration.fileName }
        for name in names.filter({ $0 != Configuration.fileName }) + settings {
            guard let text = TemplateLibrary.embedded(prefix + name) else { continue }
            let file = folder.appending(path: String(name))
            try file.deletingLastPathComponent().makeFolder()
            try file.write(Data(text.utf8))
        }
    }

    /// Keys and customers' data do not belong in anybody's repository.
    private static let ignoredPaths = "keys/\ndata/*.db*\ndata/codes/\noutput/\n"
}
