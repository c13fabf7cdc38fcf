import Promotion
import Testing
import Vocabulary

@testable import Service

@Suite struct OfferWordingTests {
    private static func offer(
        _ benefit: Benefit, conditions: Conditions = Conditions(), limits: Limits = Limits()
    ) -> Offer {
        Offer(
            id: OfferID(unchecked: "o"), title: LocalizedText("t"), benefit: benefit, conditions: conditions,
            limits: limits, combination: .alone)
    }

    private static func money(_ minorUnits: Int64, _ code: String) throws -> Money {
        Money(minorUnits: minorUnits, currency: try #require(Currency(parsing: code)))
    }

    @Test(
        "A share off is said as each language says it",
        arguments: [
            (1_500, "−15 %", "8.5折"), (5_000, "−50 %", "5折"), (1_250, "−12.5 %", "8.75折"),
            (10_000, "−100 %", "0折"),
        ])
    func percent(basisPoints: Int, english: String, chinese: String) {
        let offer = Self.offer(.percentOff(basisPoints: basisPoints, cap: nil))
        #expect(OfferWording(offer, language: "en").value == english)
        #expect(OfferWording(offer, language: "zh-Hans").value == chinese)
    }

    @Test(
        "An amount has its sign and no needless decimals",
        arguments: [
            (1_000, "CNY", "¥10"), (1_250, "CNY", "¥12.50"), (500, "AUD", "5 AUD"), (300, "JPY", "300 JPY"),
        ])
    func amount(minorUnits: Int64, currency: String, text: String) throws {
        let offer = Self.offer(.amountOff(try Self.money(minorUnits, currency)))
        #expect(OfferWording(offer, language: "en").value == text)
    }

    @Test("Every condition is said, a run of days as a run")
    func conditions() throws {
        let conditions = Conditions(
            weekdays: [.monday, .tuesday, .wednesday, .thursday], minimumSpend: try Self.money(5_000, "CNY"),
            stores: .only([StoreID(unchecked: "SH01"), StoreID(unchecked: "SH02")]), holder: .member)
        let offer = Self.offer(
            .percentOff(basisPoints: 1_500, cap: try Self.money(5_000, "CNY")), conditions: conditions)
        let english = OfferWording(offer, language: "en-AU")
        #expect(
            english.conditions(usesPerCoupon: 2)
                == "For purchases of ¥50 or more; at most ¥50 off; Mon to Thu; members only; "
                + "not with other offers; good for 2 uses")
        #expect(english.stores { $0.text == "SH01" ? "Yuyuan" : nil } == "Yuyuan, SH02")
        let chinese = OfferWording(offer, language: "zh-Hans")
        #expect(chinese.conditions(usesPerCoupon: 1) == "消费满¥50可用；最多减¥50；周一至周四；会员专享；不与其他优惠同享；可用1次")
    }

    @Test("Limits that a customer meets are said, and that an offer may run out")
    func limits() throws {
        let offer = Self.offer(
            .amountOff(try Self.money(1_000, "CNY")),
            conditions: Conditions(
                minimumSpend: try Self.money(5_000, "CNY"), holder: .member,
                items: ItemScope(articles: ["TEA-*"])),
            limits: Limits(usesPerMember: 4, usesPerMemberAndDay: 2, usesInCampaign: 2_000))
        #expect(
            OfferWording(offer, language: "en").conditions(usesPerCoupon: 4)
                == "For ¥50 or more of selected items; members only; at most 4 for a member; "
                + "at most 2 a day for a member; while stocks last; not with other offers; good for 4 uses")
        #expect(
            OfferWording(offer, language: "zh-Hans").conditions(usesPerCoupon: 4)
                == "指定商品满¥50可用；会员专享；每位会员限用4次；每位会员每天限用2次；数量有限；不与其他优惠同享；可用4次")
    }

    @Test("Selected items without a minimum, and a stock, are said too")
    func itemsAndStock() throws {
        let stock = [StoreStock(store: StoreID(unchecked: "SH01"), count: 3)]
        let offer = Self.offer(
            .amountOff(try Self.money(1_000, "CNY")),
            conditions: Conditions(items: ItemScope(articles: ["TEA-*"])), limits: Limits(stock: stock))
        #expect(
            OfferWording(offer, language: "en").conditions(usesPerCoupon: 1)
                == "For selected items; while stocks last; not with other offers; good for 1 use")
        #expect(OfferWording(offer, language: "zh").conditions(usesPerCoupon: 1).hasPrefix("限指定商品；数量有限；"))
    }
}
