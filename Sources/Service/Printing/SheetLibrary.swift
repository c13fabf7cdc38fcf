package import Artwork
import Foundation
package import Templates
import Yams

/// The label sheets of `templates/sheets`, a workspace's own before the embedded ones.
package struct SheetLibrary: Sendable {
    private let templates: TemplateLibrary

    package init(_ templates: TemplateLibrary) {
        self.templates = templates
    }

    /// The sheet that is used where none is named.
    package static let standardName = "a4-4x10"

    /// The names of the embedded sheets, sorted.
    package var names: [String] {
        TemplateLibrary.names(under: "sheets").map {
            URL(filePath: $0).deletingPathExtension().lastPathComponent
        }
    }

    /// Reads a sheet and checks that its labels stay on the paper.
    ///
    /// - Parameter name: Such as `a4-4x10`.
    /// - Returns: A sheet that can be printed.
    /// - Throws: `ServiceError.notFound`, or `.invalidInput` naming the label or the number that is wrong.
    package func sheet(_ name: String) throws(ServiceError) -> Sheet {
        let path = "sheets/\(name).yaml"
        let text: String
        do {
            text = try templates.text(path)
        } catch {
            throw .notFound(kind: "label sheet", name: "\(name) (known: \(names.joined(separator: ", ")))")
        }
        do {
            let sheet = try YAMLDecoder().decode(Sheet.self, from: text)
            try sheet.validate()
            try Self.refuseUnknownKeys(in: text, of: sheet, path: path)
            return sheet
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .invalidInput([InputFault(file: path, pointer: "", detail: "\(error)")])
        }
    }

    /// A key that the sheet does not write back is one that it did not read.
    private static func refuseUnknownKeys(in text: String, of sheet: Sheet, path: String) throws {
        guard let given = try Yams.compose(yaml: text) else { return }
        let known = try Yams.compose(yaml: YAMLEncoder().encode(sheet))
        let faults = unknownKeys(in: given, known: known, at: "").map { pointer, line in
            InputFault(file: path, line: line, pointer: pointer, detail: "is no setting of a label sheet")
        }
        guard faults.isEmpty else { throw ServiceError.invalidInput(faults) }
    }

    private static func unknownKeys(
        in given: Node, known: Node?, at pointer: String
    ) -> [(pointer: String, line: Int?)] {
        guard case .mapping(let mapping) = given else { return [] }
        return mapping.flatMap { key, value -> [(pointer: String, line: Int?)] in
            let place = "\(pointer)/\(key.string ?? "?")"
            guard let match = known?.mapping?[key] else { return [(place, key.mark?.line)] }
            return unknownKeys(in: value, known: match, at: place)
        }
    }
}
