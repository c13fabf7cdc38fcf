import Payload
import Promotion
import Service
import Store
import Vocabulary

/// A coupon's page as its template sees it.
struct CouponView {
    let page: CouponPage
    let language: SpokenLanguage
    let pages: PageLibrary

    /// The values by the names that `templates/pages/coupon.mustache` uses.
    ///
    /// - Throws: `ServiceError` if the symbol cannot be made.
    func values() throws(ServiceError) -> [String: Any] {
        let offer = page.status.offer.offer
        let sentences = OfferSentences(offer: offer, language: language)
        let symbol = try page.symbol()
        var values: [String: Any] = [
            "title": offer.title.text(in: language.rawValue), "value": sentences.value,
            "conditions": sentences.conditions, "stores": page.stores.map(store),
            "from": sentences.date(page.status.offer.validity.firstDay),
            "until": sentences.date(page.lastDay), "uses_left": String(page.usesLeft),
            "code": page.code.grouped, "side": String(symbol.side), "path": symbol.path,
            "state": page.state.rawValue, "state_text": pages.word("state_\(page.state.rawValue)", language),
            "is_redeemable": page.state == .redeemable,
        ]
        if let placement = page.status.coupon.placement { values["beacon"] = "/s/\(placement)/landing" }
        return values
    }

    private func store(_ store: StoreSettings) -> [String: String] {
        [
            "name": store.name.text(in: language.rawValue), "district": store.district, "hours": store.hours,
        ]
    }
}
