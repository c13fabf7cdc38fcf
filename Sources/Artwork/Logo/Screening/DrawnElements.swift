/// Counts the elements, dashes and letters that a drawing comes to when its references are followed: ten groups that each use the one before
/// ten times are ten thousand million.
struct DrawnElements {
    private struct Node {
        var name: String
        /// Elements inside that have no name of their own, itself included, and their dashes.
        var count = 1
        /// The length of their outlines.
        var length = 0.0
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
    ///
    /// - Parameters:
    ///   - tag: The element.
    ///   - length: Of its outline.
    ///   - dashes: In its outline.
    mutating func begin(_ tag: XMLScanner.Tag, length: Double, dashes: Double) {
        var node = open[open.count - 1]
        if let name = tag.attributes.first(where: { $0.name == "id" || $0.name == "xml:id" })?.value {
            nodes[node].children.append(nodes.count)
            node = nodes.count
            nodes.append(Node(name: name))
            places[name] = places[name] ?? node
        } else {
            nodes[node].count += 1
        }
        nodes[node].count += Self.capped(dashes)
        nodes[node].length += length
        nodes[node].references += Self.references(of: tag)
        open.append(node)
    }

    mutating func end() { open.removeLast() }

    /// As many elements as a letter takes time for: librsvg 2.54 draws a line of 2,000 in a second, and one of 5,000 in
    /// ten.
    private static let elementsPerLetter = 50

    /// Counts letters of the innermost open element.
    mutating func add(letters: Int) {
        nodes[open[open.count - 1]].count += letters * Self.elementsPerLetter
    }

    /// A number of dashes; more than too many need not be told apart, and must not overflow.
    private static func capped(_ dashes: Double) -> Int {
        let most = SVGScreening.maximumElementCount + 1
        return dashes < Double(most) ? Int(dashes) : most
    }

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
    /// - Parameter shortestDash: The shortest by which any outline may be dashed.
    /// - Throws: ``SVGFault/tooManyElements(maximum:)``, ``SVGFault/recursion(_:)``, ``SVGFault/tooDeep(maximum:)``.
    /// - Complexity: O(elements + references)
    func check(shortestDash: Double?) throws(SVGFault) {
        var known: [Int: Int] = [:]
        var path: Set<Int> = []
        let count = try count(0, shortestDash, &known, &path)
        guard count <= SVGScreening.maximumElementCount else {
            throw .tooManyElements(maximum: SVGScreening.maximumElementCount)
        }
    }

    private func count(
        _ place: Int, _ shortestDash: Double?, _ known: inout [Int: Int], _ path: inout Set<Int>
    ) throws(SVGFault) -> Int {
        if let count = known[place] { return count }
        guard path.insert(place).inserted else { throw .recursion(nodes[place].name) }
        guard path.count <= SVGScreening.maximumDepth else {
            throw .tooDeep(maximum: SVGScreening.maximumDepth)
        }
        let dashes = shortestDash.map { Self.capped(nodes[place].length / $0) } ?? 0
        var sum = nodes[place].count + dashes
        for next in nodes[place].children + nodes[place].references.compactMap({ places[$0] }) {
            sum = min(
                sum + (try count(next, shortestDash, &known, &path)), SVGScreening.maximumElementCount + 1)
        }
        path.remove(place)
        known[place] = sum
        return sum
    }
}
