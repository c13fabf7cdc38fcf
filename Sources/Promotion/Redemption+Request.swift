public import Vocabulary

extension Redemption {
    /// What a till asks for.
    public struct Request: Sendable, Hashable, Codable {
        public let store: StoreID
        /// The store's clock and calendar when the request arrived.
        public let moment: LocalMoment
        /// The purchase before any discount, which is what the basket comes to where there is one; not negative.
        public let amount: Money?
        /// What is bought, line by line, if the till said so.
        public let basket: Basket?
        /// The member whose card was shown.
        public var member: MemberID?

        public init(
            store: StoreID, moment: LocalMoment, amount: Money? = nil, basket: Basket? = nil,
            member: MemberID? = nil
        ) {
            self.store = store
            self.moment = moment
            self.amount = amount ?? basket?.total
            self.basket = basket
            self.member = member
        }
    }

    /// What a till is told of one coupon; a refusal is an answer, not an error.
    public enum Outcome: Sendable, Hashable, Codable {
        case accepted(Acceptance)
        case refused(Refusal)
    }

    /// What a till is told of all coupons of one request: all of them or none.
    public enum Decision: Sendable, Hashable {
        /// One acceptance a coupon, in the order in which they were presented.
        case accepted([Acceptance])
        /// One place a coupon; `nil` is one that was refused only because of another.
        case refused([Refusal?])
    }

    /// A committed use.
    public struct Acceptance: Sendable, Hashable, Codable {
        /// Which use of the coupon this is, 1 for the first.
        public let use: UInt32
        public let usesLeft: UInt32
        /// What comes off the purchase.
        public let discount: Money
        /// How the lines of the basket share in the discount, in minor units; empty without a basket.
        public let byLine: [Int64]

        public init(use: UInt32, usesLeft: UInt32, discount: Money, byLine: [Int64] = []) {
            self.use = use
            self.usesLeft = usesLeft
            self.discount = discount
            self.byLine = byLine
        }
    }
}
