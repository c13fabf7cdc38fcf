/// Why positions make no ring; positions count from 0, and an edge has the number of the position it starts from.
package enum RingFault: Error, Sendable, Hashable {
    /// Fewer than `Ring.minimumPositionCount` positions (RFC 7946, section 3.1.6).
    case tooFewPositions(Int)
    /// Fewer than three different places, so that nothing is enclosed.
    case tooFewPlaces(Int)
    /// The last position is not the first again.
    case notClosed(first: RingPosition, last: RingPosition)
    /// A latitude is not from -90 to 90, or not a number.
    case latitudeOutOfRange(position: Int, degrees: Double)
    /// A longitude is not from -180 to 180, or not a number, in the numbers given or in WGS-84.
    case longitudeOutOfRange(position: Int, degrees: Double)
    /// An edge goes from -180 to 180 or back in one step: round the earth, or nowhere.
    case ambiguousStep(edge: Int)
    /// Two edges cross, touch, or lie on each other.
    case selfCrossing(edge: Int, other: Int)
    /// The ring goes round the earth on both sides of the equator, so that neither pole is clearly inside.
    case ambiguousPole
    /// The ring goes round the earth twice, or spans more than two turns.
    case tooManyTurns
}
