public import Vocabulary

/// What is promised, in words for people and as a benefit, conditions and limits for the rules.
public struct Offer: Sendable, Hashable, Codable {
    public let id: OfferID
    public let title: LocalizedText
    public let benefit: Benefit
    public let conditions: Conditions
    public let limits: Limits
    public let combination: Combination

    public init(
        id: OfferID, title: LocalizedText, benefit: Benefit, conditions: Conditions = Conditions(),
        limits: Limits = Limits(), combination: Combination = .withOthers
    ) {
        self.id = id
        self.title = title
        self.benefit = benefit
        self.conditions = conditions
        self.limits = limits
        self.combination = combination
    }

    /// Whether the offer may share a purchase; raw values are wire format.
    public enum Combination: String, Sendable, Hashable, Codable {
        case withOthers = "with_others"
        /// Refused on a purchase that has another redemption, and keeps others off its own.
        case alone
    }
}

/// What must hold at the till before a benefit is given.
public struct Conditions: Sendable, Hashable, Codable {
    /// The days of the week, by the store's calendar; all seven by default.
    public let weekdays: [Weekday]
    /// The least purchase, before the discount; `nil` asks for none.
    public let minimumSpend: Money?
    public let stores: StoreScope
    /// The areas that `stores` was narrowed by; `nil` for none.
    public let areas: AreaScope?
    public let holder: Holder
    /// How many days after the day of joining a member may still redeem, 1 or more; `nil` sets no end.
    public let daysFromJoining: Int?
    /// The items that the benefit and the minimum spend look at; `nil` is the whole purchase.
    public let items: ItemScope?

    public init(
        weekdays: [Weekday] = Weekday.allCases, minimumSpend: Money? = nil, stores: StoreScope = .every,
        holder: Holder = .bearer, daysFromJoining: Int? = nil, items: ItemScope? = nil,
        areas: AreaScope? = nil
    ) {
        self.weekdays = weekdays
        self.minimumSpend = minimumSpend
        self.stores = stores
        self.holder = holder
        self.daysFromJoining = daysFromJoining
        self.items = items
        self.areas = areas
    }

    /// Where an offer is good.
    public enum StoreScope: Sendable, Hashable, Codable {
        case every
        /// Only here; sorted, so that two equal lists are equal.
        case only([StoreID])

        /// Whether the offer is good at a store.
        public func includes(_ store: StoreID) -> Bool {
            switch self {
            case .every: true
            case .only(let stores): stores.contains(store)
            }
        }
    }

    /// Who may present the coupon; raw values are wire format.
    public enum Holder: String, Sendable, Hashable, Codable {
        /// Whoever has it in hand.
        case bearer
        /// Only a member, who must be named at the till.
        case member
    }
}

/// How often a benefit is given; `nil` is without limit.
///
/// Whatever is counted here is counted also where no limit is set, so that a limit that comes later counts what was
/// given before it.
public struct Limits: Sendable, Hashable, Codable {
    /// Uses of one coupon, 1 to a million; a batch may set fewer or more for its own coupons.
    public let usesPerCoupon: UInt32
    /// Uses of this offer by one member, with whatever coupons.
    public let usesPerMember: UInt32?
    /// Uses of this offer by one member on one day of the store's calendar.
    public let usesPerMemberAndDay: UInt32?
    /// Uses of this offer in one store on one day of its calendar.
    public let usesPerStoreAndDay: UInt32?
    /// Uses of this offer by everybody, everywhere.
    public let usesInCampaign: UInt32?
    /// How many each store has to give, sorted by store; `nil` is no stock to count.
    ///
    /// A store that is not listed has none.
    public let stock: [StoreStock]?

    public init(
        usesPerCoupon: UInt32 = 1, usesPerMember: UInt32? = nil, usesPerMemberAndDay: UInt32? = nil,
        usesPerStoreAndDay: UInt32? = nil, usesInCampaign: UInt32? = nil, stock: [StoreStock]? = nil
    ) {
        self.usesPerCoupon = usesPerCoupon
        self.usesPerMember = usesPerMember
        self.usesPerMemberAndDay = usesPerMemberAndDay
        self.usesPerStoreAndDay = usesPerStoreAndDay
        self.usesInCampaign = usesInCampaign
        self.stock = stock
    }

    /// A million uses of a coupon: one code on a poster or a table, used by everybody who sees it.
    public static let maximumUsesPerCoupon: UInt32 = 1_000_000
    /// 255 uses of a coupon with a signed code: the count travels in one byte of it.
    public static let maximumUsesPerSignedCoupon: UInt32 = 255
}

/// What one store has to give of an offer.
public struct StoreStock: Sendable, Hashable, Codable {
    public let store: StoreID
    public let count: UInt32

    public init(store: StoreID, count: UInt32) {
        self.store = store
        self.count = count
    }
}
