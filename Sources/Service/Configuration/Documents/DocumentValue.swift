import Yams

/// One value of a document with the place where it stands; whoever reads it says what it must be.
///
/// Each reading method returns `nil` after it noted a fault, so that one pass finds every fault of a file.
struct DocumentValue {
    /// Where a value comes from, for messages.
    enum Origin {
        case line(Int?)
        /// The variable that overrides the file.
        case environment(variable: String)
    }

    let node: Node
    let origin: Origin
    /// The path from the root, such as `offers[0].benefit.percent`.
    let pointer: String
    let reader: DocumentReader

    init(node: Node, origin: Origin, pointer: String, reader: DocumentReader) {
        self.node = node
        self.origin = origin
        self.pointer = pointer
        self.reader = reader
    }

    init(root: Node, reader: DocumentReader) {
        self.init(node: root, origin: .line(root.mark?.line), pointer: "", reader: reader)
    }

    /// The line in the file, if it stands in one.
    var line: Int? {
        guard case .line(let line) = origin else { return nil }
        return line
    }

    /// Notes what is wrong here, in one sentence.
    func fault(_ detail: String) {
        switch origin {
        case .line(let line): reader.note(line: line, pointer: pointer, detail: detail)
        case .environment(let variable): reader.note(variable: variable, detail: detail)
        }
    }

    /// Notes that the value is not what it must be.
    func mismatch(_ expectation: String, given: String) {
        // Forty characters show what was meant and keep a message on one line.
        let shown = given.count > 40 ? given.prefix(40) + "…" : given[...]
        fault("It must be \(expectation), not \"\(shown)\".")
    }

    /// Returns the plain value as it is written.
    ///
    /// `expectation` says what it must be, as the end of a sentence: `a date such as 2027-12-31`.
    func scalar(_ expectation: String) -> String? {
        guard case .scalar(let scalar) = node else {
            fault("It must be \(expectation), not \(kind).")
            return nil
        }
        // The parser gives tags of YAML's own types to keys by itself; they change nothing here.
        let tag = scalar.tag.rawValue
        guard tag.isEmpty || tag == "!" || tag.hasPrefix("tag:yaml.org,2002:") else {
            fault("Tags (\(scalar.tag.rawValue)) are not taken; it must be \(expectation).")
            return nil
        }
        guard !scalar.string.allSatisfy(\.isWhitespace) else {
            fault("It is empty; it must be \(expectation).")
            return nil
        }
        return scalar.string
    }

    /// Returns the plain value as `convert` understands it.
    func parsed<Value>(_ expectation: String, _ convert: (String) -> Value?) -> Value? {
        guard let text = scalar(expectation) else { return nil }
        guard let value = convert(text) else {
            mismatch(expectation, given: text)
            return nil
        }
        return value
    }

    /// Whether it is plain, for values that may be plain or not.
    var isScalar: Bool { node.scalar != nil }

    /// Whether it is a group of keys, for values that may be one or not.
    var isMapping: Bool { node.mapping != nil }

    /// Whether it is this word, for values that may be a word or something larger.
    func isWord(_ word: String) -> Bool { node.scalar?.string == word }

    /// Returns the items of a list.
    ///
    /// - Parameters:
    ///   - count: How many there may be.
    ///   - name: What they are, in the plural.
    /// - Returns: The items, or `nil` after a fault was noted.
    func list(of count: ClosedRange<Int>, _ name: String) -> [DocumentValue]? {
        guard let items = items else {
            fault("It must be a list of \(name), not \(kind).")
            return nil
        }
        guard count.contains(items.count) else {
            fault("It must have \(count.lowerBound) to \(count.upperBound) \(name), not \(items.count).")
            return nil
        }
        return items
    }

    private var items: [DocumentValue]? {
        switch (node, origin) {
        case (.sequence(let nodes), _):
            nodes.enumerated().map { position, node in
                DocumentValue(
                    node: node, origin: .line(node.mark?.line), pointer: "\(pointer)[\(position)]",
                    reader: reader)
            }
        case (.scalar(let scalar), .environment):
            // A variable holds a list with commas between its items.
            scalar.string.split(separator: ",").map { item in
                let trimmed = String(item.drop { $0 == " " })
                return DocumentValue(
                    node: Node(trimmed), origin: origin, pointer: pointer, reader: reader)
            }
        default: nil
        }
    }

    /// The shape, for messages.
    private var kind: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "\"\(scalar.string.prefix(40))\""
        case .sequence: "a list"
        case .mapping: "a group of keys"
        case .alias: "an alias"
        }
    }
}
