package import Vocabulary

/// A rule that people join only in one of some areas, and what evidence of the place it believes.
///
/// It is fail-closed as `Geofence` is: whatever is not certain refuses.
package struct JoinFence: Sendable, Hashable {
    /// One or more; a place in any of them is inside.
    package let areas: [Area]
    /// The weakest grade of evidence that is believed.
    package let leastGrade: LocationEvidence.Grade

    package init(areas: [Area], leastGrade: LocationEvidence.Grade) {
        self.areas = areas
        self.leastGrade = leastGrade
    }

    /// Decides whether somebody may join.
    ///
    /// The strongest evidence speaks alone, so that no phone's word moves a code away from the store on whose wall it is.
    /// Near the common edge of two areas the answer may be unknown, although both together hold the place.
    ///
    /// - Parameters:
    ///   - evidence: All ways in which the place is known.
    ///   - now: The time of the question.
    /// - Returns: Why not; `nil` if they may.
    /// - Complexity: O(*v*) in the vertices of the areas.
    package func refusal(_ evidence: [LocationEvidence], at now: Instant) -> JoinRefusal? {
        let strongest = evidence.max { $0.grade < $1.grade }
        var doubt: Geofence.Doubt?
        for area in areas {
            switch Geofence.decide(strongest, area, leastGrade: leastGrade, at: now) {
            case .inside: return nil
            case .outside: break
            case .unknown(let found): doubt = doubt ?? found
            }
        }
        return doubt.map(JoinRefusal.locationUnknown) ?? .outsideArea
    }
}

/// Why somebody cannot join where they are.
package enum JoinRefusal: Sendable, Hashable {
    /// They are in none of the areas.
    case outsideArea
    /// It is not known well enough where they are, and why.
    case locationUnknown(Geofence.Doubt)

    /// The stable word, as for an offer that is good in an area; never renamed.
    package var reason: String {
        switch self {
        case .outsideArea: "outside_area"
        case .locationUnknown: "location_unknown"
        }
    }
}
