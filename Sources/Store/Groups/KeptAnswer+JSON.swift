import Promotion
import Vocabulary

extension KeptAnswer.Content {
    /// The content's JSON where it can be written without an encoder, which would cost more than the redemption.
    ///
    /// It is what `JSONEncoder` gives for the same value with sorted keys; a test holds the two together.
    package var plainJSON: String? {
        switch self {
        case .redeemed(let parts): return Self.json(parts)
        case .refused(let refusals):
            var json = "{\"refused\":{\"_0\":["
            for (index, refusal) in refusals.enumerated() {
                guard let text = refusal.map({ $0.plainJSON }) ?? "null" else { return nil }
                if index > 0 { json += "," }
                json += text
            }
            return json + "]}}"
        default: return nil
        }
    }

    private static func json(_ parts: [KeptRedemption]) -> String {
        var json = "{\"redeemed\":{\"_0\":["
        for (index, part) in parts.enumerated() {
            if index > 0 { json += "," }
            json += "{\"byLine\":["
            for (line, share) in part.byLine.enumerated() {
                if line > 0 { json += "," }
                json += String(share)
            }
            json += "],\"redemption\":\""
            json += part.redemption.text
            json += "\",\"revision\":"
            json += String(part.revision)
            json += ",\"usesLeft\":"
            json += String(part.usesLeft)
            json += "}"
        }
        return json + "]}}"
    }
}

extension Refusal {
    /// The JSON of the refusals that a busy till meets; `nil` for the others.
    fileprivate var plainJSON: String? {
        switch self {
        case .unknownCode: return "{\"unknownCode\":{}}"
        case .revoked: return "{\"revoked\":{}}"
        case .campaignPaused: return "{\"campaignPaused\":{}}"
        case .memberRequired: return "{\"memberRequired\":{}}"
        case .budgetExhausted(let limit): return "{\"budgetExhausted\":{\"limit\":\(limit)}}"
        case .budgetSpent(let budget, let left, let discount):
            let amounts = [
                Self.field("budget", budget), Self.field("discount", discount), Self.field("left", left),
            ]
            return "{\"budgetSpent\":{" + amounts.compactMap(\.self).joined(separator: ",") + "}}"
        case .stockExhausted(let had, let others): return Self.stockExhausted(had, others)
        case .storeLimit(let limit, let again, let isGoodElsewhere):
            let elsewhere = isGoodElsewhere.map { "\"isGoodElsewhere\":\($0)," } ?? ""
            return "{\"storeLimit\":{" + Self.field(again) + elsewhere + "\"limit\":\(limit)}}"
        case .memberDayLimit(let limit, let again):
            return "{\"memberDayLimit\":{" + Self.field(again) + "\"limit\":\(limit)}}"
        case .alreadyRedeemed(let earlier):
            var json = "{\"alreadyRedeemed\":{\"earlier\":["
            for (index, use) in earlier.enumerated() {
                json += index > 0 ? ",{\"at\":{\"date\":\"" : "{\"at\":{\"date\":\""
                json += use.at.date.description
                json += "\",\"instant\":"
                json += String(use.at.instant.millisecondsSince1970)
                json += ",\"secondOfDay\":"
                json += String(use.at.secondOfDay)
                json += "},\"store\":\""
                json += use.store.text
                json += "\"}"
            }
            return json + "]}}"
        default: return nil
        }
    }

    private static func stockExhausted(_ had: UInt32?, _ others: [StoreID]?) -> String {
        let stores = others.map { "\"others\":[" + $0.map { "\"\($0.text)\"" }.joined(separator: ",") + "]" }
        let fields = [had.map { "\"had\":\($0)" }, stores].compactMap(\.self)
        return "{\"stockExhausted\":{" + fields.joined(separator: ",") + "}}"
    }

    private static func field(_ name: String, _ amount: Money?) -> String? {
        amount.map { "\"\(name)\":{\"amount\":\"\($0.decimal)\",\"currency\":\"\($0.currency.code)\"}" }
    }

    /// With the comma behind it: what follows is never missing.
    private static func field(_ again: Again?) -> String {
        switch again {
        case .on(let day)?: "\"again\":{\"on\":{\"day\":\"\(day)\"}},"
        case .never?: "\"again\":{\"never\":{}},"
        case nil: ""
        }
    }
}
