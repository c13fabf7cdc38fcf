package import Vocabulary

/// The tier that a member has, since when and until when.
package struct TierStanding: Sendable, Hashable {
    package var tier: String
    /// The first day; `nil` if it came with a list or a form, or before tiers were reviewed.
    package var since: CalendarDate?
    /// The last day that it is kept for, though its rule holds no more; `nil` while it holds or nobody has looked yet.
    package var keptUntil: CalendarDate?
    /// The last day that it stands whatever the rules say, since somebody said so.
    package var pinnedUntil: CalendarDate?

    package init(
        tier: String, since: CalendarDate? = nil, keptUntil: CalendarDate? = nil,
        pinnedUntil: CalendarDate? = nil
    ) {
        self.tier = tier
        self.since = since
        self.keptUntil = keptUntil
        self.pinnedUntil = pinnedUntil
    }
}
