import Artwork
import Foundation

/// Reads a sheet of `templates/sheets` without a YAML library: the keys, maps in braces and lists that they use.
enum SheetFile {
    static let folder = ShippedTemplatesTests.folder.appending(path: "sheets")

    /// The names of the shipped sheets, sorted.
    static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    static func sheet(_ name: String) throws -> Sheet {
        let text = try String(contentsOf: folder.appending(path: name + ".yaml"), encoding: .utf8)
        return try JSONDecoder().decode(Sheet.self, from: Data(json(text).utf8))
    }

    private static func json(_ text: String) -> String {
        var fields: [String] = []
        var nested: [String: [String]] = [:]
        var parent = ""
        for line in text.split(separator: "\n") {
            let content = line.prefix { $0 != "#" }
            guard let colon = content.firstIndex(of: ":") else { continue }
            let key = content[..<colon].trimmingCharacters(in: .whitespaces)
            let value = content[content.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            if value.isEmpty {
                parent = key
            } else if content.first == " " {
                nested[parent, default: []].append("\"\(key)\": \(scalar(value))")
            } else {
                fields.append("\"\(key)\": \(scalar(value))")
            }
        }
        fields += nested.map { "\"\($0)\": {\($1.joined(separator: ", "))}" }
        return "{\(fields.joined(separator: ", "))}"
    }

    /// Quotes every word; braces, brackets, colons, commas and numbers mean the same in both languages.
    private static func scalar(_ text: String) -> String {
        text.replacing(/[A-Za-z][A-Za-z0-9_-]*/) { "\"\($0.output)\"" }
    }
}
