package import Vocabulary

/// One use as the counters see it; a redemption adds it, a hold too, a reversal takes it away again.
package struct CountedUse: Sendable, Hashable {
    package let campaign: CampaignID
    package let offer: OfferID
    package let store: StoreID
    /// The day of the redemption by the store's calendar, also when it is undone on a later one.
    package let day: CalendarDate
    /// Only a member whom the program knows.
    package let member: MemberID?
    package let discount: Money

    package init(
        campaign: CampaignID, offer: OfferID, store: StoreID, day: CalendarDate, member: MemberID?,
        discount: Money
    ) {
        self.campaign = campaign
        self.offer = offer
        self.store = store
        self.day = day
        self.member = member
        self.discount = discount
    }

    /// The use that a ledger entry records.
    package init(_ draft: LedgerDraft) {
        self.init(
            campaign: draft.campaign, offer: draft.offer, store: draft.store, day: draft.moment.date,
            member: draft.member, discount: draft.discount)
    }

    /// The counters of the use itself, one each.
    package var useCounters: [Counter] {
        var counters: [Counter] = [.uses(offer), .stock(offer, store), .storeDay(offer, store, day)]
        if let member { counters += [.member(offer, member), .memberDay(offer, member, day)] }
        return counters
    }

    /// The counter of what it took off.
    package var spendCounter: Counter { .spend(campaign, discount.currency) }

    /// What giving the use adds.
    package var changes: [CounterChange] {
        useCounters.map { CounterChange($0, by: 1) }
            + [CounterChange(spendCounter, by: discount.minorUnits)]
    }
}
