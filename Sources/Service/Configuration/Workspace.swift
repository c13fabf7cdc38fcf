package import Foundation
package import Templates

/// An opened workspace: its folder, settings and keys.
package struct Workspace: Sendable {
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
}
