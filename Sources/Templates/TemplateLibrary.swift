package import Foundation

/// The templates that people edit: a workspace's own copy where there is one, else the one in the binary.
package struct TemplateLibrary: Sendable {
    /// The folder whose files take the place of embedded ones; usually `WORKSPACE/templates`.
    package let overrides: URL?

    package init(overrides: URL? = nil) {
        self.overrides = overrides
    }

    package enum Failure: Error, Sendable, Hashable {
        /// Neither the workspace nor the binary has a template of this name.
        case missing(name: String, known: [String])
        /// The workspace's copy is larger than `maximumByteCount` or is not UTF-8.
        case unreadable(path: String)
    }

    /// A template is a page or a drawing that a person edits; more than a megabyte is a mistake.
    package static let maximumByteCount = 1 << 20

    /// Returns the text of the template at `name`, a path such as `sheets/a4-4x10.yaml`.
    package func text(_ name: String) throws(Failure) -> String {
        if let copy = try overridden(name) { return copy }
        guard let text = embeddedTemplates[name] else {
            let folder = name.split(separator: "/").dropLast().joined(separator: "/")
            throw .missing(name: name, known: Self.names(under: folder))
        }
        return text
    }

    /// Returns the text that the binary carries, whatever the workspace says; `init` copies these.
    package static func embedded(_ name: String) -> String? {
        embeddedTemplates[name]
    }

    /// Returns the embedded names under a folder, sorted; an empty folder means all.
    ///
    /// - Complexity: O(*n* log *n*) in the number of templates.
    package static func names(under folder: String = "") -> [String] {
        let prefix = folder.isEmpty ? "" : folder + "/"
        return embeddedTemplates.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }

    private func overridden(_ name: String) throws(Failure) -> String? {
        guard let overrides, !name.split(separator: "/").contains("..") else { return nil }
        let file = overrides.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path()) else { return nil }
        guard let data = try? Data(contentsOf: file), data.count <= Self.maximumByteCount,
            let text = String(data: data, encoding: .utf8)
        else { throw .unreadable(path: file.path()) }
        return text
    }
}
