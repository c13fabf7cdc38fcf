import Promotion
package import Vocabulary

/// A problem document (RFC 9457) with the reason as a stable word and, for refusals, the evidence.
///
/// The same document goes out over HTTP and from `redeem --json`; `status` is the HTTP status in both.
package struct Problem: Error, Sendable, Hashable, Encodable {
    /// A name and not an address: the documentation of reasons is `/openapi.json`.
    package let type: String
    package let title: String
    package let status: Int
    /// One sentence in the reader's language.
    package var detail: String?
    package let reason: String
    /// What is wrong with the input, each place named.
    package var errors: [InputFault]?
    /// After how many seconds a retry may help; sent as `Retry-After`, not in the document.
    package var retryAfterSeconds: Int?

    /// When and where the uses of a coupon went, newest first.
    package var uses: [EarlierUseDocument]?
    /// When the key that signed the code ended, RFC 3339.
    package var keyEndedAt: String?
    package var validFrom: CalendarDate?
    package var validUntil: CalendarDate?
    package var limit: UInt32?
    /// When a limit that counts days gives again; missing where today is the last day.
    package var againOn: CalendarDate?
    package var stores: [StoreID]?
    /// The areas that the offer is good in.
    package var areas: [AreaID]?
    package var weekdays: [Weekday]?
    package var minimum: Money?
    package var currency: Currency?
    package var redeemedOn: CalendarDate?
    /// The most that the campaign may take off.
    package var budget: Money?
    /// When the other till's hold ends, RFC 3339.
    package var reservedUntil: String?
    /// What the offer is for.
    package var articles: [String]?
    /// What stands against each coupon, where several were presented.
    package var coupons: [RefusedCouponDocument]?
    /// What of the purchase has not come back yet, or what of the budget has not been taken off.
    package var left: Money?
    /// Who has the identity that was to be paired.
    package var member: MemberID?
    /// What there is of a unit, or what of an entry is left to be taken back.
    package var available: UnitAmount?
    /// What of a unit was asked for.
    package var wanted: UnitAmount?
    /// The entry that the server lacks first of a terminal's journal.
    package var nextEntry: Int64?
    /// Which line of an upload is meant, 1 for the first.
    package var line: Int?

    /// Makes a problem without evidence.
    ///
    /// - Parameters:
    ///   - status: The HTTP status, 400 to 599.
    ///   - reason: The stable machine word, in snake case.
    ///   - title: What the reason means, the same for every occurrence.
    ///   - detail: This occurrence, in one sentence.
    package init(status: Int, reason: String, title: String, detail: String? = nil) {
        type = "urn:tessera:problem:" + reason
        self.status = status
        self.reason = reason
        self.title = title
        self.detail = detail
    }

    /// Whether it says that a code is unknown, mistyped, forged or of another issuer.
    package var isUnknownCode: Bool { reason == Refusal.Reason.unknownCode.rawValue }

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, reason, errors, uses, validFrom, validUntil, limit, stores, weekdays
        case minimum, currency, redeemedOn, left, budget, reservedUntil, articles, coupons, againOn, areas
        case member, available, wanted, nextEntry, line, keyEndedAt
    }
}

/// One use that a coupon already had.
package struct EarlierUseDocument: Sendable, Hashable, Encodable {
    /// RFC 3339 with the store's offset.
    package let at: String
    package let store: StoreID
}

/// One of several coupons that were refused together.
package struct RefusedCouponDocument: Sendable, Hashable, Encodable {
    /// Where it stands in the request.
    package let pointer: String
    /// The short code; missing for a code that is none of ours.
    package let coupon: String?
    /// Missing for one that was refused only because of another.
    package let reason: String?
    package let detail: String?
}
