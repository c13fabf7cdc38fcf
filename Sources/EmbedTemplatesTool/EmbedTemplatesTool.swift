import Foundation

/// Writes every text file under a folder as an entry of a Swift dictionary: `EmbedTemplatesTool FOLDER OUTPUT`.
@main
struct EmbedTemplatesTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { throw Failure.usage }
        let folder = URL(filePath: arguments[1], directoryHint: .isDirectory)
        var source =
            "/// Every file of the folder `templates`, by its path in it.\nlet embeddedTemplates: [String: String] = [\n"
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
            .sorted()
        {
            let file = folder.appending(path: path)
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
                continue
            }
            guard !file.lastPathComponent.hasPrefix(".") else { continue }
            // Foundation's readers of text drop a byte order mark; the standard library keeps every byte.
            guard let text = String(validating: try Data(contentsOf: file), as: UTF8.self) else {
                throw Failure.notUTF8(path)
            }
            source += "    \(literal(path)): \(literal(text)),\n"
        }
        source += "]\n"
        try Data(source.utf8).write(to: URL(filePath: arguments[2]), options: .atomic)
    }

    /// A one-line literal: what the compiler would refuse or an editor hide is escaped, so that every byte survives.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": literal += "\\\\"
            case "\"": literal += "\\\""
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200B}"..."\u{200F}", "\u{2028}"..."\u{202E}",
                "\u{FEFF}":
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    enum Failure: Error {
        case usage
        case notUTF8(String)
    }
}
