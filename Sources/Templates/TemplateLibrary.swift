package import Foundation

/// The templates that people edit: a workspace's own copy where there is one, else the one in the binary.
///
/// Names are paths in the folder `templates` with forward slashes, such as `sheets/a4-4x10.yaml`. The
/// binary carries every file byte for byte, line ends included.
package struct TemplateLibrary: Sendable {
    /// A template is a page or a drawing that a person edits; more than a megabyte is a mistake.
    package static let maximumByteCount = 1 << 20

    /// The folder whose files take the place of embedded ones; usually `WORKSPACE/templates`.
    package let overrides: URL?

    package init(overrides: URL? = nil) {
        self.overrides = overrides
    }

    /// Why there is no text.
    package enum Failure: Error, Sendable, Hashable {
        /// Neither the workspace nor the binary has a template of this name; `known` are those beside it.
        case missing(name: String, known: [String])
        /// The name is empty, absolute, or has a part that is empty or begins with a full stop.
        case unusableName(String)
        /// The workspace's copy is a link that leads out of its folder.
        case outsideFolder(path: String)
        /// The workspace's copy is larger than `maximumByteCount`.
        case tooLarge(path: String)
        /// The workspace's copy is not a file that may be read, or is not UTF-8.
        case unreadable(path: String)
    }

    /// Finds a template.
    ///
    /// - Parameter name: Its path in the folder, `sheets/a4-4x10.yaml` for example.
    /// - Returns: Its text, every byte of it.
    /// - Throws: `Failure`.
    package func text(_ name: String) throws(Failure) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isUsable = parts.allSatisfy { part in
            // The leading full stop covers `..`, and hidden files, which the binary does not carry either.
            !part.isEmpty && !part.hasPrefix(".") && !part.contains("\\") && !part.contains("\0")
        }
        guard isUsable else { throw .unusableName(name) }
        if let copy = try overridden(name) { return copy }
        guard let text = embeddedTemplates[name] else {
            throw .missing(name: name, known: names(under: parts.dropLast().joined(separator: "/")))
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

    /// Returns the names under a folder, the workspace's own among them, sorted; an empty folder means all.
    ///
    /// - Complexity: O(*n* log *n*) in the number of templates.
    package func names(under folder: String = "") -> [String] {
        let embedded = Self.names(under: folder)
        guard let overrides else { return embedded }
        let root = folder.isEmpty ? overrides : overrides.appending(path: folder)
        let paths =
            (try? FileManager.default.subpathsOfDirectory(atPath: root.path(percentEncoded: false))) ?? []
        let own = paths.filter { path in
            var isFolder: ObjCBool = false
            let file = root.appending(path: path).path(percentEncoded: false)
            let exists = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            return exists && !isFolder.boolValue && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        return Set(embedded + own.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }).sorted()
    }

    /// Returns the names of files directly or deeper under a folder without their ending, the workspace's own among them.
    ///
    /// - Parameters:
    ///   - folder: Such as `brands`.
    ///   - ending: With its full stop; files of other endings are left out.
    /// - Returns: Sorted.
    package func stems(under folder: String, ending: String) -> [String] {
        names(under: folder).filter { $0.hasSuffix(ending) }
            .map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    }

    private func overridden(_ name: String) throws(Failure) -> String? {
        guard let overrides else { return nil }
        let file = overrides.appending(path: name)
        let path = file.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let folder = overrides.resolvingSymlinksInPath().pathComponents
        let target = file.resolvingSymlinksInPath()
        guard target.pathComponents.starts(with: folder) else { throw .outsideFolder(path: path) }
        guard let values = try? target.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
            values.isRegularFile == true, let size = values.fileSize
        else { throw .unreadable(path: path) }
        guard size <= Self.maximumByteCount else { throw .tooLarge(path: path) }
        guard let data = try? Data(contentsOf: target), let text = String(validating: data, as: UTF8.self)
        else {
            throw .unreadable(path: path)
        }
        return text
    }
}
