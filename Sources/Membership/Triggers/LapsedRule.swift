package import Vocabulary

/// When somebody who stays away is given a coupon.
package struct LapsedRule: Sendable, Hashable {
    /// How many days without a redemption, in `TriggerLimits.lapsedDays`.
    package var days: Int
    /// After how many days it is given again to whoever still stays away; `nil` for not again until they were back.
    package var againAfterDays: Int?
    /// How often a member gets it in all, 1 to `TriggerLimits.atMost`.
    package var atMost: Int

    package init(days: Int, againAfterDays: Int? = nil, atMost: Int) {
        self.days = days
        self.againAfterDays = againAfterDays
        self.atMost = atMost
    }

    /// What is known of a member; days are those of their home store's calendar, redemptions' those of the stores.
    package struct Facts: Sendable, Hashable {
        package var joinedOn: CalendarDate
        /// The last redemption that was not taken back.
        package var lastRedeemedOn: CalendarDate?
        /// How often the trigger gave them its coupon.
        package var grantCount: Int
        package var lastGrantedOn: CalendarDate?
        package var today: CalendarDate

        package init(
            joinedOn: CalendarDate, lastRedeemedOn: CalendarDate?, grantCount: Int,
            lastGrantedOn: CalendarDate?, today: CalendarDate
        ) {
            self.joinedOn = joinedOn
            self.lastRedeemedOn = lastRedeemedOn
            self.grantCount = grantCount
            self.lastGrantedOn = lastGrantedOn
            self.today = today
        }
    }

    /// Decides of one member.
    ///
    /// The occasion is the day on which they counted as lapsed, and how many coupons came before: two runs at the same time
    /// name the same one.
    package func decision(_ facts: Facts) -> TriggerDecision {
        let lastSeen = facts.lastRedeemedOn ?? facts.joinedOn
        let lapsedOn = lastSeen.advanced(byDays: days)
        guard facts.today >= lapsedOn else { return .notConcerned }
        if let last = facts.lastGrantedOn, last >= lapsedOn {
            guard let againAfterDays, facts.today >= last.advanced(byDays: againAfterDays) else {
                return .givenBefore
            }
        }
        guard facts.grantCount < atMost else { return .skipped(.capped) }
        return .due(occasion: "\(lapsedOn).\(facts.grantCount + 1)")
    }
}
