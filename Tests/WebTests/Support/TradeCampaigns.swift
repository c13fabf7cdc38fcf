/// Campaigns with every kind of limit, for tests of what a till may take together and how often.
enum TradeCampaigns {
    static let all = [trade, thrift]

    private static let trade = """
        id: trade
        title: {en: Trade, zh-Hans: 交易}
        valid: {from: 2025-01-01, until: 2027-12-31}
        offers:
          - id: ten
            title: {en: Ten off, zh-Hans: 减十元}
            benefit: {amount: "10.00"}
            limits: {uses_per_coupon: 3}
          - id: fifth
            title: {en: 20 % off, zh-Hans: 八折}
            benefit: {percent: 20}
          - id: tea
            title: {en: Twenty off tea, zh-Hans: 茶减二十元}
            benefit: {amount: "20.00"}
            conditions: {items: [TEA-*]}
          - id: lonely
            title: {en: Five off, zh-Hans: 减五元}
            benefit: {amount: "5.00"}
            with_other_offers: no
          - id: daily
            title: {en: Once a day, zh-Hans: 每日一次}
            benefit: {amount: "1.00"}
            conditions: {holder: member}
            limits: {uses_per_coupon: 9, uses_per_member_and_day: 1}
          - id: shop-day
            title: {en: Two a day here, zh-Hans: 每店每日两份}
            benefit: {amount: "1.00"}
            limits: {uses_per_coupon: 9, uses_per_store_and_day: 2}
          - id: stocked
            title: {en: While stocks last, zh-Hans: 售完即止}
            benefit: {amount: "1.00"}
            limits: {uses_per_coupon: 9, stock: {SH01: 2, SH02: 1}}
          - id: few
            title: {en: Two in all, zh-Hans: 共两份}
            benefit: {amount: "1.00"}
            limits: {uses_per_coupon: 9, uses_in_campaign: 2}

        """

    private static let thrift = """
        id: thrift
        title: {en: Thrift, zh-Hans: 节俭}
        valid: {from: 2025-01-01, until: 2027-12-31}
        budget: "25.00"
        offers:
          - id: thrifty
            title: {en: Ten off, zh-Hans: 减十元}
            benefit: {amount: "10.00"}
            limits: {uses_per_coupon: 9}
          - id: thrifty-tenth
            title: {en: 10 % off, zh-Hans: 九折}
            benefit: {percent: 10}
            limits: {uses_per_coupon: 9}

        """
}
