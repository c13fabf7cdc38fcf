/// A part of a whole, such as the money that came back of a purchase; both are not negative.
package struct UnitPortion: Sendable, Hashable {
    package let part: Int64
    package let whole: Int64

    /// Makes a portion; no more than the whole comes back.
    package init(_ part: Int64, of whole: Int64) {
        self.whole = max(0, whole)
        self.part = min(max(0, part), self.whole)
    }

    /// Everything.
    package static let all = UnitPortion(1, of: 1)

    /// The same part of an amount, rounded down: all of it once the whole is back, and never more.
    package func share(of amount: Int64) -> Int64 {
        BalanceLimits.share(of: amount, part, per: whole)
    }
}
