import Store
package import Vocabulary

/// A coupon that a member was given for a reason; the same whenever it is asked for.
package struct RewardDocument: Sendable, Hashable, Encodable {
    /// Why, such as `stamp:u1`.
    package let reason: String
    package let member: MemberID
    package let offer: OfferID
    /// What a person types.
    package let code: String
    /// What the symbol of the coupon holds.
    package let url: String
    package let batch: BatchID
    package let serial: UInt32
    /// RFC 3339, in UTC.
    package let grantedAt: String

    init(_ grant: GrantRecord, _ coupon: IssuedCoupon) {
        reason = grant.reason.description
        member = grant.member
        offer = grant.offer
        code = coupon.text
        url = coupon.url
        batch = grant.coupon.batch
        serial = grant.coupon.serial
        grantedAt = grant.at.rfc3339
    }

    /// The coupon for people.
    package var text: String { "coupon \(code) of \(offer): \(url)" }
}

/// Why a coupon was not given now; raw values are wire format, so never rename one.
package enum RewardWithheld: String, Sendable, Hashable, CaseIterable, Encodable {
    case unknownMember = "unknown_member"
    /// They left, were erased, or are no member yet.
    case inactiveMember = "inactive_member"
    /// There is no such offer, it is paused, its time is over, or its coupons were taken back.
    case offerNotGiven = "offer_not_given"
    /// The full stamp card was taken back before a coupon was given for it.
    case takenBack = "taken_back"

    init(_ refusal: GrantRefusal) {
        self =
            switch refusal {
            case .unknownMember: .unknownMember
            case .inactiveMember: .inactiveMember
            }
    }

    /// A sentence for whoever asked.
    package var sentence: String {
        switch self {
        case .unknownMember: "There is no such member."
        case .inactiveMember: "The member is not in the program."
        case .offerNotGiven: "The offer is not given now; tessera reward review gives the coupon once it is."
        case .takenBack: "What it was for was taken back."
        }
    }
}

/// A coupon that was not given now, and why.
package struct WithheldReward: Sendable, Hashable, Encodable {
    /// What it would have been for.
    package let reason: String
    package let offer: OfferID
    package let withheld: RewardWithheld
    package let detail: String

    init(_ reason: GrantReason, _ offer: OfferID, _ withheld: RewardWithheld) {
        self.reason = reason.description
        self.offer = offer
        self.withheld = withheld
        detail = withheld.sentence
    }
}

/// A page of grants, newest first.
package struct RewardListDocument: Sendable, Hashable, Encodable {
    package let rewards: [RewardDocument]
    /// Before which grant the next page ends; missing on the last one.
    package let next: Int64?

    /// A line for each.
    package var text: String {
        let rows = rewards.map {
            [$0.grantedAt, $0.member.text, $0.reason, $0.offer.text, $0.code]
        }
        let table = TextTable(rows: [["GRANTED", "MEMBER", "REASON", "OFFER", "CODE"]] + rows)
        return (table.lines + (next.map { ["more: --before \($0)"] } ?? [])).joined(separator: "\n")
    }
}
