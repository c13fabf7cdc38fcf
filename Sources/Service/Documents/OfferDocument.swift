package import Promotion
package import Vocabulary

/// An offer as answers name it.
package struct OfferDocument: Sendable, Hashable, Encodable {
    package let id: OfferID
    /// In the reader's language.
    package let title: String

    package init(_ offer: Offer, language: SpokenLanguage) {
        id = offer.id
        title = offer.title.text(in: language.rawValue)
    }
}

/// What a benefit is and what it came to.
package struct BenefitDocument: Sendable, Hashable, Encodable {
    package let kind: Kind
    /// What comes off this purchase.
    package let discount: Money
    /// The sum off, for `amount_off`.
    package let amount: Money?
    /// Such as `15` or `12.5`, for `percent_off`.
    package let percent: String?
    /// The most that comes off, for `percent_off`.
    package let cap: Money?

    /// Raw values are wire format.
    package enum Kind: String, Sendable, Hashable, Encodable {
        case amountOff = "amount_off"
        case percentOff = "percent_off"
    }

    package init(_ benefit: Benefit, discount: Money) {
        self.discount = discount
        switch benefit {
        case .amountOff(let sum):
            (kind, amount, percent, cap) = (.amountOff, sum, nil, nil)
        case .percentOff(let basisPoints, let most):
            (kind, amount, percent, cap) = (.percentOff, nil, Self.percent(basisPoints), most)
        }
    }

    /// Basis points as a percentage without needless zeros: 1,500 is `15`, 1,250 is `12.5`.
    package static func percent(_ basisPoints: Int) -> String {
        let (whole, rest) = basisPoints.quotientAndRemainder(dividingBy: 100)
        guard rest > 0 else { return String(whole) }
        let digits = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
        return "\(whole).\(digits)"
    }
}
