import Payload
import Promotion
import Store
import Vocabulary

extension TillTerms {
    /// 10¹² uses: more than any ledger holds, and sums of them stay far within 64 bits.
    static let maximumCount: Int64 = 1_000_000_000_000

    /// 14 hours: no zone is further from UTC (IANA, Pacific/Kiritimati).
    private static let maximumOffsetSeconds = 50_400

    /// What is wrong with terms whose fields are all well formed; `nil` if they can be judged by.
    var contradiction: InputFault? {
        if let fault = frameFault { return fault }
        var known: Set<CampaignID> = []
        for (index, item) in campaigns.enumerated() {
            let path = "campaigns[\(index)]"
            guard known.insert(item.id).inserted else { return Self.twice(path, item.id.text) }
            if let fault = item.fault(at: path) { return fault }
        }
        var offered: Set<OfferID> = []
        for (index, item) in offers.enumerated() {
            let path = "offers[\(index)]"
            guard offered.insert(item.offer.id).inserted else { return Self.twice(path, item.offer.id.text) }
            guard known.contains(item.campaign) else {
                return InputFault(
                    pointer: path + ".campaign", detail: "The campaign \(item.campaign) is not in the terms.")
            }
            if let fault = item.fault(at: path) { return fault }
        }
        return batchFault(offered)
    }

    private var frameFault: InputFault? {
        let offsets = -Self.maximumOffsetSeconds...Self.maximumOffsetSeconds
        guard offsets.contains(utcOffsetSeconds) else {
            let detail = "It must be \(offsets.lowerBound) to \(offsets.upperBound), not \(utcOffsetSeconds)."
            return InputFault(pointer: "utc_offset_seconds", detail: detail)
        }
        guard issuedAt <= usableUntil else {
            let detail = "It cannot be before issued_at, \(issuedAt.rfc3339), and is \(usableUntil.rfc3339)."
            return InputFault(pointer: "usable_until", detail: detail)
        }
        var ids: Set<UInt8> = []
        for (index, key) in keys.enumerated() where !ids.insert(key.key.keyID).inserted {
            return Self.twice("keys[\(index)]", String(key.key.keyID))
        }
        return nil
    }

    private func batchFault(_ offered: Set<OfferID>) -> InputFault? {
        var numbers: Set<UInt32> = []
        for (index, item) in batches.enumerated() {
            let path = "batches[\(index)]"
            guard numbers.insert(item.number).inserted else { return Self.twice(path, String(item.number)) }
            guard offered.contains(item.offer) else {
                return InputFault(
                    pointer: path + ".offer", detail: "The offer \(item.offer) is not in the terms.")
            }
        }
        return nil
    }

    private static func twice(_ path: String, _ name: String) -> InputFault {
        InputFault(pointer: path, detail: "\(name) is here twice.")
    }
}

extension TillTerms.CampaignItem {
    fileprivate func fault(at path: String) -> InputFault? {
        guard validity.firstDay <= validity.lastDay else {
            let detail = "It ends on \(validity.lastDay), before it starts on \(validity.firstDay)."
            return InputFault(pointer: path + ".validity", detail: detail)
        }
        if let budget, budget.given.currency != budget.limit.currency || budget.limit.minorUnits < 0 {
            let detail =
                "A budget is of one currency and not negative, not \(budget.limit) and \(budget.given)."
            return InputFault(pointer: path + ".budget", detail: detail)
        }
        guard let allowance else { return nil }
        let ages = 0...StatusAge.secondsRange.upperBound
        guard ages.contains(allowance.maximumStatusAgeSeconds), allowance.amount.minorUnits >= 0 else {
            let detail = """
                A list may be at most \(ages.upperBound) seconds old, and an amount is not negative; here are \
                \(allowance.maximumStatusAgeSeconds) seconds and \(allowance.amount).
                """
            return InputFault(pointer: path + ".allowance", detail: detail)
        }
        return nil
    }
}

extension TillTerms.OfferItem {
    fileprivate func fault(at path: String) -> InputFault? {
        let counts = [
            ("uses_in_campaign", usesInCampaign), ("stock_given", stockGiven), ("uses_in_store", usesInStore),
        ]
        for (name, count) in counts where !(0...TillTerms.maximumCount).contains(count) {
            let detail = "It must be 0 to \(TillTerms.maximumCount), not \(count)."
            return InputFault(pointer: "\(path).\(name)", detail: detail)
        }
        return offer.faultForTills.map { InputFault(pointer: "\(path).offer.\($0.name)", detail: $0.detail) }
    }
}

extension Offer {
    /// What a campaign's file could not say, which the rules do not expect either.
    fileprivate var faultForTills: (name: String, detail: String)? {
        switch benefit {
        case .amountOff(let amount) where amount.minorUnits <= 0:
            return ("benefit", "An amount off is more than nothing, not \(amount).")
        case .percentOff(let points, let cap)
        where !(1...Benefit.maximumBasisPoints).contains(points) || cap.map { $0.minorUnits <= 0 } ?? false:
            let given = cap.map { "\(points) and \($0)" } ?? "\(points)"
            return (
                "benefit",
                "A share is 1 to \(Benefit.maximumBasisPoints) basis points, its cap more than nothing, not \(given)."
            )
        case .amountOff, .percentOff: break
        }
        if let minimum = conditions.minimumSpend, minimum.minorUnits < 0 {
            return ("conditions.minimum_spend", "It is not negative, and is \(minimum).")
        }
        if let days = conditions.daysFromJoining, !Conditions.daysFromJoiningRange.contains(days) {
            let range = Conditions.daysFromJoiningRange
            return (
                "conditions.days_from_joining",
                "It must be \(range.lowerBound) to \(range.upperBound), not \(days)."
            )
        }
        return nil
    }
}
