extension Fill {
    /// Why a text is no fill.
    public enum ParseError: Error, Sendable, Hashable {
        /// Neither a colour nor `linear:DEGREES:COLOUR,…` nor `radial:COLOUR,…`; carries the text.
        case unreadable(String)
        /// A part of it is no colour.
        case color(String)
        /// A gradient has too few colours or too many.
        case stopCount(Int, allowed: ClosedRange<Int>)
        /// The places of a gradient's colours are out of 0 to 100 or out of order; carries the text.
        case offsets(String)
    }

    /// Reads `#0b6e4f`, `linear:45:#0b6e4f,#123456`, or `radial:#0b6e4f,#3c1361@60,#000`.
    ///
    /// A place behind `@` is in percent; colours without one are spread evenly.
    ///
    /// - Parameters:
    ///   - text: The fill.
    ///   - paint: Finds the paint of what stands for a colour, such as a brand's name for it; `nil` if it is none.
    /// - Throws: ``ParseError``.
    public init(
        parsing text: some StringProtocol, paint: (String) -> Paint? = Fill.paint(parsing:)
    ) throws(ParseError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts.first?.lowercased(), parts.count) {
        case ("linear", 3):
            guard let degrees = Double(parts[1]), degrees.isFinite else { throw .unreadable(String(text)) }
            let stops = try Self.stops(parts[2], paint)
            self = .linear(.init(degrees: degrees.truncatingRemainder(dividingBy: 360), stops: stops))
        case ("radial", 2): self = .radial(stops: try Self.stops(parts[1], paint))
        case (_, 1):
            guard let paint = paint(String(text)) else { throw .color(String(text)) }
            self = .solid(paint)
        default: throw .unreadable(String(text))
        }
    }

    /// Reads `#rgb` or `#rrggbb` as a paint without an ink of its own.
    public static func paint(parsing text: String) -> Paint? {
        (try? Color(parsing: text)).map { Paint($0) }
    }

    private static func stops(
        _ text: some StringProtocol, _ paint: (String) -> Paint?
    ) throws(ParseError) -> [Stop] {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard stopCounts.contains(fields.count) else {
            throw .stopCount(fields.count, allowed: stopCounts)
        }
        var stops: [Stop] = []
        for (index, field) in fields.enumerated() {
            let halves = field.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            guard let paint = paint(String(halves[0])) else { throw .color(String(field)) }
            let even = Double(index) / Double(fields.count - 1)
            let offset = halves.count == 1 ? even : (Double(halves[1]) ?? .nan) / 100
            guard (0...1).contains(offset), offset >= stops.last?.offset ?? 0 else {
                throw .offsets(String(text))
            }
            stops.append(Stop(offset: offset, paint: paint))
        }
        return stops
    }
}
