/// A sum of money, as the model has it.
struct PlainSum: Hashable, Sendable {
    var units: Int
    var currency = "CNY"
}

/// An offer in numbers and words; days are counted from the model's first, a Monday, and stores go by name.
struct PlainOffer: Hashable, Sendable {
    enum Off: Hashable, Sendable {
        case sum(Int)
        case share(basisPoints: Int, cap: Int?)
    }

    var id: String
    var off: Off
    var minimum: Int?
    /// `nil` is every store.
    var stores: [String]?
    /// 0 for Monday.
    var weekdays = Array(0...6)
    var isForMembers = false
    var daysFromJoining: Int?
    var perMember: Int?
    var perMemberAndDay: Int?
    var perStoreAndDay: Int?
    var inAll: Int?
    var stock: [String: Int]?
    var isAlone = false
}

struct PlainCampaign: Hashable, Sendable {
    var id: String
    var days: ClosedRange<Int>
    var budget: Int?
    var isPaused = false
    var offers: [PlainOffer]
}

struct PlainBatch: Hashable, Sendable {
    var id: String
    var offer: String
    var count: Int
    var uses: Int
    var lastDay: Int?
    var isRevoked = false
}

struct PlainCoupon: Hashable, Sendable {
    var batch: String
    /// 1 for the first of its batch.
    var serial: Int
}

/// A use that was given, with what came back of it.
struct PlainGift: Hashable, Sendable {
    var id: String
    var coupon: PlainCoupon
    var campaign: String
    var offer: String
    var isAlone: Bool
    var store: String
    var day: Int
    var member: String?
    var receipt: String?
    var use: Int
    var amount: PlainSum?
    var discount: PlainSum
    var amountReturned = 0
    var discountReturned = 0
    /// Whether all of it came back, and with it the use.
    var isUndone = false
}

/// Uses that a till keeps for a while.
struct PlainHold: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case open, settled, released
    }

    struct Part: Hashable, Sendable {
        var coupon: PlainCoupon
        var campaign: String
        var offer: String
        var discount: PlainSum
    }

    var id: String
    var state = State.open
    var store: String
    var day: Int
    var endsAt: Int
    var member: String?
    var amount: PlainSum?
    var receipt: String?
    var parts: [Part]
}

/// A line of the register.
struct PlainLine: Hashable, Sendable {
    var kind: String
    var redemption: String
    var coupon: PlainCoupon
    var offer: String
    var store: String
    var day: Int
    var member: String?
    var receipt: String?
    var use: Int
    var amount: PlainSum?
    var discount: PlainSum
    var restoresUse = false
    var hold: String?
    /// The first redemption of those that were asked for together.
    var stack: String?
}
