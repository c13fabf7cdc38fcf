import Promotion
import Testing
import Vocabulary

@testable import Web

@Suite struct OfferSentenceTests {
    @Test("A coupon's page says what must be bought and how many there are, in both languages")
    func limits() throws {
        let offer = try offer(
            Conditions(
                minimumSpend: try yuan("50.00"), holder: .member, items: ItemScope(articles: ["TEA-*"])),
            Limits(
                usesPerMember: 4, usesPerMemberAndDay: 2, usesPerStoreAndDay: 50, usesInCampaign: 2_000,
                stock: [StoreStock(store: StoreID(unchecked: "SH01"), count: 3)]))
        #expect(
            OfferSentences(offer: offer, language: .english).conditions == [
                "On 50.00 CNY or more of selected items", "For members", "At most 4 for a member",
                "At most 2 a day for a member", "At most 50 a day in a store",
                "2000 in all, first come, first served", "While a store's stock lasts",
            ])
        #expect(
            OfferSentences(offer: offer, language: .simplifiedChinese).conditions == [
                "购买指定商品满 50.00 CNY 可用", "会员专享", "每位会员限用 4 次", "每位会员每天限用 2 次", "每店每天限 50 份",
                "共 2000 份，先到先得", "各店数量有限，送完即止",
            ])
    }

    @Test("Selected items are said without a minimum too, and an offer without conditions says nothing")
    func plain() throws {
        let items = try offer(Conditions(items: ItemScope(articles: ["TEA-*"])), Limits())
        #expect(OfferSentences(offer: items, language: .english).conditions == ["On selected items only"])
        #expect(OfferSentences(offer: items, language: .simplifiedChinese).conditions == ["仅限指定商品"])
        #expect(OfferSentences(offer: try offer(Conditions(), Limits()), language: .english).conditions == [])
    }

    private func offer(_ conditions: Conditions, _ limits: Limits) throws -> Offer {
        Offer(
            id: OfferID(unchecked: "ten"), title: LocalizedText("Ten off"),
            benefit: .amountOff(try yuan("10.00")), conditions: conditions, limits: limits)
    }

    private func yuan(_ text: String) throws -> Money {
        try Money(parsing: text, currency: try #require(Currency(parsing: "CNY")))
    }
}
