import Measurement
package import Vocabulary

/// Whether one design brought in more than another on the same fixture, or the numbers cannot tell.
package struct CreativeComparison: Sendable, Hashable {
    package let campaign: CampaignID?
    package let fixture: String
    package let first: String
    package let second: String
    let rate: FunnelRate.Name
    let firstRate: FunnelRate
    let secondRate: FunnelRate
    /// `nil` without visitors to compare.
    let comparison: Comparison?

    /// What is compared: how many of those who landed joined, and how many of those who scanned redeemed.
    static let rates: [FunnelRate.Name] = [.joinRate, .funnelYield]

    /// Returns the comparisons of every two creatives that share campaign and fixture, in the order of the lines.
    ///
    /// - Complexity: O(n²) in the creatives of a fixture, of which there are a few.
    static func all(among lines: [FunnelReport.Line]) -> [CreativeComparison] {
        lines.indices.flatMap { index in
            lines[(index + 1)...].filter {
                $0.campaign == lines[index].campaign && $0.fixture == lines[index].fixture
            }.flatMap { other in
                rates.map { CreativeComparison(lines[index], other, by: $0) }
            }
        }
    }

    private init(_ first: FunnelReport.Line, _ second: FunnelReport.Line, by rate: FunnelRate.Name) {
        campaign = first.campaign
        fixture = first.fixture
        self.first = first.creative
        self.second = second.creative
        self.rate = rate
        firstRate = first.rate(rate)
        secondRate = second.rate(rate)
        let arms = [firstRate, secondRate].compactMap {
            Comparison.Arm(successes: $0.part, trials: $0.whole)
        }
        comparison = arms.count == 2 ? Comparison(arms[0], arms[1]) : nil
    }

    /// One sentence that claims no more than the interval allows.
    package var sentence: String {
        let place = fixture.isEmpty ? "" : "\(fixture): "
        let shares = "\(Percent.text(of: firstRate)) against \(Percent.text(of: secondRate))"
        let name = rate.words
        guard let comparison else { return "\(place)\(name) of \(first) and \(second): too few visitors" }
        let interval = comparison.interval
        let points = "\(Percent.points(interval.lower)) to \(Percent.points(interval.upper)) points"
        let verdict =
            switch comparison.verdict {
            case .firstIsBetter: "\(first) is better than \(second)"
            case .secondIsBetter: "\(second) is better than \(first)"
            case .notDistinguishable: "\(first) and \(second) are not distinguishable"
            }
        return "\(place)by \(name), \(verdict): \(shares), difference \(points)"
    }
}

extension FunnelRate.Name {
    /// The rate as people say it.
    var words: String {
        rawValue.split(separator: "_").joined(separator: " ")
    }
}

/// Shares as people read them.
enum Percent {
    /// The share of a whole with one decimal, or a dash where there is no whole: `12.5 %`.
    static func text(of rate: FunnelRate) -> String {
        rate.value.map { "\(tenths($0)) %" } ?? "-"
    }

    /// The share with its 95 % interval: `12.5 % (8.6-17.8)`.
    static func text(withIntervalOf rate: FunnelRate) -> String {
        guard let interval = rate.interval else { return text(of: rate) }
        return "\(text(of: rate)) (\(tenths(interval.lower))-\(tenths(interval.upper)))"
    }

    /// A difference of shares in percentage points, with its sign: `+1.5`.
    static func points(_ difference: Double) -> String {
        (difference < 0 ? "" : "+") + tenths(difference)
    }

    private static func tenths(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }
}
