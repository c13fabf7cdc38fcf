import Membership
import Promotion
import Store
package import Vocabulary

extension OfflineReport {
    /// A table by campaign and a list of cases, for people.
    package var text: String {
        guard !losses.isEmpty else { return "Nothing was given in vain.\n" }
        let heading = ["campaign", "uses lost", "lost", "tills", "allowed each till until it synchronises"]
        let rows = lines.map { line in
            [
                line.campaign.text, String(line.uses),
                line.amounts.map(\.description).joined(separator: ", "), String(line.terminals.count),
                line.allowance.map { "\($0.usesPerTerminal) uses, \($0.amount)" } ?? "nothing",
            ]
        }
        let alignments: [TextTable.Alignment] = [.leading, .trailing, .trailing, .trailing, .leading]
        var text = TextTable(rows: [heading] + rows, alignments: alignments).text + "\n"
        for loss in losses { text += loss.sentence + "\n" }
        if isCut { text += "Only the first \(Self.maximumCount) cases are shown.\n" }
        return text
    }

    /// One line a case.
    package func csv() -> [UInt8] {
        let writer = CSVWriter()
        return losses.reduce(into: writer.prologue + writer.row(Self.columns)) { bytes, loss in
            bytes += writer.row(loss.cells)
        }
    }

    private static let columns = [
        "at", "store", "terminal", "campaign", "offer", "ground", "reason", "amount", "currency",
        "other_terminal", "other_store", "other_at", "key",
    ]
}

extension OfflineLoss {
    /// By what right it was given.
    fileprivate var ground: String { lease == nil ? "allowance" : "lease" }

    fileprivate var cells: [String] {
        [
            moment.instant.rfc3339, store.text, terminal.text, campaign.text, offer.text, ground, reason,
            amount.decimal, amount.currency.code, other?.terminal.text ?? "", other?.store.text ?? "",
            other?.moment.instant.rfc3339 ?? "", key,
        ]
    }

    /// Both tills and both times, where there are two.
    fileprivate var sentence: String {
        var text = "\(moment.instant.rfc3339) \(terminal) (\(store)) gave \(offer) for \(amount): \(reason)"
        if let other {
            let verb = other.redemption == nil ? "holds" : "gave"
            text += "; \(other.terminal) (\(other.store)) \(verb) it at \(other.moment.instant.rfc3339)"
        }
        return text
    }
}

/// The document.
package struct OfflineReportDocument: Sendable, Encodable {
    package let from: String
    package let to: String
    package let campaigns: [Campaign]
    package let losses: [Loss]
    package let isCut: Bool

    package struct Campaign: Sendable, Encodable {
        package let campaign: CampaignID
        package let uses: Int
        package let lost: [Money]
        package let terminals: Int
        package let allowance: Allowance?
    }

    /// What the campaign allows each till until it has synchronised.
    package struct Allowance: Sendable, Encodable {
        package let usesPerTerminal: UInt32
        package let usesPerCoupon: UInt32
        package let amount: Money
    }

    package struct Loss: Sendable, Encodable {
        package let at: String
        package let store: StoreID
        package let terminal: TerminalID
        package let campaign: CampaignID
        package let offer: OfferID
        package let ground: String
        package let reason: String
        package let amount: Money
        package let other: Other?
        package let key: String
    }

    package struct Other: Sendable, Encodable {
        package let redemption: RedemptionID?
        package let terminal: TerminalID
        package let store: StoreID
        package let at: String
    }

    package init(_ report: OfflineReport) {
        from = report.span.lowerBound.rfc3339
        to = report.span.upperBound.rfc3339
        isCut = report.isCut
        campaigns = report.lines.map {
            Campaign(
                campaign: $0.campaign, uses: $0.uses, lost: $0.amounts, terminals: $0.terminals.count,
                allowance: $0.allowance.map {
                    Allowance(
                        usesPerTerminal: $0.usesPerTerminal, usesPerCoupon: $0.usesPerCoupon,
                        amount: $0.amount)
                })
        }
        losses = report.losses.map { loss in
            Loss(
                at: loss.moment.instant.rfc3339, store: loss.store, terminal: loss.terminal,
                campaign: loss.campaign, offer: loss.offer, ground: loss.ground, reason: loss.reason,
                amount: loss.amount,
                other: loss.other.map { other in
                    Other(
                        redemption: other.redemption, terminal: other.terminal, store: other.store,
                        at: other.moment.instant.rfc3339)
                }, key: loss.key)
        }
    }
}
