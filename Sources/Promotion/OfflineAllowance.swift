public import Vocabulary

/// How far a campaign lets a till without a network err with what was not leased to it; one that says nothing lets it
/// not err at all.
///
/// Everything that the server has not answered counts. Of one coupon each till may give `usesPerCoupon`, so the most
/// that can be lost is what all tills together are allowed, and the next upload finds each case.
public struct OfflineAllowance: Sendable, Hashable, Codable {
    /// Uses of the campaign's offers at this till since the last synchronisation.
    public let usesPerTerminal: UInt32
    /// Uses of one coupon at this till since the last synchronisation; its own limit holds besides.
    public let usesPerCoupon: UInt32
    /// What all of them may take off.
    public let amount: Money
    /// How old the status list may be.
    public let maximumStatusAgeSeconds: Int64

    /// Declares an allowance.
    ///
    /// - Parameters:
    ///   - usesPerTerminal: Uses at one till since the last synchronisation.
    ///   - usesPerCoupon: Uses of one coupon at one till since then.
    ///   - amount: What all of them may take off.
    ///   - maximumStatusAgeSeconds: How old the status list may be.
    public init(
        usesPerTerminal: UInt32, usesPerCoupon: UInt32, amount: Money, maximumStatusAgeSeconds: Int64
    ) {
        self.usesPerTerminal = usesPerTerminal
        self.usesPerCoupon = usesPerCoupon
        self.amount = amount
        self.maximumStatusAgeSeconds = maximumStatusAgeSeconds
    }
}
