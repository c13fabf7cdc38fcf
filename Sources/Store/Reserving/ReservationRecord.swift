package import Promotion
package import Vocabulary

/// A short hold on uses of one or more coupons, with a lifetime.
///
/// What it holds is counted as if it were given, so that nobody else gets it. An end needs no sweeper: a hold past its
/// end counts for nothing in a decision, and whoever meets it takes it back.
package struct ReservationRecord: Sendable, Hashable, Codable {
    package var id: ReservationID
    package var home: Home
    package var state: State
    package var expiresAt: Instant
    /// When and where it was made; its conditions were judged then.
    package var moment: LocalMoment
    package var store: StoreID
    package var terminal: TerminalID
    package var cashier: String?
    /// The member named by the till, if the program knows them.
    package var member: MemberID?
    package var purchase: String?
    /// The purchase as it was, which a settlement that names none means.
    package var amount: Money?
    package var basket: Basket?
    /// In the order in which the codes were presented.
    package var parts: [Part]
    /// The lease of which it is one use; `nil` for what a till reserved itself.
    package var lease: LeaseID?

    package init(
        id: ReservationID, home: Home, state: State, expiresAt: Instant, moment: LocalMoment, store: StoreID,
        terminal: TerminalID, cashier: String?, member: MemberID?, purchase: String?, amount: Money? = nil,
        basket: Basket? = nil, parts: [Part], lease: LeaseID? = nil
    ) {
        self.id = id
        self.home = home
        self.state = state
        self.expiresAt = expiresAt
        self.moment = moment
        self.store = store
        self.terminal = terminal
        self.cashier = cashier
        self.member = member
        self.purchase = purchase
        self.amount = amount
        self.basket = basket
        self.parts = parts
        self.lease = lease
    }

    /// One held use.
    package struct Part: Sendable, Hashable, Codable {
        package let coupon: CouponIdentity
        package let campaign: CampaignID
        package let offer: OfferID
        package let revision: Int64
        /// What the till was told, as if the use and those of other holds were given.
        package let acceptance: Redemption.Acceptance

        package init(
            coupon: CouponIdentity, campaign: CampaignID, offer: OfferID, revision: Int64,
            acceptance: Redemption.Acceptance
        ) {
            self.coupon = coupon
            self.campaign = campaign
            self.offer = offer
            self.revision = revision
            self.acceptance = acceptance
        }
    }

    /// Raw values are wire format.
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case held
        /// It became redemptions.
        case settled
        /// The till gave it back.
        case released
        /// It ended, and what it held was taken back.
        case expired
    }

    /// Whether it still holds something at an instant.
    package func isHeld(at instant: Instant) -> Bool { state == .held && instant < expiresAt }

    /// What the counters count for one of its parts.
    package func countedUse(_ part: Part) -> CountedUse {
        CountedUse(
            campaign: part.campaign, offer: part.offer, store: store, day: moment.date, member: member,
            discount: part.acceptance.discount)
    }
}
