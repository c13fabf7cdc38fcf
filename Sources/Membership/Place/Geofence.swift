package import Vocabulary

/// A rule that something holds only in an area, and what evidence of the place it accepts.
///
/// It is fail-closed: whatever is not certain is unknown, and unknown refuses.
package struct Geofence: Sendable, Hashable {
    package let area: Area
    /// The weakest grade of evidence that is believed.
    package let leastGrade: LocationEvidence.Grade

    package init(area: Area, leastGrade: LocationEvidence.Grade) {
        self.area = area
        self.leastGrade = leastGrade
    }

    /// Five minutes: in that time somebody walks 400 m, and a slow phone has still sent what it knew.
    package static let maximumAgeSeconds: Int64 = 300
    /// A minute: phones' clocks run ahead by seconds, not by more.
    package static let maximumLeadSeconds: Int64 = 60
    /// 50 km: what is known no better than to a city and its surroundings answers no question about an area.
    package static let maximumAccuracyMetres = 50_000.0

    /// What a geofence says.
    package enum Answer: Sendable, Hashable {
        case inside
        case outside
        case unknown(Doubt)

        /// Whether what the geofence guards may happen.
        package var allows: Bool { self == .inside }
    }

    /// Why it cannot be told; raw values are wire format.
    package enum Doubt: String, Sendable, Hashable, CaseIterable {
        /// There is no evidence.
        case missing = "no_evidence"
        /// The grade is lower than the rule asks for.
        case weak = "evidence_too_weak"
        /// Older than `maximumAgeSeconds`.
        case old = "evidence_too_old"
        /// More than `maximumLeadSeconds` in the future.
        case early = "evidence_from_the_future"
        /// Known less exactly than `maximumAccuracyMetres`.
        case vague = "evidence_too_vague"
        /// The circle of its accuracy may reach over the area's edge.
        case straddling = "too_near_to_the_edge"
    }

    /// Decides whether somebody is in the area.
    ///
    /// The place must be in the area or outside it together with all places that its accuracy allows. Distances to a
    /// polygon's edge are taken too short rather than too long, by a few per mille far from the poles, so that
    /// near the edge the answer may be unknown where it could have been given, and never the other way round. Without
    /// any inaccuracy, as for a till, the edge itself is inside.
    ///
    /// - Parameters:
    ///   - evidence: How the place is known; `nil` if it is not.
    ///   - now: The time of the question.
    /// - Returns: The answer; the doubts are looked at in the order of `Doubt`.
    package func decide(_ evidence: LocationEvidence?, at now: Instant) -> Answer {
        Self.decide(evidence, area, leastGrade: leastGrade, at: now)
    }

    /// Decides as a geofence with this area and grade does.
    ///
    /// - Parameters:
    ///   - evidence: How the place is known; `nil` if it is not.
    ///   - area: Where one must be.
    ///   - leastGrade: The weakest grade of evidence that is believed.
    ///   - now: The time of the question.
    /// - Returns: As `decide(_:at:)`.
    package static func decide(
        _ evidence: LocationEvidence?, _ area: Area, leastGrade: LocationEvidence.Grade, at now: Instant
    ) -> Answer {
        guard let evidence else { return .unknown(.missing) }
        guard evidence.grade >= leastGrade else { return .unknown(.weak) }
        guard now <= evidence.at.advanced(bySeconds: maximumAgeSeconds) else { return .unknown(.old) }
        guard evidence.at <= now.advanced(bySeconds: maximumLeadSeconds) else { return .unknown(.early) }
        guard evidence.accuracyMetres <= maximumAccuracyMetres else { return .unknown(.vague) }
        if evidence.accuracyMetres > 0,
            area.mayHaveEdge(within: evidence.accuracyMetres, of: evidence.place)
        {
            return .unknown(.straddling)
        }
        return area.contains(evidence.place) ? .inside : .outside
    }
}
