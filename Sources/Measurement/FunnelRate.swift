/// One step of the funnel as a part of another, with what it is a part of.
package struct FunnelRate: Sendable, Hashable {
    /// Which rate; raw values are wire format, so never rename one.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        /// Scans that were no person's, of all scans.
        case invalidShare = "invalid_share"
        /// Net scans for each unique one; above 1, and no share.
        case repeatFactor = "repeat_factor"
        /// Pages that ran, of unique scans: below 90 % the page is slow or the signal bad.
        case landingRate = "landing_rate"
        case joinRate = "join_rate"
        case claimRate = "claim_rate"
        /// Redemptions of what was claimed; compare cohorts of claims, not periods.
        case redemptionRate = "redemption_rate"
        /// The same without what was reversed.
        case netRedemptionRate = "net_redemption_rate"
        /// Redemptions of unique scans: the product of the steps.
        case funnelYield = "funnel_yield"
    }

    /// A count by its name in reports; raw values are wire format, so never rename one.
    package enum Step: String, Sendable, Hashable, CaseIterable {
        case scansGross = "scans_gross"
        case scansInvalid = "scans_invalid"
        case scansNet = "scans_net"
        case scansUnique = "scans_unique"
        case landings, joins, claims, redemptions
        case redemptionsNet = "redemptions_net"
    }

    package let name: Name
    package let numerator: Step
    package let denominator: Step
    /// The counts behind the value.
    package let part: Int
    package let whole: Int

    /// The part divided by the whole, or `nil` if the whole is nothing.
    package var value: Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }

    /// The 95 % interval of a share, or `nil` where the part is no part of the whole, or the whole is nothing.
    package var interval: Interval? {
        name == .repeatFactor ? nil : Wilson.interval(successes: part, trials: whole)
    }

    /// Returns every rate of the counts, in the order of `Name`.
    package static func all(of counts: FunnelCounts) -> [FunnelRate] {
        Name.allCases.map { FunnelRate($0, of: counts) }
    }

    /// Makes one rate from counts.
    package init(_ name: Name, of counts: FunnelCounts) {
        self.name = name
        (numerator, denominator) = name.steps
        part = counts[numerator]
        whole = counts[denominator]
    }
}

extension FunnelRate.Name {
    /// What is divided by what.
    fileprivate var steps: (numerator: FunnelRate.Step, denominator: FunnelRate.Step) {
        switch self {
        case .invalidShare: (.scansInvalid, .scansGross)
        case .repeatFactor: (.scansNet, .scansUnique)
        case .landingRate: (.landings, .scansUnique)
        case .joinRate: (.joins, .landings)
        case .claimRate: (.claims, .landings)
        case .redemptionRate: (.redemptions, .claims)
        case .netRedemptionRate: (.redemptionsNet, .claims)
        case .funnelYield: (.redemptions, .scansUnique)
        }
    }
}

extension FunnelCounts {
    /// Returns the count of a step.
    package subscript(step: FunnelRate.Step) -> Int {
        switch step {
        case .scansGross: scansGross
        case .scansInvalid: scansGross - scansNet
        case .scansNet: scansNet
        case .scansUnique: scansUnique
        case .landings: landings
        case .joins: joins
        case .claims: claims
        case .redemptions: redemptions
        case .redemptionsNet: redemptions - reversals
        }
    }
}
