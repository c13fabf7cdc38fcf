/// The tree of a file's pages, written while pages come: memory grows with its height only.
struct PDFPageTree {
    /// Kids of a node: readers find a page in few steps, and no node is long.
    private static let kidCount = 64

    private struct Node {
        var reference: PDFFile.Reference
        var kids: [PDFFile.Reference] = []
        var pageCount = 0
    }

    /// The unfinished node of each level, the pages' parents first.
    private var levels: [Node] = []

    /// Returns the node that the next page is a kid of.
    mutating func parent(in file: inout PDFFile) -> PDFFile.Reference {
        if levels.isEmpty { levels.append(Node(reference: file.reserve())) }
        return levels[0].reference
    }

    /// Takes a page that was written with that parent.
    mutating func add(_ page: PDFFile.Reference, to file: inout PDFFile) {
        precondition(!levels.isEmpty, "a page has a parent")
        insert(page, pageCount: 1, at: 0)
        var level = 0
        while level < levels.count, levels[level].kids.count == Self.kidCount {
            close(level, in: &file)
            level += 1
        }
    }

    /// Writes what is unfinished and returns the root.
    mutating func finish(in file: inout PDFFile) -> PDFFile.Reference {
        _ = parent(in: &file)
        var level = 0
        while level < levels.count - 1 {
            if levels[level].kids.isEmpty {
                // A reserved node that no page came to stays a free entry of the table.
                level += 1
                continue
            }
            close(level, in: &file)
            level += 1
        }
        let root = levels[levels.count - 1]
        file.write(Self.body(of: root, parent: nil), as: root.reference)
        return root.reference
    }

    /// Writes a full node as a kid of the level above, and begins the next of its level.
    private mutating func close(_ level: Int, in file: inout PDFFile) {
        if level + 1 == levels.count { levels.append(Node(reference: file.reserve())) }
        let node = levels[level]
        file.write(Self.body(of: node, parent: levels[level + 1].reference), as: node.reference)
        insert(node.reference, pageCount: node.pageCount, at: level + 1)
        levels[level] = Node(reference: file.reserve())
    }

    private mutating func insert(_ kid: PDFFile.Reference, pageCount: Int, at level: Int) {
        levels[level].kids.append(kid)
        levels[level].pageCount += pageCount
    }

    private static func body(of node: Node, parent: PDFFile.Reference?) -> PDFText {
        var body = PDFText("<</Type/Pages/Count \(node.pageCount)")
        if let parent { body.append("/Parent \(parent.text)") }
        body.append("/Kids[\(node.kids.map(\.text).joined(separator: " "))]>>")
        return body
    }
}
