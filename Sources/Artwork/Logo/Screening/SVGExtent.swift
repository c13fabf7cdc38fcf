/// Numbers with which librsvg and cairo draw for minutes, or end the program.
struct SVGExtent {
    /// The largest coordinate, length or factor: cairo's coordinates end at 8,388,608 dots, and what lies beyond
    /// appears elsewhere.
    static let maximumNumber = 8_388_608.0
    /// The most octaves of noise: each is half as strong as the one before, and a ninth changes no colour.
    static let maximumOctaves = 8.0
    /// The most rows of a convolution: librsvg 2.54 takes seconds for twenty, and ends the program at thirty-one.
    static let maximumOrder = 10.0
    /// The widest that a filter makes lines, as a share of the picture's side: the time grows with the square of it.
    static let maximumRadiusShare = 0.02

    private static let geometry: Set<String> = [
        "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height",
        "points", "d",
        "transform", "viewbox", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "font-size",
    ]

    /// The longer side of the document, in its own units; browsers' 300 where it states none.
    private var side: Double?

    /// Judges an element by its numbers.
    ///
    /// - Throws: ``SVGFault/number(_:_:maximum:)``.
    mutating func check(_ tag: XMLScanner.Tag) throws(SVGFault) {
        for (name, value) in tag.attributes where Self.geometry.contains(SVGReferences.local(name)) {
            for number in SVGNumbers.all(in: value) where !(abs(number) <= Self.maximumNumber) {
                throw .number(name, number, maximum: Self.maximumNumber)
            }
        }
        let side = side ?? Self.side(of: tag)
        self.side = side
        switch SVGReferences.local(tag.name) {
        case "feturbulence": try Self.check(tag, "numOctaves", maximum: Self.maximumOctaves)
        case "feconvolvematrix": try Self.check(tag, "order", maximum: Self.maximumOrder)
        case "femorphology": try Self.check(tag, "radius", maximum: Self.maximumRadiusShare * side)
        default: break
        }
    }

    private static func check(
        _ tag: XMLScanner.Tag, _ name: String, maximum: Double
    ) throws(SVGFault) {
        guard let value = tag.attributes.first(where: { $0.name == name })?.value else { return }
        for number in SVGNumbers.all(in: value) where !(number <= maximum) {
            throw .number("\(tag.name) \(name)", number, maximum: maximum)
        }
    }

    private static func side(of root: XMLScanner.Tag) -> Double {
        func numbers(_ name: String) -> [Double] {
            root.attributes.first { $0.name == name }.map { SVGNumbers.all(in: $0.value) } ?? []
        }
        let box = numbers("viewBox")
        let sides = box.count == 4 ? Array(box.suffix(2)) : numbers("width") + numbers("height")
        return sides.max() ?? 300
    }
}
