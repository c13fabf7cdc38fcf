import Measurement
package import Membership
import Vocabulary

extension FunnelReport {
    /// The report for a terminal.
    package var text: String {
        var text = "Funnel from \(DateTimeText.text(of: span.lowerBound))"
        text += " to \(DateTimeText.text(of: span.upperBound))\n\n"
        guard !placements.isEmpty else { return text + "No placements yet.\n" }
        text += table(placements, footer: total)
        if creatives.count > 1 { text += "\nBy creative\n" + table(creatives) }
        if !comparisons.isEmpty {
            text += "\n" + comparisons.map { $0.sentence + "\n" }.joined()
            text += "Visitors of one shop are alike: the shops of two creatives should be chosen by lot.\n"
        }
        text += "\nRates with their 95 % interval (Wilson): landed of unique scans, joined of landed,"
        return text + " redeemed of unique scans.\n"
    }

    private func table(_ lines: [Line], footer: Line? = nil) -> String {
        let heading = [
            "placement", "fixture", "creative", "scans", "net", "unique", "landed", "joined", "redeemed",
            "reversed", "landing rate", "join rate", "yield", "spend", "discount",
        ]
        let alignments: [TextTable.Alignment] =
            Array(repeating: .leading, count: 3) + Array(repeating: .trailing, count: 12)
        var rows = [heading]
        rows += lines.map { cells($0, name: $0.placement?.text ?? $0.campaign?.text ?? "-") }
        if let footer { rows.append(cells(footer, name: "all")) }
        return TextTable(rows: rows, alignments: alignments).text
    }

    private func cells(_ line: Line, name: String) -> [String] {
        let counts = line.counts
        let numbers = [
            counts.scansGross, counts.scansNet, counts.scansUnique, counts.landings, counts.joins,
            counts.redemptions, counts.reversals,
        ]
        let rates: [FunnelRate.Name] = [.landingRate, .joinRate, .funnelYield]
        return [name, line.fixture, line.creative] + numbers.map(String.init)
            + rates.map { Percent.text(withIntervalOf: line.rate($0)) }
            + [counts.spend, counts.discount].map { $0.listed(or: "-") }
    }
}

extension FunnelReport {
    /// The columns of the CSV form.
    static let columns =
        ["placement", "title", "store", "campaign", "fixture", "creative"]
        + steps.map(\.rawValue) + ["reversals", "spend", "discount"]
        + rates.flatMap { [$0.rawValue, $0.rawValue + "_lower", $0.rawValue + "_upper"] }

    private static let steps: [FunnelRate.Step] = [
        .scansGross, .scansNet, .scansUnique, .landings, .joins, .redemptions,
    ]
    private static let rates: [FunnelRate.Name] = [.landingRate, .joinRate, .funnelYield]

    /// A row for every placement, as a spreadsheet opens it; rates are shares of 1.
    package func csv(byteOrderMark: CSVWriter.ByteOrderMark = .absent) -> [UInt8] {
        let writer = CSVWriter(byteOrderMark: byteOrderMark)
        return placements.reduce(into: writer.prologue + writer.row(Self.columns)) { bytes, line in
            bytes += writer.row(Self.fields(of: line))
        }
    }

    private static func fields(of line: Line) -> [String] {
        let counts = line.counts
        var fields = [line.placement?.text ?? "", line.title, line.store?.text ?? ""]
        fields += [line.campaign?.text ?? "", line.fixture, line.creative]
        fields += steps.map { String(counts[$0]) } + [String(counts.reversals)]
        fields += [counts.spend.listed(or: ""), counts.discount.listed(or: "")]
        for name in rates {
            let rate = line.rate(name)
            let values = [rate.value, rate.interval?.lower, rate.interval?.upper]
            fields += values.map { $0.map { String(($0 * 10_000).rounded() / 10_000) } ?? "" }
        }
        return fields
    }
}

extension MoneyTally {
    /// The sums one after the other, or `nothing` if there is none.
    func listed(or nothing: String) -> String {
        amounts.isEmpty ? nothing : amounts.map(\.description).joined(separator: "; ")
    }
}
