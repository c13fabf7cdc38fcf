import Foundation

/// Writes every text file under a folder as an entry of a Swift dictionary: `EmbedTemplatesTool FOLDER OUTPUT`.
@main
struct EmbedTemplatesTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { throw UsageError() }
        let folder = URL(filePath: arguments[1], directoryHint: .isDirectory)
        var source =
            "/// Every file of the folder `templates`, by its path in it.\nlet embeddedTemplates: [String: String] = [\n"
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path()).sorted() {
            let file = folder.appending(path: path)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                continue
            }
            guard !file.lastPathComponent.hasPrefix(".") else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            source += "    \(literal(path)): \(literal(text)),\n"
        }
        source += "]\n"
        try Data(source.utf8).write(to: URL(filePath: arguments[2]), options: .atomic)
    }

    /// A one-line literal: newlines are escaped, so that the text keeps every byte it has.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": literal += "\\\\"
            case "\"": literal += "\\\""
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    struct UsageError: Error {}
}
