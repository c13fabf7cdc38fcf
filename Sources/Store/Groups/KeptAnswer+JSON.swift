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
}
