import Membership

extension AreaFault {
    /// What is wrong, in one sentence that names the limit and what was given.
    var sentence: String {
        switch self {
        case .radiusOutOfRange(let metres):
            let limits = "\(Int(Circle.minimumRadiusMetres)) to \(Int(Circle.maximumRadiusMetres))"
            return "A radius must be \(limits) metres, not \(metres)."
        case .empty: return "There must be at least one polygon."
        case .noRing: return "A polygon must have an outer ring."
        case .tooManyVertices(let count):
            return "An area may have \(MultiPolygon.maximumVertexCount) positions, not \(count)."
        case .ring(let fault, _, _): return fault.sentence
        case .holeOutside: return "A hole must be inside the outer ring of its polygon."
        }
    }
}

extension RingFault {
    /// The position that is wrong, if it is one.
    var position: Int? {
        switch self {
        case .latitudeOutOfRange(let position, _), .longitudeOutOfRange(let position, _): position
        case .ambiguousStep(let edge), .selfCrossing(let edge, _): edge
        case .tooFewPositions, .tooFewPlaces, .notClosed, .ambiguousPole, .tooManyTurns: nil
        }
    }

    var sentence: String {
        switch self {
        case .tooFewPositions(let count):
            "A ring needs at least \(Ring.minimumPositionCount) positions, the last being the first again, "
                + "and this one has \(count)."
        case .tooFewPlaces(let count): "A ring needs at least 3 different places, and this one has \(count)."
        case .notClosed(let first, let last):
            "A ring must end where it begins, at \(first.text), and this one ends at \(last.text)."
        case .latitudeOutOfRange(_, let degrees):
            "A latitude is from -90 to 90, not \(degrees); the longitude comes first."
        case .longitudeOutOfRange(_, let degrees): "A longitude is from -180 to 180, not \(degrees)."
        case .ambiguousStep:
            "The side that begins here goes from one end of the map to the other, round the earth or nowhere; "
                + "a position between them would tell."
        case .selfCrossing(let edge, let other):
            "A ring must neither cross nor touch itself, and the side that begins at position \(edge) meets "
                + "the one that begins at position \(other)."
        case .ambiguousPole:
            "A ring round the earth must stay on one side of the equator; cut it along the antimeridian."
        case .tooManyTurns: "A ring must not go round the earth more than once."
        }
    }
}

extension RingPosition {
    fileprivate var text: String { "[\(longitude), \(latitude)]" }
}
