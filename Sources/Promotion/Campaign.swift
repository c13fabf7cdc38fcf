public import Vocabulary

/// A time-boxed promotion: what is offered, when, where and how often.
public struct Campaign: Sendable, Hashable, Codable {
    public let id: CampaignID
    public let title: LocalizedText
    /// The days on which any of its coupons may be redeemed.
    public let validity: Validity
    /// In the order in which the brand wrote them; ids are unique in the issuer.
    public let offers: [Offer]
    /// The most that all its offers together may take off, less what came back; `nil` is without limit.
    public let budget: Money?
    /// What each till may give of its signed coupons while it has no network; `nil` is nothing.
    public let allowance: OfflineAllowance?

    public init(
        id: CampaignID, title: LocalizedText, validity: Validity, offers: [Offer], budget: Money? = nil,
        allowance: OfflineAllowance? = nil
    ) {
        self.id = id
        self.title = title
        self.validity = validity
        self.offers = offers
        self.budget = budget
        self.allowance = allowance
    }

    /// Whether tills accept its coupons; raw values are wire format.
    public enum State: String, Sendable, Hashable, Codable {
        case active
        /// Stopped by hand; a paused campaign loses nothing and can be resumed.
        case paused
    }
}

/// The days from one date to another, both included, by the calendar of the store where a coupon is shown.
public struct Validity: Sendable, Hashable, Codable {
    public let firstDay: CalendarDate
    public let lastDay: CalendarDate

    /// Makes a window of at least one day, or returns `nil` if it would end before it starts.
    public init?(firstDay: CalendarDate, lastDay: CalendarDate) {
        guard firstDay <= lastDay else { return nil }
        self.firstDay = firstDay
        self.lastDay = lastDay
    }
}
