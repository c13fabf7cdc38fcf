/// Where lines are dashed, and how many dashes that comes to: cairo draws each, also those outside the picture.
///
/// Lines that are dashed by their own element or one around it are counted there. A style sheet or a reference may dash any,
/// so all lines are counted by the shortest dash that those know.
struct DashedLines {
    /// The length of a dash and its gap, for the open elements.
    private var periods: [Double?] = [nil]
    /// The shortest that may hold for any element.
    private(set) var shortest: Double?

    private static let property = "stroke-dasharray"

    /// Takes an element, which stays open.
    ///
    /// - Returns: The dashes of its own outline.
    mutating func begin(_ tag: XMLScanner.Tag, length: Double) -> Double {
        var period = periods[periods.count - 1]
        let styles = tag.attributes.filter { $0.name == "style" }.flatMap { Self.values(in: $0.value) }
        let own = tag.attributes.filter { $0.name == Self.property }.map { $0.value[...] } + styles
        for value in own where !value.contains("inherit") { period = Self.period(value) }
        periods.append(period)
        if SVGReferences.local(tag.name) == "use" { restrict(to: period) }
        return period.map { length / $0 } ?? 0
    }

    mutating func end() { periods.removeLast() }

    /// Takes a style sheet.
    mutating func read(sheet: String) {
        for value in Self.values(in: sheet) { restrict(to: Self.period(value)) }
    }

    private mutating func restrict(to period: Double?) {
        guard let period else { return }
        shortest = min(shortest ?? period, period)
    }

    /// A dash and its gap, or all of a longer list; `nil` for a line without gaps.
    private static func period(_ value: Substring) -> Double? {
        let numbers = SVGNumbers.all(in: value)
        let sum = numbers.reduce(0, +)
        return sum > 0 && numbers.allSatisfy { $0 >= 0 } ? sum : nil
    }

    /// What a style says of dashes.
    private static func values(in style: String) -> [Substring] {
        // Comments may stand between a name and its colon.
        let text = (style.contains("\\") ? CSSEscapes.resolved(style) : style).lowercased()
            .replacing(#/\/\*.*?\*\//#.dotMatchesNewlines(), with: "")
        var values: [Substring] = []
        var rest = text[...]
        while let name = rest.firstRange(of: property) {
            rest = rest[name.upperBound...]
            let value = rest.prefix { !";}".contains($0) }
            if value.contains(":") { values.append(value) }
        }
        return values.map { Substring($0) }
    }
}
