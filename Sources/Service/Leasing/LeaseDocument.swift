package import Vocabulary

/// What was leased to a terminal.
package struct LeaseDocument: Sendable, Hashable, Encodable {
    package let lease: LeaseID
    /// RFC 3339, UTC: the first moment at which it may not be used any more.
    package let usableUntil: String
    package let coupons: Int
    package let uses: Int
    package let leftOut: [LeftOut]
    /// The lease under the issuer's signature, one line, as the terminal keeps it.
    package let signed: String
    /// What is said to each coupon, if it was asked for.
    package let sheet: LeaseSheetDocument?

    /// A coupon of which nothing is leased.
    package struct LeftOut: Sendable, Hashable, Encodable {
        /// As it was presented; missing for coupons that the terminal did not name.
        package let code: String?
        /// The stable word.
        package let reason: String
        /// A sentence for the cashier.
        package let detail: String
    }
}

/// A lease, or what stands in its way.
package struct LeaseReply: Sendable, Hashable {
    package let answer: Answer
    package let isReplayed: Bool

    package enum Answer: Sendable, Hashable {
        case leased(LeaseDocument)
        case refused(Problem)
    }
}
