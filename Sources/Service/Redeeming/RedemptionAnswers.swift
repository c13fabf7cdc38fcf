import Payload
import Promotion
import Store
import Vocabulary

/// Turns what the store answered into documents.
struct RedemptionAnswers: Sendable {
    let issuer: ReceiptIssuer

    func answer(
        _ record: RedemptionRecord, _ presented: PresentedCodes, _ language: SpokenLanguage
    ) throws(ServiceError) -> RedemptionReply.Answer {
        switch record {
        case .refused(let refusals): return .refused(Problem(refusals, presented.codes, language: language))
        case .redeemed(let parts):
            var documents: [RedemptionDocument] = []
            for (part, code) in zip(parts, presented.codes) {
                guard let code else {
                    throw .storage(.corrupt("redemption \(part.entry.draft.redemption) has no code"))
                }
                documents.append(try document(part, code, presented.basket, language))
            }
            guard let first = documents.first else {
                throw .storage(.corrupt("an answer without redemptions"))
            }
            return documents.count == 1
                ? .redeemed(first) : .stacked(StackDocument(documents, first: first, presented.basket))
        }
    }

    /// The document of one redemption.
    func document(
        _ part: RedeemedPart, _ code: CouponCode, _ basket: Basket?, _ language: SpokenLanguage
    ) throws(ServiceError) -> RedemptionDocument {
        let draft = part.entry.draft
        return RedemptionDocument(
            redemption: draft.redemption, outcome: .redeemed, coupon: code.text,
            offer: OfferDocument(part.offer, language: language),
            benefit: BenefitDocument(part.offer.benefit, discount: part.acceptance.discount),
            use: part.acceptance.use, usesLeft: part.acceptance.usesLeft,
            items: basket.map { ItemDiscountDocument.list(part.acceptance, $0) },
            receipt: try issuer.receipt(of: part), redeemedAt: draft.moment.rfc3339)
    }

    func validation(
        _ preview: RedemptionPreview, _ presented: PresentedCodes, _ language: SpokenLanguage
    ) -> ValidationReply {
        switch preview.decision {
        case .refused(let refusals): return .refused(Problem(refusals, presented.codes, language: language))
        case .accepted(let acceptances):
            let documents = zip(acceptances, zip(presented.codes, preview.offers)).compactMap {
                acceptance, found -> ValidationDocument? in
                // A coupon that was found has a code and an offer.
                guard let code = found.0, let offer = found.1 else { return nil }
                return ValidationDocument(
                    outcome: .redeemable, coupon: code.text, offer: OfferDocument(offer, language: language),
                    benefit: BenefitDocument(offer.benefit, discount: acceptance.discount),
                    use: acceptance.use, usesLeft: acceptance.usesLeft,
                    items: presented.basket.map { ItemDiscountDocument.list(acceptance, $0) })
            }
            guard documents.count == acceptances.count, let first = documents.first else {
                return .refused(Problem(Refusal.unknownCode, language: language))
            }
            return documents.count == 1 ? .redeemable(first) : .stackable(StackValidationDocument(documents))
        }
    }
}
