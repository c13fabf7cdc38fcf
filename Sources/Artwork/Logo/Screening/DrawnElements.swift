/// Counts the elements that a drawing comes to when its references are followed: ten groups that each use the one before
/// ten times are ten thousand million.
struct DrawnElements {
    private struct Node {
        var name: String
        /// Elements inside that have no name of their own, itself included.
        var count = 1
        /// Named elements inside.
        var children: [Int] = []
        /// Names that it refers to.
        var references: [String] = []
    }

    private var nodes = [Node(name: "")]
    private var places: [String: Int] = [:]
    /// The nodes of the open elements.
    private var open = [0]

    /// Counts an element, which stays open.
    mutating func begin(_ tag: XMLScanner.Tag) {
        var node = open[open.count - 1]
        if let name = tag.attributes.first(where: { $0.name == "id" || $0.name == "xml:id" })?.value {
            nodes[node].children.append(nodes.count)
            node = nodes.count
            nodes.append(Node(name: name))
            places[name] = places[name] ?? node
        } else {
            nodes[node].count += 1
        }
        nodes[node].references += Self.references(of: tag)
        open.append(node)
    }

    mutating func end() { open.removeLast() }

    /// The names of elements that are drawn where this one is.
    private static func references(of tag: XMLScanner.Tag) -> [String] {
        tag.attributes.flatMap { name, value -> [String] in
            if SVGReferences.local(name) == "href" {
                return SVGReferences.local(tag.name) == "use"
                    ? [String(value.drop { $0.isWhitespace }.dropFirst())] : []
            }
            var names: [String] = []
            var rest = value[...]
            while let start = rest.firstRange(of: "url(") {
                rest = rest[start.upperBound...]
                let address = rest.drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
                names.append(String(address.dropFirst().prefix { !")\"' ".contains($0) }))
            }
            return names
        }
    }

    /// Checks the whole.
    ///
    /// - Throws: ``SVGFault/tooManyElements(maximum:)``, ``SVGFault/recursion(_:)``, ``SVGFault/tooDeep(maximum:)``.
    /// - Complexity: O(elements + references)
    func check() throws(SVGFault) {
        var known: [Int: Int] = [:]
        var path: Set<Int> = []
        let count = try count(0, &known, &path)
        guard count <= SVGScreening.maximumElementCount else {
            throw .tooManyElements(maximum: SVGScreening.maximumElementCount)
        }
    }

    private func count(
        _ place: Int, _ known: inout [Int: Int], _ path: inout Set<Int>
    ) throws(SVGFault) -> Int {
        if let count = known[place] { return count }
        guard path.insert(place).inserted else { throw .recursion(nodes[place].name) }
        guard path.count <= SVGScreening.maximumDepth else {
            throw .tooDeep(maximum: SVGScreening.maximumDepth)
        }
        var sum = nodes[place].count
        for next in nodes[place].children + nodes[place].references.compactMap({ places[$0] }) {
            // More than too many need not be told apart, and must not overflow.
            sum = min(sum + (try count(next, &known, &path)), SVGScreening.maximumElementCount + 1)
        }
        path.remove(place)
        known[place] = sum
        return sum
    }
}
