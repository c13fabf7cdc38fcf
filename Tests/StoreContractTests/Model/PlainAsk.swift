import Promotion
import Store

/// What a till asks for, and when: seconds from the model's first moment.
struct PlainAsk: Hashable, Sendable {
    var till: String
    var store: String
    var key: String
    var second: Int
    var what: What

    enum What: Hashable, Sendable {
        case redeem(PlainWish)
        case hold(PlainWish, seconds: Int)
        case settle(hold: String, amount: PlainSum?, receipt: String?)
        case release(hold: String)
        case undo(redemption: String, isVoid: Bool, amount: PlainSum?)
    }

    /// What makes a repeat the same request: everything but the time.
    var request: String { "\(store) \(what)" }

    /// 18:00 is the first moment's time of day.
    var day: Int { (18 * 3_600 + second) / 86_400 }
}

/// Coupons for one purchase.
struct PlainWish: Hashable, Sendable {
    var coupons: [PlainCoupon]
    var amount: PlainSum?
    var member: String?
    var receipt: String?
}

/// What the till must hear.
struct PlainReply: Hashable, Sendable {
    enum Told: Hashable, Sendable {
        case redeemed([Use])
        case refused([Refusal.Reason?])
        case held([Use])
        case notHeld([Refusal.Reason?])
        case released
        case holdRefused(ReservationRefusal)
        case undone(amount: PlainSum?, discount: PlainSum, isWhole: Bool)
        case notUndone(Reversal.Reason)
        case keyReused
    }

    struct Use: Hashable, Sendable {
        /// 1 for the coupon's first.
        var number: Int
        var left: Int
        var discount: PlainSum
    }

    var told: Told
    var isRepeat = false
}
