import Yams

/// The parsed tree of a YAML file that is small enough and has no aliases.
///
/// An alias makes a short file a huge tree (each of ten lines naming the one before it ten times over), and
/// no settings file needs one, so they are refused where they are defined.
struct DocumentTree {
    let root: Node
    /// Anchors live as long as the parser that found them.
    private let parser: Parser

    /// Eight words with an asterisk before them may stand in texts; more are taken for aliases unseen.
    ///
    /// The parser follows aliases before it shows the tree; eight of them double a file at most a few times.
    static let maximumAsteriskCount = 8

    /// Parses a file, or notes why it cannot be and returns `nil`.
    init?(_ bytes: [UInt8], reader: DocumentReader) {
        guard let text = Self.text(bytes, reader: reader) else { return nil }
        do {
            parser = try Parser(yaml: text)
            guard let root = try parser.singleRoot() else {
                reader.note(line: 1, pointer: "", detail: "The file is empty.")
                return nil
            }
            self.root = root
        } catch {
            let (line, problem) = Self.explain(error, in: text)
            reader.note(line: line, pointer: "", detail: "This is not YAML: \(problem).")
            return nil
        }
        guard !Self.hasAnchors(root, reader: reader) else { return nil }
    }

    private static func text(_ bytes: [UInt8], reader: DocumentReader) -> String? {
        guard bytes.count <= DocumentReader.maximumByteCount else {
            let limit = DocumentReader.maximumByteCount
            reader.note(
                line: nil, pointer: "",
                detail: "The file has \(bytes.count) bytes; at most \(limit) are read.")
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            reader.note(line: nil, pointer: "", detail: "The file is not UTF-8 text.")
            return nil
        }
        guard asteriskCount(bytes) <= maximumAsteriskCount else {
            reader.note(line: nil, pointer: "", detail: "Aliases (*name) are not taken; write the value out.")
            return nil
        }
        return text
    }

    /// How many words have an asterisk before them; one before a mark of lists, as in `[TEA-*, CUP-*]`, has none.
    private static func asteriskCount(_ bytes: [UInt8]) -> Int {
        let marks = Array(",[]{}".utf8)
        return zip(bytes, bytes.dropFirst()).count { first, second in
            first == UInt8(ascii: "*") && second > UInt8(ascii: "*") && !marks.contains(second)
        }
    }

    /// Notes every anchor, and does not look below one.
    private static func hasAnchors(_ node: Node, reader: DocumentReader) -> Bool {
        if let anchor = node.anchor {
            let detail =
                "Anchors (&\(anchor.rawValue)) are not taken; write the value out where it is needed."
            reader.note(line: node.mark?.line, pointer: "", detail: detail)
            return true
        }
        var children: [Node] = []
        if case .sequence(let items) = node { children = Array(items) }
        if case .mapping(let pairs) = node { children = pairs.flatMap { [$0.key, $0.value] } }
        return children.reduce(false) { hasAnchors($1, reader: reader) || $0 }
    }

    private static func explain(_ error: any Error, in text: String) -> (line: Int?, problem: String) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (mark.line, [context?.text, problem].compactMap(\.self).joined(separator: ", "))
        case .reader(let problem, let offset, _, _):
            (offset.map { text.prefix($0).count { $0.isNewline } + 1 }, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (context.mark.line, "\(keys.joined(separator: ", ")) is written more than once")
        default: (nil, "\(error)")
        }
    }
}
