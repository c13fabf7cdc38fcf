import Measurement
package import Membership
import Vocabulary

extension RedemptionsReport {
    private static let columns = [
        "campaign", "offer", "store", "day", "redemptions", "reversals", "spend", "discount",
    ]

    /// The report for a terminal.
    package var text: String {
        var text = "Redemptions from \(DateTimeText.text(of: span.lowerBound))"
        text += " to \(DateTimeText.text(of: span.upperBound))\n\n"
        guard !lines.isEmpty else { return text + "Nothing was redeemed.\n" }
        let alignments: [TextTable.Alignment] =
            Array(repeating: .leading, count: 4) + Array(repeating: .trailing, count: 4)
        let rows = lines.map { Self.cells($0.place) + $0.sums.cells } + [["all", "", "", ""] + total.cells]
        return text + TextTable(rows: [Self.columns] + rows, alignments: alignments).text
    }

    /// A row for every line, as a spreadsheet opens it.
    package func csv(byteOrderMark: CSVWriter.ByteOrderMark = .absent) -> [UInt8] {
        let writer = CSVWriter(byteOrderMark: byteOrderMark)
        return lines.reduce(into: writer.prologue + writer.row(Self.columns)) { bytes, line in
            bytes += writer.row(Self.cells(line.place) + line.sums.cells)
        }
    }

    private static func cells(_ place: Place) -> [String] {
        [place.campaign.text, place.offer.text, place.store.text, place.day.description]
    }
}

extension RedemptionsReport.Sums {
    fileprivate var cells: [String] {
        [String(redemptions), String(reversals), spend.listed(or: ""), discount.listed(or: "")]
    }
}

extension RedemptionsReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case from, to, lines, total
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(DateTimeText.text(of: span.lowerBound), forKey: .from)
        try container.encode(DateTimeText.text(of: span.upperBound), forKey: .to)
        try container.encode(lines, forKey: .lines)
        try container.encode(total, forKey: .total)
    }
}

extension RedemptionsReport.Line: Encodable {
    private enum CodingKeys: String, CodingKey {
        case campaign, offer, store, day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(place.campaign, forKey: .campaign)
        try container.encode(place.offer, forKey: .offer)
        try container.encode(place.store, forKey: .store)
        try container.encode(place.day, forKey: .day)
        try sums.encode(to: encoder)
    }
}

extension RedemptionsReport.Sums: Encodable {
    private enum CodingKeys: String, CodingKey {
        case redemptions, reversals, spend, discount
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(redemptions, forKey: .redemptions)
        try container.encode(reversals, forKey: .reversals)
        try container.encode(spend.amounts, forKey: .spend)
        try container.encode(discount.amounts, forKey: .discount)
    }
}
