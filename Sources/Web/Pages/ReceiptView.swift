import Promotion
import Service
import Store
import Vocabulary

/// A receipt's page as its template sees it.
struct ReceiptView {
    /// `nil` where nothing was given to be checked.
    let verification: ReceiptVerificationDocument?
    let configuration: Configuration
    let language: SpokenLanguage
    let pages: PageLibrary

    /// The values by the names that `templates/pages/receipt.mustache` uses.
    var values: [String: Any] {
        var values: [String: Any] = ["title": word("title")]
        guard let verification else { return values }
        let state = verification.outcome.rawValue
        values["state"] = state
        values["state_text"] = word(state)
        values["explanation"] = word("\(state)_text")
        guard let issuer = verification.issuer, let claims = verification.receipt else { return values }
        values["rows"] = rows(claims, issuer: issuer)
        return values
    }

    /// What the receipt says, in the order of a till's receipt.
    private func rows(_ claims: ReceiptClaims, issuer: String) -> [[String: String]] {
        let isRedemption = claims.kind == .redemption
        var rows = [
            row("what", word(claims.kind.rawValue)), row("when", Self.clock(claims.at)),
            ["label": pages.word("store", language), "value": storeName(claims.store)],
        ]
        if let amount = claims.amount { rows.append(row(isRedemption ? "purchase" : "returned", amount)) }
        rows.append(row(isRedemption ? "discount" : "taken_back", claims.discount))
        rows.append(row("offer", claims.offer))
        rows.append(row("coupon", "\(claims.batch) / \(claims.serial)"))
        rows.append(row("use", String(claims.use)))
        if let reversal = claims.reversal { rows.append(row("reversal", reversal)) }
        rows.append(row("number", claims.redemption))
        rows.append(row("issuer", issuer))
        rows.append(row("ledger", claims.ledger))
        return rows
    }

    private func row(_ name: String, _ value: String) -> [String: String] {
        ["label": word(name), "value": value]
    }

    private func word(_ name: String) -> String { pages.word("receipt_\(name)", language) }

    /// The store's name by the settings; the receipt itself holds only its id.
    private func storeName(_ id: String) -> String {
        let store = (try? StoreID(parsing: id)).flatMap(configuration.store)
        return store.map { "\($0.name.text(in: language.rawValue)) (\(id))" } ?? id
    }

    /// `2027-03-01T12:00:00.000+08:00` as `2027-03-01 12:00 UTC+08:00`; anything else as it is.
    private static func clock(_ text: String) -> String {
        let parts = text.split(separator: "T")
        guard parts.count == 2, let end = parts[1].firstIndex(where: { "Z+-".contains($0) }) else {
            return text
        }
        let offset = parts[1][end...]
        return "\(parts[0]) \(parts[1].prefix(5)) UTC\(offset == "Z" ? "" : offset)"
    }
}
