package import Vocabulary

/// Decides what one more scan of the same code by the same visitor is.
package enum Deduplication {
    /// 2 s: a browser that asks twice, or a camera that fires twice.
    package static let doubleFireMilliseconds: Int64 = 2_000
    /// 30 min: what happens within belongs to one visit.
    package static let sessionMilliseconds: Int64 = 1_800_000
    /// 24 h: a visitor counts once in it as unique.
    package static let uniqueMilliseconds: Int64 = 86_400_000

    /// What is remembered of one visitor at one placement.
    package struct Trail: Sendable, Hashable {
        /// The latest scan, double firing apart.
        package var lastScanAt: Instant
        /// The latest scan that counted as unique.
        package var lastUniqueAt: Instant

        package init(lastScanAt: Instant, lastUniqueAt: Instant) {
            self.lastScanAt = lastScanAt
            self.lastUniqueAt = lastUniqueAt
        }
    }

    /// How a scan counts; raw values are wire format, so never rename one.
    package enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// The first in 24 hours: gross, net and unique.
        case unique
        /// A new visit by one who was counted: gross and net.
        case repeatVisit = "repeat_visit"
        /// Within a visit that goes on: gross and net.
        case sameSession = "same_session"
        /// The same opening again: gross alone, class `duplicate`.
        case doubleFire = "double_fire"
    }

    /// Judges a scan, and returns what to remember.
    ///
    /// Windows are half open: a scan after exactly 2 s is no double firing, one after exactly 24 h is unique again. One
    /// that arrives with an earlier time than the latest, from another server's clock, is measured by the distance.
    ///
    /// - Parameters:
    ///   - now: When the scan happened.
    ///   - trail: What is remembered, or `nil` if the visitor was never seen at this placement.
    /// - Returns: How the scan counts, and the trail that replaces `trail`.
    package static func judge(at now: Instant, after trail: Trail?) -> (verdict: Verdict, trail: Trail) {
        guard let trail else { return (.unique, Trail(lastScanAt: now, lastUniqueAt: now)) }
        let sinceScan = distance(now, trail.lastScanAt)
        guard sinceScan >= doubleFireMilliseconds else { return (.doubleFire, trail) }
        let latest = max(now, trail.lastScanAt)
        guard distance(now, trail.lastUniqueAt) < uniqueMilliseconds else {
            return (.unique, Trail(lastScanAt: latest, lastUniqueAt: max(now, trail.lastUniqueAt)))
        }
        let verdict: Verdict = sinceScan < sessionMilliseconds ? .sameSession : .repeatVisit
        return (verdict, Trail(lastScanAt: latest, lastUniqueAt: trail.lastUniqueAt))
    }

    private static func distance(_ one: Instant, _ other: Instant) -> Int64 {
        abs(one.millisecondsSince1970 - other.millisecondsSince1970)
    }
}
