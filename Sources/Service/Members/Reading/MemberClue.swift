package import Membership
package import Payload

/// By what somebody is looked for: one identity, as it is typed.
package enum MemberClue: Sendable, Hashable {
    case identity(Identity.Kind, String)
    /// The code of a member's card.
    case card(CouponCode)

    /// What the audit calls it; never the value.
    package var kind: String {
        switch self {
        case .identity(let kind, _): kind.rawValue
        case .card: "card"
        }
    }
}

extension MemberDraft {
    /// A draft that says one identity and nothing else.
    package init(_ kind: Identity.Kind, _ text: String) {
        self.init()
        switch kind {
        case .phone: phone = text
        case .wechatOpenID: wechatOpenid = text
        case .cardNumber: cardNumber = text
        case .wechatUnionID: wechatUnionid = text
        case .email: email = text
        }
    }
}
