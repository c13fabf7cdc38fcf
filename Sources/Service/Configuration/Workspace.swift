package import Foundation
package import Templates

/// An opened workspace: its folder, settings and keys.
///
/// An object, since it is large, never changes, and is kept by whatever waits for something: in asynchronous functions
/// that held it as a value, the optimiser of Swift 6.3 has written beyond their frames.
package final class Workspace: Sendable {
    package let folder: URL
    package let configuration: Configuration
    package let keys: WorkspaceKeys

    package init(folder: URL, configuration: Configuration, keys: WorkspaceKeys) {
        self.folder = folder
        self.configuration = configuration
        self.keys = keys
    }

    /// The workspace's own templates before the embedded ones.
    package var templates: TemplateLibrary {
        TemplateLibrary(overrides: folder.appending(path: "templates", directoryHint: .isDirectory))
    }

    /// The file of a path in the settings: relative to the workspace unless it begins with a slash.
    package func file(_ path: String) -> URL {
        path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
    }

    /// The folder of its secrets.
    var keyFolder: URL { folder.appending(path: Self.keysFolder, directoryHint: .isDirectory) }

    /// The brand's logo, if it has one.
    package var logoFile: URL? { configuration.brand.logo.map(file) }
}

extension Workspace {
    /// Where secrets live; nobody but the owner may enter.
    static let keysFolder = "keys"

    /// The variable that names the workspace for those who do not want to repeat the flag.
    package static let variable = "TESSERA_WORKSPACE"

    /// Returns the folder that is meant: the flag's, then the environment's, then the current one.
    ///
    /// - Parameters:
    ///   - flag: What `--workspace` said, if it was given.
    ///   - environment: The process's variables.
    ///   - currentDirectory: What relative paths are relative to.
    /// - Returns: The folder, which need not be a workspace.
    package static func find(
        flag: String?, environment: [String: String], currentDirectory: URL
    ) -> URL {
        let named = [flag, environment[variable]].compactMap(\.self).first { !$0.isEmpty }
        guard let named else { return currentDirectory }
        return URL(filePath: named, directoryHint: .isDirectory, relativeTo: currentDirectory).absoluteURL
    }

    /// Opens a workspace.
    ///
    /// - Parameters:
    ///   - folder: The folder with `tessera.yaml`.
    ///   - environment: The process's variables, some of which override settings.
    /// - Returns: The workspace with its settings and keys.
    /// - Throws: `ServiceError.notFound` without settings, `.invalidInput` for faults in them, `.keys` for
    ///   keys that are missing, damaged or open to others, `.file` for what cannot be read.
    package static func open(
        at folder: URL, environment: [String: String] = [:]
    ) throws(ServiceError) -> Workspace {
        let file = folder.appending(path: Configuration.fileName)
        guard file.exists else { throw .notFound(kind: "workspace", name: folder.plainPath) }
        let data = try file.read(atMost: DocumentReader.maximumByteCount)
        let configuration = try Configuration(
            parsing: data, file: file.plainPath, environment: environment)
        let keys = try WorkspaceKeys(readingFrom: folder.appending(path: keysFolder))
        return Workspace(folder: folder, configuration: configuration, keys: keys)
    }
}
