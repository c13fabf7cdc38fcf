import Promotion
import Store
import Vocabulary

extension PlainCampaign {
    /// The campaign as a store takes it; `nil` if its days make no window.
    var campaign: Campaign? {
        let first = Fixture.moment().date
        return Validity(
            firstDay: first.advanced(byDays: days.lowerBound),
            lastDay: first.advanced(byDays: days.upperBound)
        ).map { validity in
            Campaign(
                id: CampaignID(unchecked: id), title: LocalizedText(id), validity: validity,
                offers: offers.map(\.offer), budget: budget.map { Fixture.money(Int64($0)) })
        }
    }
}

extension PlainOffer {
    fileprivate var offer: Offer {
        let benefit: Benefit =
            switch off {
            case .sum(let sum): .amountOff(Fixture.money(Int64(sum)))
            case .share(let points, let cap):
                .percentOff(basisPoints: points, cap: cap.map { Fixture.money(Int64($0)) })
            }
        return Fixture.offer(
            id, benefit: benefit,
            conditions: Conditions(
                weekdays: weekdays.map { Weekday.allCases[$0] },
                minimumSpend: minimum.map { Fixture.money(Int64($0)) },
                stores: stores.map { .only($0.map(StoreID.init(unchecked:)).sorted()) } ?? .every,
                holder: isForMembers ? .member : .bearer, daysFromJoining: daysFromJoining),
            limits: Limits(
                usesPerMember: perMember.map(UInt32.init),
                usesPerMemberAndDay: perMemberAndDay.map(UInt32.init),
                usesPerStoreAndDay: perStoreAndDay.map(UInt32.init), usesInCampaign: inAll.map(UInt32.init),
                stock: stock.map { stock in
                    stock.sorted { $0.key < $1.key }.map {
                        StoreStock(store: StoreID(unchecked: $0.key), count: UInt32($0.value))
                    }
                }),
            combination: isAlone ? .alone : .withOthers)
    }
}

extension PlainBatch {
    /// The batch as it is before any of its coupons is made.
    func record(of campaign: String) -> BatchRecord {
        BatchRecord(
            id: BatchID(unchecked: id), number: 0, campaign: CampaignID(unchecked: campaign),
            offer: OfferID(unchecked: offer), placement: nil, profile: .short, count: UInt32(count),
            issued: 0,
            usesPerCoupon: UInt32(uses),
            lastDay: lastDay.map { Fixture.moment().date.advanced(byDays: $0) }, state: .issued,
            sealedSecret: [1], createdAt: Fixture.now)
    }

    var keys: [CouponKey] { (1...count).map { Fixture.key(id, UInt32($0)) } }
}
