/// What was counted on the way from a printed code to the till, for a placement, a creative or a campaign.
///
/// All counts are of one period or of one cohort; which one is the report's to say.
package struct FunnelCounts: Sendable, Hashable {
    /// Every opening of the code, machines included.
    package var scansGross = 0
    /// Openings by people: without machines, previews, tests and double firing.
    package var scansNet = 0
    /// Visitors, each once in 24 hours.
    package var scansUnique = 0
    /// Unique visitors for whom the page ran.
    package var landings = 0
    package var joins = 0
    package var claims = 0
    package var redemptions = 0
    package var reversals = 0
    /// What the purchases came to before the discount.
    package var spend = MoneyTally()
    package var discount = MoneyTally()

    package init() {}

    /// Counts one scan.
    ///
    /// - Parameters:
    ///   - scanClass: What opened the code.
    ///   - verdict: What deduplication says of it.
    package mutating func count(_ scanClass: ScanClass, _ verdict: Deduplication.Verdict) {
        scansGross += 1
        guard scanClass.isNet, verdict != .doubleFire else { return }
        scansNet += 1
        if verdict == .unique { scansUnique += 1 }
    }

    /// Adds the counts of another placement or period.
    ///
    /// Visitors of both are counted twice: the unique scans of a sum are visits to placements, not people.
    package mutating func add(_ other: FunnelCounts) {
        scansGross += other.scansGross
        scansNet += other.scansNet
        scansUnique += other.scansUnique
        landings += other.landings
        joins += other.joins
        claims += other.claims
        redemptions += other.redemptions
        reversals += other.reversals
        spend.add(other.spend)
        discount.add(other.discount)
    }
}
