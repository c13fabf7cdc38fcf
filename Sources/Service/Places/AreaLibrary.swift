package import Foundation
package import Vocabulary

/// The areas of a workspace: the files `areas/*.geojson`, read when they are asked for.
package struct AreaLibrary: Sendable {
    /// The folder of the files, beside the settings.
    static let folderName = "areas"
    /// A thousand files: a mistyped folder, not a brand's regions, has more.
    package static let maximumFileCount = 1_000

    private let folder: URL

    /// The library of a folder of files, which need not exist.
    package init(folder: URL) {
        self.folder = folder
    }

    /// The library of a workspace.
    package init(_ workspace: Workspace) {
        self.init(folder: workspace.folder.appending(path: Self.folderName, directoryHint: .isDirectory))
    }

    /// Returns all areas by id.
    ///
    /// - Throws: `ServiceError.invalidInput` with the faults of all files, and for an area that is in two of them;
    ///   `.file` for what cannot be read.
    package func all() throws(ServiceError) -> [NamedArea] {
        var areas: [AreaID: NamedArea] = [:]
        var faults: [InputFault] = []
        for name in try fileNames() {
            do throws(ServiceError) {
                for area in try read(name) {
                    guard let other = areas.updateValue(area, forKey: area.id) else { continue }
                    let detail = "The area \(area.id) is also in \(other.file)."
                    faults.append(InputFault(file: area.file, pointer: "", detail: detail))
                }
            } catch .invalidInput(let found) {
                faults += found
            }
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return areas.values.sorted { $0.id < $1.id }
    }

    /// Returns one area.
    ///
    /// Only the file of its name is read if it has the area, so that a fault elsewhere stops nobody.
    ///
    /// - Throws: `ServiceError.notFound` naming those there are, or as `all`.
    package func area(_ id: AreaID) throws(ServiceError) -> NamedArea {
        let name = "\(id).\(AreaFile.ending)"
        if try fileNames().contains(name), let area = try read(name).first(where: { $0.id == id }) {
            return area
        }
        let all = try all()
        if let area = all.first(where: { $0.id == id }) { return area }
        let known = all.map(\.id.text)
        let advice = known.isEmpty ? "there are none" : Spelling.advice(for: id.text, among: known)
        throw .notFound(kind: "area", name: "\(id); \(advice)")
    }

    /// Reads a file that was named, wherever it is.
    ///
    /// - Throws: `ServiceError.notFound`, `.file`, or `.invalidInput` with its faults.
    package static func read(_ file: URL, shown: String) throws(ServiceError) -> [NamedArea] {
        try AreaFile.read(Array(try file.read(atMost: AreaFile.maximumByteCount)), file: shown)
    }

    private func read(_ name: String) throws(ServiceError) -> [NamedArea] {
        try Self.read(folder.appending(path: name), shown: "\(Self.folderName)/\(name)")
    }

    private func fileNames() throws(ServiceError) -> [String] {
        guard folder.exists else { return [] }
        let found: [String]
        do {
            found = try FileManager.default.contentsOfDirectory(atPath: folder.plainPath)
        } catch {
            throw .file(path: folder.plainPath, reason: error.localizedDescription)
        }
        let names = found.filter { $0.hasSuffix(".\(AreaFile.ending)") && !$0.hasPrefix(".") }.sorted()
        guard names.count <= Self.maximumFileCount else {
            let detail = "The folder may have \(Self.maximumFileCount) files of areas, not \(names.count)."
            throw .invalidInput([InputFault(file: Self.folderName, pointer: "", detail: detail)])
        }
        return names
    }
}
