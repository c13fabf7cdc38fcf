package import Artwork

extension LookSettings {
    /// Reads `SHAPE` or `FRAME/PUPIL` for the finder patterns.
    ///
    /// - Returns: `nil` if a part is none of ``FinderShape``.
    package static func eye(_ text: String) -> (frame: FinderShape, pupil: FinderShape)? {
        let shapes = text.split(separator: "/", omittingEmptySubsequences: false)
            .map { FinderShape(rawValue: String($0)) }
        switch (shapes.count, shapes.first ?? nil, shapes.last ?? nil) {
        case (1...2, let frame?, let pupil?): return (frame, pupil)
        default: return nil
        }
    }

    /// Reads `FILL` or `FRAME/PUPIL` for the finder patterns.
    ///
    /// - Parameters:
    ///   - text: Fills as ``Fill/init(parsing:paint:)`` reads them.
    ///   - paint: Finds the paint of a name.
    /// - Returns: The fill of frames, and that of pupils.
    /// - Throws: `Fill.ParseError`
    package static func eyeFill(
        _ text: String, paint: (String) -> Paint? = Fill.paint(parsing:)
    ) throws(Fill.ParseError) -> (frame: Fill, pupil: Fill) {
        let halves = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let frame = try Fill(parsing: halves[0], paint: paint)
        guard halves.count == 2 else { return (frame, frame) }
        return (frame, try Fill(parsing: halves[1], paint: paint))
    }
}

extension Fill.ParseError {
    /// What is wrong, in a sentence without its subject.
    package var sentence: String {
        switch self {
        case .unreadable(let text):
            "'\(text)' is no fill: a colour such as #0b6e4f, linear:DEGREES:COLOUR,COLOUR or radial:COLOUR,COLOUR"
        case .color(let text): "'\(text)' is no colour such as #0b6e4f"
        case .stopCount(let count, let allowed):
            "a gradient of \(count) colours; \(allowed.lowerBound) to \(allowed.upperBound) are possible"
        case .offsets(let text): "the places of '\(text)' must go from 0 to 100 in order"
        }
    }
}
