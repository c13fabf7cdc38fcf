import Measurement
import Membership
import Vocabulary

extension FunnelReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case from, to, placements, creatives, comparisons, total
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(DateTimeText.text(of: span.lowerBound), forKey: .from)
        try container.encode(DateTimeText.text(of: span.upperBound), forKey: .to)
        try container.encode(placements, forKey: .placements)
        try container.encode(creatives, forKey: .creatives)
        try container.encode(comparisons, forKey: .comparisons)
        try container.encode(total, forKey: .total)
    }
}

extension FunnelReport.Line: Encodable {
    private enum CodingKeys: String, CodingKey {
        case placement, title, store, campaign, fixture, creative, counts, rates, spend, discount
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(placement, forKey: .placement)
        try container.encode(title, forKey: .title)
        try container.encodeIfPresent(store, forKey: .store)
        try container.encodeIfPresent(campaign, forKey: .campaign)
        try container.encode(fixture, forKey: .fixture)
        try container.encode(creative, forKey: .creative)
        try container.encode(CountsDocument(counts), forKey: .counts)
        let rates = Dictionary(rates.map { ($0.name.rawValue, RateDocument($0)) }) { first, _ in first }
        try container.encode(rates, forKey: .rates)
        try container.encode(counts.spend.amounts, forKey: .spend)
        try container.encode(counts.discount.amounts, forKey: .discount)
    }
}

extension CreativeComparison: Encodable {
    private enum CodingKeys: String, CodingKey {
        case campaign, fixture, first, second, rate, firstRate, secondRate, difference, interval, verdict
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(campaign, forKey: .campaign)
        try container.encode(fixture, forKey: .fixture)
        try container.encode(first, forKey: .first)
        try container.encode(second, forKey: .second)
        try container.encode(rate.rawValue, forKey: .rate)
        try container.encode(RateDocument(firstRate), forKey: .firstRate)
        try container.encode(RateDocument(secondRate), forKey: .secondRate)
        try container.encode(comparison?.difference, forKey: .difference)
        try container.encode(comparison.map { IntervalDocument($0.interval) }, forKey: .interval)
        let verdict = comparison?.verdict ?? .notDistinguishable
        try container.encode(verdict.rawValue, forKey: .verdict)
    }
}

private struct CountsDocument: Encodable {
    let scansGross: Int
    let scansNet: Int
    let scansUnique: Int
    let landings: Int
    let joins: Int
    let redemptions: Int
    let reversals: Int

    init(_ counts: FunnelCounts) {
        scansGross = counts.scansGross
        scansNet = counts.scansNet
        scansUnique = counts.scansUnique
        landings = counts.landings
        joins = counts.joins
        redemptions = counts.redemptions
        reversals = counts.reversals
    }
}

/// A rate with its counts; value and interval are `null` where there is nothing to divide by.
private struct RateDocument: Encodable {
    private enum CodingKeys: String, CodingKey {
        case part, whole, partOf, value, interval
    }

    private let rate: FunnelRate

    init(_ rate: FunnelRate) {
        self.rate = rate
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rate.part, forKey: .part)
        try container.encode(rate.whole, forKey: .whole)
        try container.encode(rate.denominator.rawValue, forKey: .partOf)
        try container.encode(rate.value, forKey: .value)
        try container.encode(rate.interval.map(IntervalDocument.init), forKey: .interval)
    }
}

/// With 95 % confidence.
private struct IntervalDocument: Encodable {
    let lower: Double
    let upper: Double

    init(_ interval: Interval) {
        lower = interval.lower
        upper = interval.upper
    }
}
