package import Vocabulary

/// What gives members a coupon without anybody asking: a birthday, or having stayed away.
package struct Trigger: Sendable, Hashable {
    package var id: TriggerID
    package var kind: Kind
    /// What is given.
    package var offer: OfferID
    /// Whether only those get it who agreed to marketing.
    package var needsMarketingConsent: Bool
    /// Who gets it besides, in the language of segments; `nil` for everybody.
    package var segment: String?

    /// When it is given.
    package enum Kind: Sendable, Hashable {
        case birthday(BirthdayRule)
        case lapsed(LapsedRule)
    }

    package init(
        id: TriggerID, kind: Kind, offer: OfferID, needsMarketingConsent: Bool = true, segment: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.offer = offer
        self.needsMarketingConsent = needsMarketingConsent
        self.segment = segment
    }

    /// The name of its reasons among those of others, such as `birthday.cake`.
    package var series: String {
        switch kind {
        case .birthday: "birthday.\(id)"
        case .lapsed: "lapsed.\(id)"
        }
    }
}

/// The most that triggers ask for.
package enum TriggerLimits {
    /// Twenty triggers: nobody wants more from one brand.
    package static let count = 20
    /// 60 days: a coupon that comes earlier is forgotten by the day.
    package static let daysBefore = 60
    /// 90 days: a run that is later missed the birthday; with the days before it is far under a year, so that no two
    /// windows of one member meet.
    package static let windowDays = 90
    /// A week to ten years away.
    package static let lapsedDays = 7...3_650
    /// A hundred coupons to somebody who does not come.
    package static let atMost = 100
}

/// Why a trigger gives a member nothing; raw values are wire format, so never rename one.
package enum TriggerSkip: String, Sendable, Hashable, CaseIterable, Codable {
    case noMarketingConsent = "no_marketing_consent"
    case outsideSegment = "outside_segment"
    /// They joined after their birthday of this year.
    case joinedAfter = "joined_after"
    /// They got it as often as anybody does.
    case capped
}

/// What a trigger decides of one member.
package enum TriggerDecision: Sendable, Hashable {
    /// They are given the coupon, once for the occasion.
    case due(occasion: String)
    /// They were given it for this occasion.
    case givenBefore
    case skipped(TriggerSkip)
    /// It is not about them.
    case notConcerned
}
