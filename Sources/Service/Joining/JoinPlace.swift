package import Membership
package import Store
import Vocabulary

/// Where people may join: areas of the workspace, and the evidence that is believed.
package struct JoinPlace: Sendable, Hashable {
    package var areas: [NamedArea]
    /// The weakest grade that is believed.
    package var evidence: LocationEvidence.Grade

    /// The rule itself.
    var fence: JoinFence { JoinFence(areas: areas.map(\.area), leastGrade: evidence) }

    /// The grades that a page can have evidence of, or of a better one: nobody joins at a terminal.
    package static let grades: [LocationEvidence.Grade] = [.ip, .gps, .beacon, .storeCode]

    init(areas: [NamedArea], evidence: LocationEvidence.Grade) {
        self.areas = areas
        self.evidence = evidence
    }

    init?(_ document: DocumentValue, library: AreaLibrary?) {
        guard let fields = document.fields(["areas", "evidence"]) else { return nil }
        let areas = fields.required("areas")?.areas(of: library)
        let names = Self.grades.map(\.rawValue).joined(separator: ", ")
        let evidence = fields.required("evidence")?.parsed("one of \(names)") { text in
            Self.grades.first { $0.rawValue == text }
        }
        guard let areas, let evidence else { return nil }
        self.init(areas: areas, evidence: evidence)
    }
}

/// Where a browser says it is, as the page's script writes it: `31.23040,121.47370,35,4`.
///
/// Latitude and longitude in WGS-84, to how many metres they are known, and how many seconds ago they were found: an age
/// and no time, so that a phone's wrong clock does no harm.
struct JoinPosition: Sendable, Hashable {
    let place: Coordinate
    let accuracyMetres: Double
    let ageSeconds: Int64

    /// 64 bytes: twice what the script writes.
    private static let maximumLength = 64
    /// A day: five minutes are believed, and a number beyond says nothing more.
    private static let ages: ClosedRange<Int64> = 0...86_400

    /// Reads what a form holds; `nil` for anything else, which is as good as nothing.
    init?(parsing text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 4, let latitude = DecimalText.degrees(String(parts[0])),
            let longitude = DecimalText.degrees(String(parts[1])),
            let accuracy = DecimalText.degrees(String(parts[2])),
            let place = Coordinate(latitude: latitude, longitude: longitude), accuracy >= 0,
            let age = Int64(parts[3]), Self.ages.contains(age)
        else { return nil }
        (self.place, accuracyMetres, ageSeconds) = (place, accuracy, age)
    }

    func evidence(at now: Instant) -> LocationEvidence? {
        LocationEvidence(
            grade: .gps, place: place, accuracyMetres: accuracyMetres,
            at: now.advanced(bySeconds: -ageSeconds))
    }
}

extension JoinService {
    /// What the page of a placement can be, before anybody has filled in its form.
    package enum Standing: Sendable, Hashable {
        /// Nothing more is to be known of the place.
        case open
        /// The browser must say where it is.
        case asksPosition
        /// Nobody joins by this placement.
        case refused(JoinRefusal)
    }

    /// What is known of a joiner's place; never a coordinate.
    struct Whereabouts: Sendable, Hashable {
        var refusal: JoinRefusal?
        /// The grade of what was believed; `nil` where joining is open everywhere.
        var grade: LocationEvidence.Grade?
        /// The coarse cell where the browser says it is.
        var cell: CoarseCell?
    }

    /// Returns what the page of a placement can be.
    package func standing(at placement: PlacementRecord) -> Standing {
        guard let fence = rules.place?.fence else { return .open }
        let now = context.surroundings.now()
        let evidence = storeEvidence(placement, at: now)
        guard evidence.isEmpty, fence.leastGrade <= .gps else {
            return fence.refusal(evidence, at: now).map(Standing.refused) ?? .open
        }
        return .asksPosition
    }

    /// Notes in a request how it is known where its sender is, and returns why they cannot join there.
    func locate(
        _ request: inout JoinRequest, by form: JoinForm, at placement: PlacementRecord, _ now: Instant
    ) -> JoinRefusal? {
        let whereabouts = whereabouts(of: form, at: placement, now)
        request.take(whereabouts, allowed: form.allowed)
        return whereabouts.refusal
    }

    /// Decides whether somebody may join where they are.
    private func whereabouts(
        of form: JoinForm, at placement: PlacementRecord, _ now: Instant
    ) -> Whereabouts {
        guard let fence = rules.place?.fence else { return Whereabouts() }
        let position = form.position.flatMap(JoinPosition.init(parsing:))
        let evidence =
            storeEvidence(placement, at: now) + [position?.evidence(at: now)].compactMap(\.self)
        return Whereabouts(
            refusal: fence.refusal(evidence, at: now), grade: evidence.map(\.grade).max(),
            cell: position.map { CoarseCell(containing: $0.place) })
    }

    /// The code was scanned on the wall or counter of its store.
    private func storeEvidence(_ placement: PlacementRecord, at now: Instant) -> [LocationEvidence] {
        let place = placement.store.flatMap(context.configuration.store)?.place
        let evidence = place.flatMap {
            LocationEvidence(grade: .storeCode, place: $0, accuracyMetres: 0, at: now)
        }
        return [evidence].compactMap(\.self)
    }
}
