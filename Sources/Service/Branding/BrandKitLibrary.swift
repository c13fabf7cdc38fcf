package import Artwork
package import Templates

/// The brand kits of `templates/brands`, a workspace's own before the embedded ones.
package struct BrandKitLibrary: Sendable {
    private static let folder = "brands"
    private let templates: TemplateLibrary

    package init(_ templates: TemplateLibrary) {
        self.templates = templates
    }

    /// The names of all kits, sorted.
    package var names: [String] { templates.stems(under: Self.folder, ending: ".yaml") }

    /// Reads a kit.
    ///
    /// - Parameter name: Such as `qingquan`.
    /// - Returns: The kit.
    /// - Throws: `ServiceError.notFound` naming those there are, `.invalidInput` with every fault.
    package func kit(_ name: String) throws(ServiceError) -> BrandKit {
        let path = "\(Self.folder)/\(name).yaml"
        guard let text = try? templates.text(path) else {
            throw .notFound(kind: "brand kit", name: "\(name) (known: \(names.joined(separator: ", ")))")
        }
        return try BrandKit(parsing: text, file: path)
    }

    /// Reads a kit's logo.
    ///
    /// - Returns: `nil` for a kit without one.
    /// - Throws: `ServiceError.file` if it cannot be read, `.invalidInput` if it is no logo.
    package func logo(of kit: BrandKit) throws(ServiceError) -> Logo? {
        guard let settings = kit.logo else { return nil }
        let path = "\(Self.folder)/\(settings.file)"
        guard let text = try? templates.text(path) else {
            throw .file(path: "templates/\(path)", reason: "cannot be read")
        }
        do {
            return try Logo(Array(text.utf8), size: settings.size, position: settings.position)
                .ringed(by: settings.ring).shaped(settings.shape)
        } catch {
            throw .invalidInput([.logo(error, file: "templates/\(path)")])
        }
    }
}
