public import Vocabulary

extension Redemption {
    /// What the store knows at the moment of the decision.
    public struct Facts: Sendable, Hashable {
        public var offer: Offer
        public var campaignState: Campaign.State
        public var validity: Validity
        public var coupon: Coupon
        /// The member named in the request, if the program knows them.
        public var member: Member?
        /// Uses of the offer so far, everywhere, less those reversed.
        public var usesInCampaign: Int64
        /// Uses of the offer in the store of the request on the day of the request, less those reversed.
        public var usesInStoreToday: Int64
        /// What the store of the request has given of its stock, less what came back.
        public var stockGiven: Int64
        /// `nil` where the campaign has no budget.
        public var budget: Budget?
        public var purchase: Purchase

        public init(
            offer: Offer, campaignState: Campaign.State, validity: Validity, coupon: Coupon,
            member: Member? = nil, usesInCampaign: Int64 = 0, usesInStoreToday: Int64 = 0,
            stockGiven: Int64 = 0, budget: Budget? = nil, purchase: Purchase = .none
        ) {
            self.offer = offer
            self.campaignState = campaignState
            self.validity = validity
            self.coupon = coupon
            self.member = member
            self.usesInCampaign = usesInCampaign
            self.usesInStoreToday = usesInStoreToday
            self.stockGiven = stockGiven
            self.budget = budget
            self.purchase = purchase
        }

        /// Whether a member must be at the till: only then uses are counted to one.
        var isForMembers: Bool { offer.conditions.holder == .member || coupon.holder != nil }
    }

    /// What a campaign may take off in all, and took off so far.
    public struct Budget: Sendable, Hashable {
        public var campaign: CampaignID
        public var limit: Money
        /// In minor units of the limit's currency, less what was taken back.
        public var given: Int64

        public init(campaign: CampaignID, limit: Money, given: Int64 = 0) {
            self.campaign = campaign
            self.limit = limit
            self.given = given
        }

        /// What may still be taken off, in minor units; never negative.
        public var left: Int64 { max(0, limit.minorUnits - given) }
    }

    /// What is known of the coupon itself.
    public struct Coupon: Sendable, Hashable {
        public var state: State
        /// Uses so far, less those reversed.
        public var usesTaken: UInt32
        /// Uses that reservations hold now.
        public var usesHeld: UInt32
        /// When the soonest of those reservations ends; `nil` if there is none.
        public var heldUntil: Instant?
        public var usesAllowed: UInt32
        /// The member it was issued to; `nil` for a bearer's.
        public var holder: MemberID?
        /// Its own last day, if earlier than the campaign's.
        public var lastDay: CalendarDate?
        /// When and where the uses went, newest first; only the first few are kept as evidence.
        public var earlierUses: [EarlierUse]

        public init(
            state: State = .issued, usesTaken: UInt32 = 0, usesHeld: UInt32 = 0, heldUntil: Instant? = nil,
            usesAllowed: UInt32 = 1, holder: MemberID? = nil, lastDay: CalendarDate? = nil,
            earlierUses: [EarlierUse] = []
        ) {
            self.state = state
            self.usesTaken = usesTaken
            self.usesHeld = usesHeld
            self.heldUntil = heldUntil
            self.usesAllowed = usesAllowed
            self.holder = holder
            self.lastDay = lastDay
            self.earlierUses = earlierUses
        }

        /// Whether the coupon is alive; a batch is revoked as one.
        public enum State: Sendable, Hashable {
            case issued, revoked
        }
    }

    /// One use that a coupon already had.
    public struct EarlierUse: Sendable, Hashable, Codable {
        public let at: LocalMoment
        public let store: StoreID

        public init(at: LocalMoment, store: StoreID) {
            self.at = at
            self.store = store
        }
    }

    /// What is known of the member at the till.
    public struct Member: Sendable, Hashable {
        public var id: MemberID
        /// The day they joined, by their home store's calendar.
        public var joinedOn: CalendarDate
        /// How often they used this offer, less reversals.
        public var usesOfOffer: Int64
        /// How often they used it on the day of the request, less reversals.
        public var usesOfOfferToday: Int64

        public init(
            id: MemberID, joinedOn: CalendarDate, usesOfOffer: Int64 = 0, usesOfOfferToday: Int64 = 0
        ) {
            self.id = id
            self.joinedOn = joinedOn
            self.usesOfOffer = usesOfOffer
            self.usesOfOfferToday = usesOfOfferToday
        }
    }

    /// What else was redeemed on the same purchase.
    public enum Purchase: Sendable, Hashable {
        /// Nothing, or the till did not name the purchase.
        case none
        /// Others that may be combined.
        case shared
        /// One that stands alone.
        case exclusive
    }

    /// Three earlier uses tell a cashier enough, and keep a stored answer small.
    public static let maximumEarlierUses = 3
}
